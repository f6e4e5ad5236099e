import type { Calendar } from '../../domain/calendar.ts';
import type { Directory, StaffId } from '../../domain/directory.ts';
import type { PetitionEvent } from '../../domain/event.ts';
import type { Petition, PetitionId } from '../../domain/petition.ts';
import type { Regime } from '../../domain/regime.ts';
import type { Instant } from '../../domain/time.ts';
import type { Memory } from '../../sandbox/memories.ts';
import type { JobRun, LoggedMessage } from '../../store/message-store.ts';
import type { ChainVerdict, FoldVerdict } from '../../store/store.ts';
import type { Standing } from '../history.ts';
import type { FilePetition } from '../petitions-file.ts';

/** Everything the verdict is based on: what the database holds, what the sandbox noted, and what people were answered. */
export interface Evidence {
  readonly petitions: readonly PetitionRecord[];
  readonly messages: readonly MessageRecord[];
  /** The sandbox's own journal, oldest first. */
  readonly sandbox: readonly Memory[];
  /** Every stay of a petition in a stage that somebody was called to. */
  readonly steps: readonly StepRecord[];
  readonly cards: readonly CardRecord[];
  readonly toDos: readonly ToDoRecord[];
  /** Each way in which a step was urged. */
  readonly urges: readonly UrgeRecord[];
  /** Runs of the daily reminder. */
  readonly reminders: readonly JobRun[];
  /** The last number given, as the database counts. */
  readonly counters: readonly {
    readonly series: string;
    readonly year: number;
    readonly last: number;
  }[];
  readonly chains: ChainVerdict;
  readonly folds: FoldVerdict;
  readonly office: OfficeFacts;
  /** The span of the office's time in which the server ran, over all runs. */
  readonly played: { readonly from: Instant; readonly until: Instant };
  /** What the players brought in. */
  readonly brought: readonly FilePetition[];
  /** All texts that the office itself has worded, templates and names of departments. */
  readonly ownWords: readonly string[];
  /** Answers of the API by status. */
  readonly traffic: ReadonlyMap<number, number>;
  readonly probes: readonly Probe[];
}

export interface OfficeFacts {
  readonly directory: Directory;
  readonly regimes: readonly Regime[];
  readonly calendar: Calendar;
}

export interface PetitionRecord {
  /** As stored. */
  readonly petition: Petition;
  readonly events: readonly PetitionEvent[];
  readonly standings: readonly Standing[];
  readonly waiting: readonly StaffId[];
}

export interface MessageRecord extends LoggedMessage {
  /** DingTalk's name for it; null before it was accepted. */
  readonly taskId: string | null;
  /** The server died, or heard nothing, while it was being sent; it may have been sent twice. */
  readonly ambiguous: boolean;
  /** How often its result was asked for. */
  readonly polls: number;
}

export interface StepRecord {
  readonly id: number;
  readonly petitionId: PetitionId;
  readonly status: 'open' | 'done' | 'closed';
  readonly statusText: string;
  readonly closedAt: Instant | null;
}

/** A message that DingTalk shows as an interactive card. */
export interface CardRecord {
  readonly messageId: number;
  readonly stepId: number;
  /** DingTalk's name for it. */
  readonly track: string;
}

export interface ToDoRecord {
  /** DingTalk keeps one to-do under this name. */
  readonly source: string;
  readonly petitionId: PetitionId;
}

export interface UrgeRecord {
  readonly stepId: number;
  readonly rung: string;
  readonly outcome: string;
}

/** What somebody saw who has no part in an accusation. */
export interface Probe {
  readonly petitionId: PetitionId;
  readonly by: StaffId;
  readonly isAccused: boolean;
  readonly at: Instant;
  /** Met in the list of petitions or of things to do. */
  readonly listed: boolean;
  readonly status: number;
  /** The answer is, but for the request's own number, that to an id nobody has. */
  readonly sameAsUnknown: boolean;
}

/** One line of the verdict. It holds when there are no faults. */
export interface Finding {
  readonly title: string;
  /** What was looked at, in figures. */
  readonly figures: string;
  readonly faults: readonly string[];
}

/** The regulation that the petition is pinned to. */
export function regimeOf({ regime }: Petition, { regimes }: OfficeFacts): Regime {
  const pinned = regimes.find(({ id, version }) => id === regime.id && version === regime.version);
  if (!pinned) throw new Error(`regime ${regime.id} ${regime.version} is not loaded`);
  return pinned;
}

export function isAccusation({ facts }: Petition): boolean {
  return facts.appealType === 'accusation';
}

export function hasEnded(petition: Petition, office: OfficeFacts): boolean {
  return regimeOf(petition, office).stages[petition.stage]?.end === true;
}

/** What is of one kind in the sandbox's journal. */
export function remembered<Kind extends Memory['kind']>(
  sandbox: readonly Memory[],
  kind: Kind,
): readonly Extract<Memory, { readonly kind: Kind }>[] {
  return sandbox.filter(
    (memory): memory is Extract<Memory, { readonly kind: Kind }> => memory.kind === kind,
  );
}

/** Every text that has left the system or is about to, with the words for where it stands. */
export function noticeTexts({
  messages,
  sandbox,
}: Pick<Evidence, 'messages' | 'sandbox'>): readonly {
  readonly place: string;
  readonly text: string;
}[] {
  return [
    ...messages.map(({ id, title, text }) => ({ place: `通知${id}号`, text: `${title}\n${text}` })),
    // As noted, whatever it is: cards, links and whatever else the office has sent along.
    ...sandbox.map((memory, index) => ({
      place: `钉钉记录第${index + 1}条`,
      text: JSON.stringify(memory),
    })),
  ];
}

/** Each text carries the number of its message. */
export function noticeNumber(text: string): number | null {
  const found = /（通知(\d+)号）/.exec(text)?.[1];
  return found === undefined ? null : Number(found);
}
