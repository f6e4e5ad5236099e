import type { Directory, StaffId } from './directory.ts';
import type { ActTaken, PetitionEvent } from './event.ts';
import type { Petition } from './petition.ts';
import type { Regime } from './regime.ts';
import { chineseMoment, DAY, type Instant } from './time.ts';

/** How the stay of a petition in a stage ended, for those who still have its card before them. */
export interface StepEnd {
  /** `done`: the step was taken; `closed`: it was withdrawn or overtaken by something else. */
  readonly status: 'done' | 'closed';
  /** In Chinese; of an accusation it names nobody and nothing. */
  readonly text: string;
}

/** Whether the petition still is where it was: what asked for that step still holds. */
export function isSameStep(before: Petition, after: Petition): boolean {
  return before.stage === after.stage && before.stageSince === after.stageSince;
}

/** Who was first, when and with what: also what the loser of a race reads. */
export function stepEnd(
  { stage, facts }: Petition,
  events: readonly PetitionEvent[],
  { regime, directory }: { readonly regime: Regime; readonly directory: Directory },
): StepEnd {
  const act = events.findLast((event): event is ActTaken => event.type === 'actTaken');
  if (!act) return { status: 'closed', text: WITHDRAWN };
  const awaited = regime.stages[stage]?.acts[act.act];
  const status = awaited && awaited.aside !== true ? 'done' : 'closed';
  if (facts.appealType === 'accusation') return { status, text: OVER };
  const name = directory.staff.get(act.by)?.name ?? '工作人员';
  return { status, text: `${name}已于${chineseMoment(act.at)}办理：${act.title}` };
}

/** What the petition's to-do should say: one to-do a petition, which goes along with it from hand to hand. */
export interface WantedToDo {
  /** In order of their ids, so that the same people compare as the same. */
  readonly executors: readonly StaffId[];
  /** Of the nearest deadline still ahead, else of the earliest one passed; null where no clock runs. */
  readonly dueAt: Instant | null;
  /** Due within a day, or overdue. */
  readonly urgent: boolean;
  /** Nobody has looked at the notice of the step: said in the to-do's subject. */
  readonly urged?: true;
}

export function wantedToDo(
  petition: Petition,
  waitingFor: readonly StaffId[],
  now: Instant,
): WantedToDo {
  const due = petition.clocks
    .filter(({ stoppedAt }) => stoppedAt === undefined)
    .map(({ dueAt }) => dueAt)
    .toSorted((left, right) => left - right);
  const dueAt = due.find((at) => at >= now) ?? due[0] ?? null;
  return {
    executors: [...new Set(waitingFor)].toSorted(),
    dueAt,
    urgent: dueAt !== null && dueAt - now <= DAY,
  };
}

const WITHDRAWN = '该事项已撤回，无需办理。';
const OVER = '本环节已办结，无需办理。';
