import { type Instant, MINUTE } from '../domain/time.ts';
import { type CallFailure, type CallOutcome, failureOf } from './failures.ts';

export interface TokenKeeper {
  /**
   * Runs a call with a token both API families accept. A token DingTalk no longer knows (secret reset,
   * app stopped and started) is fetched again and the call repeated, exactly once.
   */
  withToken<Value>(
    call: (token: string) => Promise<CallOutcome<Value>>,
  ): Promise<CallOutcome<Value>>;
}

export interface IssuedToken {
  readonly token: string;
  readonly expiresInMs: number;
}

const MARGIN_MS = 5 * MINUTE;

/**
 * Holds the token of one app. Callers who need a new one at the same time share one fetch, and it is
 * replaced 5 to 10 minutes early: `random` in [0, 1) keeps several servers from asking together.
 */
export function createTokenKeeper(given: {
  readonly fetchToken: () => Promise<CallOutcome<IssuedToken>>;
  readonly clock: () => Instant;
  readonly random: () => number;
}): TokenKeeper {
  let held: { readonly token: string; readonly until: number } | null = null;
  let fetching: Promise<CallOutcome<string>> | null = null;

  async function fetchAndHold(): Promise<CallOutcome<string>> {
    const askedAt = given.clock();
    const issued = await given.fetchToken();
    if (!issued.ok) return { ok: false, failure: withoutDoubt(issued.failure) };
    const { token, expiresInMs } = issued.value;
    const margin = Math.min(MARGIN_MS * (1 + given.random()), expiresInMs / 2);
    held = { token, until: askedAt + expiresInMs - margin };
    return { ok: true, value: token };
  }

  async function currentToken(): Promise<CallOutcome<string>> {
    if (held && given.clock() < held.until) return { ok: true, value: held.token };
    fetching ??= fetchAndHold().finally(() => {
      fetching = null;
    });
    return await fetching;
  }

  /** Somebody else may have replaced it meanwhile; the newer one stays. */
  function drop(token: string): void {
    if (held?.token === token) held = null;
  }

  async function attempt<Value>(
    call: (token: string) => Promise<CallOutcome<Value>>,
    attemptsLeft: number,
  ): Promise<CallOutcome<Value>> {
    const token = await currentToken();
    if (!token.ok) return token;
    const outcome = await call(token.value);
    if (outcome.ok || outcome.failure.class !== 'token') return outcome;
    drop(token.value);
    return attemptsLeft > 1 ? attempt(call, attemptsLeft - 1) : outcome;
  }

  return { withToken: (call) => attempt(call, 2) };
}

/** When the token did not arrive, the call proper was never made: nothing about it is in doubt. */
function withoutDoubt(failure: CallFailure): CallFailure {
  return failure.class === 'unknown'
    ? { ...failure, class: 'soon', explanation: failureOf('busy').explanation }
    : failure;
}
