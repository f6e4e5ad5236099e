import type { StaffId } from './directory.ts';
import type { PetitionId } from './petition.ts';
import type { ReadingModeId } from './reading-modes.ts';
import type { Instant } from './time.ts';

export type ReadingId = string;

/** 批阅件: what was put before one leader, and what he wrote on it. */
export interface Reading {
  readonly id: ReadingId;
  readonly mode: ReadingModeId;
  readonly title: string;
  /** The office's words; empty under an original letter. */
  readonly text: string;
  readonly period?: string;
  readonly petitions: readonly PetitionId[];
  readonly reader: StaffId;
  readonly by: StaffId;
  readonly at: Instant;
  readonly read?: ReadingAnswer;
}

export interface ReadingAnswer {
  readonly at: Instant;
  /** Empty where the leader has read it and asks for nothing (已阅). */
  readonly instruction: string;
  /** SVG path data. */
  readonly handwriting: string;
}
