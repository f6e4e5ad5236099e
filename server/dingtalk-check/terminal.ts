import type { ConfigReading } from '../config.ts';
import type { Instant } from '../domain/time.ts';

/** What the command line touches of the world. */
export interface CheckTerminal {
  readonly print: (line: string) => unknown;
  readonly complain: (line: string) => unknown;
  readonly reading: ConfigReading;
  readonly clock: () => Instant;
  /** In [0, 1). */
  readonly random: () => number;
  readonly wait: (ms: number) => Promise<void>;
  /** Milliseconds that go by for DingTalk's limits; really, unless time is played. */
  readonly elapsed?: () => number;
}

/** As its options say. */
export interface CheckRequest {
  readonly notify: string | null;
  readonly createApproval: boolean;
  readonly findGroup: boolean;
}
