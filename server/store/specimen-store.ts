import type { StaffId } from '../domain/directory.ts';
import type { Instant } from '../domain/time.ts';

/**
 * Handwriting that people keep here (签名留样) so that they can sign from a card or in an approval, where there is
 * nothing to write on. It is the person's own: nobody else may be shown it, and it signs only what the same person
 * agrees to.
 */
export interface Specimens {
  /** SVG path data; null when the person keeps none. */
  specimen(staffId: StaffId): Promise<string | null>;
  /** In place of the one before; with an audit entry. */
  keepSpecimen(staffId: StaffId, handwriting: string, now: Instant): Promise<void>;
  /** With an audit entry. False when there is none. */
  withdrawSpecimen(staffId: StaffId, now: Instant): Promise<boolean>;
}
