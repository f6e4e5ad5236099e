import { z } from 'zod';
import type { Caller } from './caller.ts';
import type { CallOutcome } from './failures.ts';

export type ExchangeLoginCode = (
  code: string,
) => Promise<CallOutcome<{ userId: string; name: string }>>;

/** The only proof of who someone is. Free of charge, so it has a rate of its own and never queues behind messages. */
export function connectLogin(caller: Caller): ExchangeLoginCode {
  return (code) =>
    caller.legacy('/topapi/v2/user/getuserinfo', { body: { code }, answer, charged: false });
}

const answer = z
  .object({ result: z.object({ userid: z.string().min(1), name: z.string().default('') }) })
  .transform(({ result }) => ({ userId: result.userid, name: result.name }));
