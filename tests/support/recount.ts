import { type Calendar, isWorkingDay } from '../../server/domain/calendar.ts';
import type { ActTaken, PetitionEvent, PetitionRegistered } from '../../server/domain/event.ts';
import { type Instant, localDay, localDayOf } from '../../server/domain/time.ts';

/**
 * A month counted once more from the bare log of events, by hand and without any of the office's own rules: what the
 * figures must agree with.
 */
export function recount(
  logs: readonly (readonly PetitionEvent[])[],
  [from, to]: readonly [Instant, Instant],
  calendar: Calendar,
): Readonly<Record<string, number>> {
  const sum: Record<string, number> = {};
  const add: Add = (name, amount = 1) => {
    sum[name] = (sum[name] ?? 0) + amount;
  };
  for (const whole of logs) {
    const log = whole.filter(({ at }) => at < to);
    const [registered] = log;
    if (registered?.type !== 'petitionRegistered') continue;
    if (registered.at >= from) countRegistration(registered, add);
    const acts = log.filter((event) => event.type === 'actTaken');
    for (const act of acts) if (act.at >= from) countAct(act, add);
    countReturns(acts, from, add);
    countConclusion(acts, registered.at, from, calendar, add);
    countRating(acts, from, add);
    countDue(log, 'caseDue', 'onTimeConclusion', [from, to], add);
    countDue(log, 'returnWindow', 'pickup', [from, to], add);
    countDue(log, 'followUpVisit', 'timelyFollowUp', [from, to], add);
  }
  return sum;
}

type Add = (name: string, amount?: number) => void;

function countRegistration({ facts }: PetitionRegistered, add: Add): void {
  add('registered');
  add('people', facts.peopleCount);
  add(`channel.${facts.channel}`);
  add(`category.${facts.category}`);
  add(facts.repeated ? 'repeated' : 'first');
  if (facts.channel === 'visit' && facts.peopleCount >= 5) add('groupVisits');
}

/** What each kind of act adds to. */
const COUNTED: Readonly<Record<string, string>> = {
  accept: 'accepted',
  rework: 'reworks',
  return: 'returned',
  assign: 'returnRate.denominator',
};

function countAct({ input, outcome }: ActTaken, add: Add): void {
  const name = COUNTED[input.kind];
  if (name !== undefined) add(name);
  if (outcome.late === true) add('lateReturns');
}

function countRating(acts: readonly ActTaken[], from: Instant, add: Add): void {
  const last = acts.findLast(({ at, input }) => at >= from && input.kind === 'followUp')?.input;
  if (last?.kind !== 'followUp') return;
  add('satisfaction.denominator');
  if (last.outcome !== 'dissatisfied') add('satisfaction.numerator');
}

/** Each settled return goes to the department that held the petition when it asked. */
function countReturns(acts: readonly ActTaken[], from: Instant, add: Add): void {
  let holder = '';
  for (const { at, input, outcome } of acts) {
    if (outcome.settlesReturn !== undefined && at >= from) {
      add(`unit.${holder}.${outcome.settlesReturn}`);
    }
    if (input.kind === 'assign') holder = input.unitId;
  }
}

function countConclusion(
  acts: readonly ActTaken[],
  registeredAt: Instant,
  from: Instant,
  calendar: Calendar,
  add: Add,
): void {
  const last = acts.findLast(({ input }) => input.kind === 'conclude' || input.kind === 'rework');
  if (last?.input.kind !== 'conclude') add('open');
  if (last?.input.kind !== 'conclude' || last.at < from) return;
  add('concluded');
  for (let day = localDayOf(registeredAt) + 1; day <= localDayOf(last.at); day++) {
    if (isWorkingDay(calendar, localDay(day))) add('averageDays.numerator');
  }
}

function countDue(
  log: readonly PetitionEvent[],
  name: string,
  indicator: string,
  [from, to]: readonly [Instant, Instant],
  add: Add,
): void {
  const { due, done } = runsOf(log, name);
  for (const [instance, dueAt] of due) {
    if (dueAt < from || dueAt >= to) continue;
    add(`${indicator}.denominator`);
    if ((done.get(instance) ?? Infinity) <= dueAt) add(`${indicator}.numerator`);
  }
}

function runsOf(log: readonly PetitionEvent[], name: string) {
  const [due, done] = [new Map<number, number>(), new Map<number, number>()];
  for (const event of log) {
    if (event.type === 'clockStarted' && event.clock.clock === name) {
      due.set(event.clock.instance, event.clock.dueAt);
    }
    if (event.type === 'deadlineMoved' && event.clock === name) {
      due.set(event.instance, event.dueAt);
    }
    if (event.type === 'clockStopped' && event.clock === name) done.set(event.instance, event.at);
  }
  return { due, done };
}
