import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type Instant, MINUTE } from '../domain/time.ts';
import { cardResponse, chatTold, eventTold, parsed, type Take, tapTold } from './arrivals.ts';
import {
  cardSignature,
  type EventEnvelope,
  eventSignature,
  isSame,
  robotSignature,
  unwrap,
  wrap,
} from './callback-crypto.ts';

/** What DingTalk posts to us where no long connection can be kept. Rejects when something valid could not be kept. */
export interface Callbacks {
  /** Subscribed events, encrypted. */
  event(asked: Unread): Promise<CallbackOutcome>;
  /** Words for the robot. */
  robot(asked: SignedByHeader): Promise<CallbackOutcome>;
  /** Taps on cards. */
  card(asked: SignedByHeader): Promise<CallbackOutcome>;
}

interface Unread {
  readonly query: unknown;
  readonly body: unknown;
}

interface SignedByHeader {
  /** Empty for a header that is not there. */
  readonly header: (name: string) => string;
  readonly body: unknown;
}

/** `known` tells whether the office had a use for it. A `fault` is what shows that it is not, or not now, DingTalk's. */
export type CallbackOutcome =
  | { readonly answer: object; readonly known: boolean }
  | { readonly fault: CallbackFault };

type CallbackFault = 'signature' | 'age' | 'owner' | 'unreadable';

export interface CallbackSurroundings {
  readonly appKey: string;
  readonly appSecret: string;
  readonly corpId: string;
  /** Of the event subscription. */
  readonly aesKey: string;
  readonly token: string;
  readonly clock: () => Instant;
  readonly take: Take;
}

/**
 * A signature holds for five minutes; DingTalk repeats a failed push after 10 and 30 seconds. Within them a second copy
 * has the key of the first and is acknowledged without being acted on again.
 */
export function openCallbacks(given: CallbackSurroundings): Callbacks {
  const { appSecret, corpId, take, clock } = given;
  return {
    event: (asked) => takeEvent(asked, given),
    async robot({ header, body }) {
      const timestamp = header('timestamp');
      const expected = robotSignature(timestamp, appSecret);
      const fault = faultOf({ given: header('sign'), expected, timestamp }, clock());
      if (fault) return { fault };
      if (isForeign(body, corpId)) return { fault: 'owner' };
      const told = chatTold(body, digest(timestamp, body));
      if (told) await take(told);
      return { answer: { msgtype: 'empty' }, known: told !== null };
    },
    async card({ header, body }) {
      const timestamp = header('x-ddpaas-signature-timestamp');
      const expected = cardSignature(timestamp, appSecret);
      const signature = header('x-ddpaas-signature');
      const fault = faultOf({ given: signature, expected, timestamp }, clock());
      if (fault) return { fault };
      if (isForeign(body, corpId)) return { fault: 'owner' };
      const told = tapTold(body, digest(timestamp, body));
      return { answer: told ? cardResponse(await take(told)) : {}, known: told !== null };
    },
  };
}

async function takeEvent(asked: Unread, given: CallbackSurroundings): Promise<CallbackOutcome> {
  const opened = openEvent(asked, given);
  if ('fault' in opened) return opened;
  const { message, owner } = opened;
  const event = parsed(message);
  const head = headSchema.safeParse(event);
  if (!head.success) return { fault: 'unreadable' };
  const { EventType, eventId, CorpId = given.corpId } = head.data;
  if (CorpId !== given.corpId) return { fault: 'owner' };
  const told = eventTold(EventType, event, eventId ?? digest(message));
  if (told) await given.take(told);
  const known = told !== null || EventType === 'check_url';
  return { answer: received(given, owner), known };
}

/** What was wrapped, once it is certain that DingTalk did it, just now and for us. */
function openEvent(
  asked: Unread,
  { token, aesKey, appKey, corpId, clock }: CallbackSurroundings,
): EventEnvelope | { readonly fault: CallbackFault } {
  const query = querySchema.safeParse(asked.query);
  const body = bodySchema.safeParse(asked.body);
  if (!query.success || !body.success) return { fault: 'unreadable' };
  const { timestamp, nonce, signature, msg_signature = signature } = query.data;
  const { encrypt } = body.data;
  const expected = eventSignature({ token, timestamp, nonce, encrypt });
  const fault = faultOf({ given: msg_signature, expected, timestamp }, clock());
  if (fault) return { fault };
  const envelope = unwrap(aesKey, encrypt);
  if (!envelope) return { fault: 'unreadable' };
  return envelope.owner === appKey || envelope.owner === corpId ? envelope : { fault: 'owner' };
}

/** The literal `success`, wrapped for whom the event was. */
function received(
  { token, aesKey, clock }: CallbackSurroundings,
  owner: string,
): Readonly<Record<string, string>> {
  const timestamp = String(clock());
  const nonce = randomBytes(8).toString('hex');
  const encrypt = wrap(aesKey, { message: 'success', owner });
  const signature = eventSignature({ token, timestamp, nonce, encrypt });
  return { msg_signature: signature, encrypt, timeStamp: timestamp, nonce };
}

function faultOf(
  signed: { readonly given: string; readonly expected: string; readonly timestamp: string },
  now: Instant,
): CallbackFault | null {
  if (!isSame(signed.given, signed.expected)) return 'signature';
  const given = Number(signed.timestamp);
  // Ten digits are seconds, as in DingTalk's own example.
  const at = /^\d{10}$/.test(signed.timestamp) ? given * 1000 : given;
  return Math.abs(now - at) <= WINDOW_MS ? null : 'age';
}

/** Of another organisation, where the body names one. */
function isForeign(body: unknown, corpId: string): boolean {
  const named = ownerSchema.safeParse(body);
  if (!named.success) return true;
  return [named.data.corpId, named.data.chatbotCorpId].some((id) => (id ?? corpId) !== corpId);
}

function digest(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

const WINDOW_MS = 5 * MINUTE;

const querySchema = z.object({
  msg_signature: z.string().optional(),
  /** As older subscriptions name it. */
  signature: z.string().default(''),
  timestamp: z.string(),
  nonce: z.string(),
});

const bodySchema = z.object({ encrypt: z.string().min(1) });

const headSchema = z.object({
  EventType: z.string(),
  eventId: z.string().min(1).optional(),
  CorpId: z.string().optional(),
});

const ownerSchema = z.object({
  corpId: z.string().optional(),
  chatbotCorpId: z.string().optional(),
});
