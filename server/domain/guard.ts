/**
 * The closed set of conditions a regime may name. Each is a pure predicate in `guards.ts`;
 * a leading `!` negates it. Lists of guards hold when all of them hold.
 */
export type GuardName =
  /** 检举控告类 */
  | 'accusation'
  /** 上级交转件 */
  | 'superiorCase'
  | 'anonymous'
  | 'inquiry'
  | 'suggestion'
  /** 规定的退单时限已过 */
  | 'returnLate'
  /** 逾期超过一个工作日 */
  | 'returnLateOverOneDay'
  /** An earlier assignment of this petition has already been returned. */
  | 'returnedBefore'
  /** The present assignment was made by a binding ruling. */
  | 'boundByRuling'
  | 'assigned'
  | 'caseworkerNamed'
  | 'replySubmitted'
  | 'concluded'
  | 'inVerification'
  /** The last follow-up visit's outcome. */
  | 'followUpSettled'
  | 'followUpDissatisfied'
  | 'followUpExhausted'
  | 'consultationOwed'
  | 'supervisionOrdered'
  | 'extensionPending'
  | 'extendedBefore'
  | 'letterPending'
  | 'supervised'
  | 'informed'
  /** Visits (附件2). */
  | 'venueOffice'
  | 'venueCityBureau'
  | 'venueCityLeader'
  | 'natureTechnical'
  | 'natureMajor'
  | 'natureGeneral'
  | 'principalNeeded'
  /** The visit has become a petition of the main flow. */
  | 'converted'
  /** A reply has been sent back more often than the regulation's quality gate bears. */
  | 'reworkedTooOften'
  /** Every form that must be signed by hand on paper has its scan on the file, made after the statement it belongs to. */
  | 'signedScanOnFile'
  /** The petitioner has been reached at least once. */
  | 'contacted'
  | 'repeated'
  /** Every piece that the regulation wants archived is on the file. */
  | 'archiveComplete';

/**
 * What a record of the regulation's own says: `recorded:hearing` that there is one that counts,
 * `answered:hearing.held=yes` that its latest says so (`yes` and `no` for ticks).
 */
export type RecordGuard = `recorded:${string}` | `answered:${string}.${string}=${string}`;

/** The clock's latest run has passed its deadline, or passed it before it was stopped; false while none has run. */
export type ClockGuard = `elapsed:${string}`;

export type PlainGuard = GuardName | RecordGuard | ClockGuard;
export type Guard = PlainGuard | `!${PlainGuard}`;

/** The clock that such a condition asks about; null for every other condition. */
export function elapsedAsked(guard: string): string | null {
  return /^elapsed:([A-Za-z0-9]+)$/.exec(guard)?.[1] ?? null;
}

/** The record, field and value that such a condition asks for; null for every other condition. */
export function recordAsked(
  guard: string,
): { readonly record: string; readonly field?: string; readonly value?: string } | null {
  const [, record, field, value] =
    /^(?:recorded:(?=[^.]+$)|answered:(?=.*\..+=))([A-Za-z0-9]+)(?:\.([A-Za-z0-9]+)=(.+))?$/.exec(
      guard,
    ) ?? [];
  if (record === undefined) return null;
  return field === undefined || value === undefined ? { record } : { record, field, value };
}
