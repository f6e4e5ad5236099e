import type { Instant } from '../domain/time.ts';

/** What DingTalk has told us, kept before it is acknowledged: sealed, and forgotten after seven days. */
export interface ArrivalShelf {
  /** False when the same key was kept before; nothing is changed then. */
  keepArrival(arrival: KeptArrival, now: Instant): Promise<boolean>;
  /** Still to be dealt with and due by now, oldest first. */
  dueArrivals(now: Instant, limit: number): Promise<readonly WaitingArrival[]>;
  /** When the next one is due, which may be past; null when none waits. */
  nextArrivalAt(): Promise<Instant | null>;
  settleArrival(key: string, fate: ArrivalFate): Promise<void>;
  /** How many were given up during the last seven days. */
  failedArrivals(): Promise<number>;
}

export interface KeptArrival {
  readonly key: string;
  readonly kind: string;
  /** JSON. */
  readonly payload: string;
}

export interface WaitingArrival {
  readonly payload: string;
  /** That have failed so far. */
  readonly attempts: number;
}

/** Dealt with, to be tried again, or given up. */
export type ArrivalFate =
  | { readonly state: 'done' }
  | { readonly state: 'waiting'; readonly nextAt: Instant }
  | { readonly state: 'failed' };
