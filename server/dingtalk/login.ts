import { z } from 'zod';
import type { CallOutcome } from './failures.ts';
import type { LegacyClient } from './legacy-client.ts';
import type { Limiter } from './limiter.ts';
import type { TokenKeeper } from './token.ts';

export type ExchangeLoginCode = (
  code: string,
) => Promise<CallOutcome<{ userId: string; name: string }>>;

/** The only proof of who someone is. Free of charge, so it has a rate of its own and never queues behind messages. */
export function connectLogin(given: {
  readonly oapiBase: string;
  readonly legacy: LegacyClient;
  readonly tokens: TokenKeeper;
  readonly limiter: Limiter;
}): ExchangeLoginCode {
  return (code) =>
    given.limiter.run(() =>
      given.tokens.withToken((token) => {
        const url = new URL(`${given.oapiBase}/topapi/v2/user/getuserinfo`);
        url.searchParams.set('access_token', token);
        return given.legacy.post({ url, body: { code }, answer, charged: false });
      }),
    );
}

const answer = z
  .object({ result: z.object({ userid: z.string().min(1), name: z.string().default('') }) })
  .transform(({ result }) => ({ userId: result.userid, name: result.name }));
