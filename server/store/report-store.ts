import type { StaffId, UnitId } from '../domain/directory.ts';
import type { Advice, Report, SignedAdvice } from '../domain/figures/report.ts';
import type { Instant, LocalDay } from '../domain/time.ts';
import type { JobMessage } from './message-store.ts';

/** What the office has told its leaders of its figures, kept as it was told. */
export interface Reports {
  /** Newest period first, each in its newest version. */
  issuedReports(): Promise<readonly IssuedReport[]>;
  /** The newest version, or this one; null where there is none. */
  issuedReport(period: string, version?: number): Promise<IssuedReport | null>;
  /**
   * Keeps the report as the first version, with the advice if that has been signed. A report issued before stays as it
   * is, and is the answer.
   */
  issueReport(report: Report, now: Instant): Promise<IssuedReport>;
  advice(period: string): Promise<AdviceDraft | null>;
  /** Takes the place of the draft before; a signature under that one is not one under this. */
  draftAdvice(period: string, draft: AdviceDraft): Promise<void>;
  /**
   * Puts the signature under the draft with this text. An issued report gets another version with the same figures.
   * False where the draft has changed or there is none.
   */
  signAdvice(period: string, signed: SignedAdvice, now: Instant): Promise<boolean>;
  warnings(period: string): Promise<readonly IssuedWarning[]>;
  /** Once per period and cluster, together with the message; false where it had been done before. */
  warn(warning: IssuedWarning, message: JobMessage): Promise<boolean>;
  /** Those still watched, by unit. */
  watchedPlaces(): Promise<readonly WatchedPlace[]>;
  /** A new one, or what has become of one with the same id. */
  keepWatchedPlace(place: WatchedPlace): Promise<void>;
  endWatch(id: string, now: Instant): Promise<void>;
}

export interface IssuedReport {
  readonly report: Report;
  readonly version: number;
  readonly issuedAt: Instant;
  /** SHA-256 of the report's text, hexadecimal. */
  readonly hash: string;
}

export interface AdviceDraft extends Advice {
  readonly writtenBy: StaffId;
  readonly writtenAt: Instant;
  readonly signed?: SignedAdvice;
}

/** 预警: who was told of which cluster. */
export interface IssuedWarning {
  readonly period: string;
  readonly cluster: string;
  readonly at: Instant;
  readonly by: StaffId;
  readonly title: string;
  readonly petitions: number;
  readonly told: readonly StaffId[];
}

/** 重点关注: a unit or place likely to bring petitions, with the plan for it (应急预案). */
export interface WatchedPlace {
  readonly id: string;
  /** The line that watches. */
  readonly unitId: UnitId;
  readonly name: string;
  readonly plan: string;
  /** The last sweep; absent before the first. */
  readonly sweptOn?: LocalDay;
  readonly by: StaffId;
  readonly at: Instant;
}
