import { z } from 'zod';
import { type Instant, MINUTE } from '../domain/time.ts';
import { type CallFailure, type CallOutcome, failed } from './failures.ts';

/** A ban is of our address, whatever was asked: every further call would prolong it. */
export interface Ban {
  /** The refusal that every call gets without being made; null when there is no ban. */
  inForce(): Refused | null;
  /** Of any failure of any call. */
  heardOf(failure: CallFailure): void;
}

const USUAL_LENGTH = 5 * MINUTE;

export function watchForBan(clock: () => Instant): Ban {
  let until = Number.NEGATIVE_INFINITY;
  return {
    inForce() {
      const left = until - clock();
      return left > 0 ? failed(CODE, { retryAfterMs: left }) : null;
    },
    heardOf({ code, retryAfterMs = USUAL_LENGTH }) {
      if (code === CODE) until = Math.max(until, clock() + retryAfterMs);
    },
  };
}

/** Reads what a banned address gets in place of an answer; null for anything else. */
export function banTold(content: unknown): Refused | null {
  const told = banSchema.safeParse(content);
  return told.success ? failed(CODE, { retryAfterMs: told.data.wait * MINUTE }) : null;
}

type Refused = Extract<CallOutcome<never>, { readonly ok: false }>;

const banSchema = z.object({ status: z.literal(1111), wait: z.number().positive().default(5) });

const CODE = 'addressBanned';
