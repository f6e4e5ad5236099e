import { createHash, randomUUID } from 'node:crypto';
import type { Instant } from '../domain/time.ts';
import type { CallOutcome } from './failures.ts';
import { createTokenKeeper, type IssuedToken, type TokenKeeper } from './token.ts';

/** What `dd.config` wants to know before the client opens its address book to a page. */
export interface PageSignature {
  readonly agentId: string;
  readonly corpId: string;
  /** Milliseconds since 1970; part of what is signed, as is the nonce. */
  readonly timeStamp: number;
  readonly nonceStr: string;
  /** Hexadecimal. */
  readonly signature: string;
}

/** Signs the address as the client reports it. Whether the page is ours the caller has asked before. */
export type SignPage = (url: string) => Promise<CallOutcome<PageSignature>>;

/**
 * The ticket behind the signatures is kept like a token: one per app, shared by all who ask at the same time and
 * renewed 5 to 10 minutes before its two hours are over. Tickets cost nothing.
 */
export function connectPageSignature(given: {
  readonly agentId: string;
  readonly corpId: string;
  /** DingTalk's papers contradict each other: the samples of today hash with SHA-256, all older ones with SHA-1. */
  readonly algorithm: 'sha256' | 'sha1';
  readonly fetchTicket: (token: string) => Promise<CallOutcome<IssuedToken>>;
  readonly tokens: TokenKeeper;
  readonly clock: () => Instant;
  readonly random: () => number;
}): SignPage {
  const { agentId, corpId, algorithm, fetchTicket, tokens, clock, random } = given;
  const fetchToken = () => tokens.withToken(fetchTicket);
  const tickets = createTokenKeeper({ fetchToken, clock, random });
  return (url) =>
    tickets.withToken((ticket) => {
      const timeStamp = clock();
      const nonceStr = randomUUID();
      const plain = `jsapi_ticket=${ticket}&noncestr=${nonceStr}&timestamp=${timeStamp}&url=${signedAddress(url)}`;
      const signature = createHash(algorithm).update(plain).digest('hex');
      const value = { agentId, corpId, timeStamp, nonceStr, signature };
      return Promise.resolve({ ok: true, value });
    });
}

/**
 * Without fragment, and with its query decoded as a form is. Scheme, host, port and path stay as the client wrote
 * them: an address that was taken apart and put together again may lack a port or a slash, and does not match.
 */
function signedAddress(url: string): string {
  const [page = ''] = url.split('#');
  const start = page.indexOf('?');
  return start < 0 ? page : `${page.slice(0, start)}?${decoded(page.slice(start + 1))}`;
}

function decoded(query: string): string {
  try {
    return decodeURIComponent(query.replaceAll('+', ' '));
  } catch {
    return query;
  }
}
