import type { StaffId } from '../domain/directory.ts';
import type { PetitionId } from '../domain/petition.ts';
import type { WantedToDo } from '../domain/step.ts';
import type { Instant } from '../domain/time.ts';
import type { JobMessage } from './message-store.ts';

/**
 * What DingTalk shows of the steps that petitions wait for. The rows change in the transaction of the command that
 * changes the step; the pump then brings DingTalk to what they say, as often as it takes.
 */
export interface StepFollowers {
  /** Cards whose step is over while DingTalk still shows it open, due by now, oldest first. */
  cardsToEnd(now: Instant, limit: number): Promise<readonly EndingCard[]>;
  recordCardEnded(messageId: number): Promise<void>;
  /** Tried in vain: again at that time, or given up with a reason. */
  recordCardFailure(messageId: number, next: FollowerFailure): Promise<void>;
  /** The card of this track, for whoever tapped it; null when there is none. */
  card(track: string): Promise<TappableCard | null>;
  toDosToSync(now: Instant, limit: number): Promise<readonly ToDoToSync[]>;
  recordToDoShown(id: number, shown: ShownToDo): Promise<void>;
  recordToDoFailure(id: number, next: FollowerFailure): Promise<void>;
  unionIds(staffIds: readonly StaffId[]): Promise<ReadonlyMap<StaffId, string>>;
  keepUnionId(staffId: StaffId, unionId: string): Promise<void>;
  /** Open steps about which somebody was told since then and which none of those told has looked at. */
  stepsUnseen(since: Instant): Promise<readonly UnseenStep[]>;
  /**
   * Notes that the step has been urged in this way, with the message about it if there is one. False when it had been
   * before: then nothing is written.
   */
  recordUrge(urge: Urge, message: JobMessage | null): Promise<boolean>;
  /** The way was taken and failed, with DingTalk's code. */
  urgeFailed(stepId: number, rung: Rung, code: string): Promise<void>;
  /** Asks for the petition's to-do to be shown as urged. */
  urgeToDo(petitionId: PetitionId, now: Instant): Promise<void>;
  /** When the next card, to-do or approval is due; null when none is. */
  nextFollowerAt(): Promise<Instant | null>;
}

export interface EndingCard {
  readonly messageId: number;
  readonly track: string;
  readonly status: 'done' | 'closed';
  readonly statusText: string;
  /** The message that told the same people of the end; the card carries it. */
  readonly content?: string;
  readonly attempts: number;
}

export interface TappableCard {
  readonly messageId: number;
  readonly petitionId: PetitionId;
  readonly recipients: readonly StaffId[];
  /** The petition's version when the card was written: whoever signs from it signs what was so then. */
  readonly version: number;
  readonly status: 'open' | 'done' | 'closed';
  readonly statusText: string;
}

export interface ToDoToSync {
  readonly id: number;
  /** DingTalk keeps one to-do under this name. */
  readonly source: string;
  readonly petitionId: PetitionId;
  /** Null for an accusation: nothing of it is said. */
  readonly number: string | null;
  readonly wanted: WantedToDo;
  readonly done: boolean;
  readonly shown: WantedToDo | null;
  readonly taskId: string | null;
  /** Union id of whoever made it at DingTalk: only they may change it. */
  readonly creator: string | null;
  readonly attempts: number;
}

export interface ShownToDo {
  readonly wanted: WantedToDo;
  readonly done: boolean;
  readonly taskId: string;
  readonly creator: string;
}

export interface UnseenStep {
  readonly stepId: number;
  readonly petitionId: PetitionId;
  /** When DingTalk took the notice or card. */
  readonly toldAt: Instant;
  readonly recipients: readonly StaffId[];
  /** Ways in which it has been urged already. */
  readonly urged: readonly Rung[];
  /** Those of them that the office had and took. */
  readonly reached: readonly Rung[];
}

/** 提醒升级：the to-do is marked, DING, mention in the group, the office telephones. */
export type Rung = 'toDo' | 'ding' | 'mention' | 'phone';

export interface Urge {
  readonly stepId: number;
  readonly petitionId: PetitionId;
  readonly rung: Rung;
  readonly at: Instant;
  /** `done`, `notOffered`, or DingTalk's code. */
  readonly outcome: string;
}

export type FollowerFailure =
  | { readonly retryAt: Instant; readonly reason: string; readonly spared?: boolean }
  | { readonly givenUp: true; readonly reason: string };
