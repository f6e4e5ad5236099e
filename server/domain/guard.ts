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
  /** Every form that must be signed by hand on paper has its scan on the file, made after the statement it belongs to. */
  | 'signedScanOnFile';

export type Guard = GuardName | `!${GuardName}`;
