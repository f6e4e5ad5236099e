import type { NoticeMessage } from '../domain/sanctions/messages.ts';
import type { SanctionEvent } from '../domain/sanctions/notice.ts';
import type { Instant } from '../domain/time.ts';

/** What has become of an office's notices. Nothing is ever changed or taken out. */
export interface Sanctions {
  /** Every event, oldest first, and how far the log goes. Throws when it is not what was written. */
  sanctionLog(): Promise<SanctionLog>;
  /**
   * Adds the events with their messages and an entry in the audit trail each, if the log still ends at `seen`;
   * otherwise nothing is written and the answer is false. A message under a name used before is not sent again.
   */
  recordSanctions(entry: NewSanctions, now: Instant): Promise<boolean>;
}

export interface SanctionLog {
  readonly events: readonly SanctionEvent[];
  /** Grows with every event of any office; 0 at first. */
  readonly end: number;
}

export interface NewSanctions {
  readonly seen: number;
  readonly events: readonly SanctionEvent[];
  readonly messages: readonly NoticeMessage[];
}
