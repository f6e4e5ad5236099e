import { isWorkingDay } from '../domain/calendar.ts';
import { type DutyState, dutyStates } from '../domain/duty-states.ts';
import { peopleOf } from '../domain/figures/readers.ts';
import type { Regime } from '../domain/regime.ts';
import {
  chineseDay,
  DAY,
  HOUR,
  type Instant,
  instant,
  type LocalDay,
  localDay,
  localDayOf,
  MINUTE,
  startOfDay,
} from '../domain/time.ts';
import { fillTemplate } from '../domain/wording.ts';
import { addWorkingDays } from '../domain/working-time.ts';
import { readDuties } from '../store/duty-reads.ts';
import type { JobMessage } from '../store/message-store.ts';
import type { JobSurroundings } from './surroundings.ts';

const JOB = 'dutyWatch';
const TIME_OF_DAY = 9 * HOUR + 10 * MINUTE;
/** So many working days before the last day of a duty its people are reminded. */
const REMINDED_BEFORE = 3;
const USEFUL_DAYS = 7;

/**
 * Once on every working day: whoever has to see to a duty is reminded before its last day and told once when it has
 * passed with nothing written down. The day's run and its messages are one transaction: a server that goes down in it
 * has told nobody and does it whole when it is back; after it, nothing of that day is told again.
 */
export async function runDutyWatch(given: JobSurroundings, now: Instant): Promise<number> {
  const { store, calendar } = given;
  const today = localDayOf(now);
  const regime = await store.regimeInForce(now);
  if (!regime.duties || now < startOfDay(today) + TIME_OF_DAY) return 0;
  if (!isWorkingDay(calendar(), today)) return 0;
  const last = await store.lastJobRun(JOB);
  if (last && last.day >= today) return 0;
  const since = await store.firstRegisteredAt();
  if (since === null) return 0;
  const done = await readDuties(store);
  const states = dutyStates(regime.duties, done, since, { calendar: calendar(), now });
  const run = await store.runJobOnce(JOB, today, now, ({ directory, isTold }) => ({
    status: 'done',
    messages: states.flatMap((state) => {
      const template = templateFor(state, today, given);
      if (template === null || isTold(nameOf(template, state))) return [];
      const people = peopleOf([regime.duties?.[state.duty]?.by ?? ''], regime, directory);
      const staffIds = people.map(({ id }) => id);
      return messageOf(template, state, staffIds, { ...given, regime, now });
    }),
  }));
  return run ? 1 : 0;
}

/** When it looks next, or now; null where there is nothing to watch. */
export async function nextDutyWatch(
  { store, calendar }: JobSurroundings,
  now: Instant,
): Promise<Instant | null> {
  const regime: Regime = await store.regimeInForce(now);
  if (!regime.duties || (await store.firstRegisteredAt()) === null) return null;
  const today = localDayOf(now);
  const last = await store.lastJobRun(JOB);
  const isDone = last !== null && last.day >= today;
  const from = localDay(isDone ? today : today - 1);
  const next = addWorkingDays(calendar(), from, 1);
  return next.ok ? instant(Math.max(now, startOfDay(next.value) + TIME_OF_DAY)) : null;
}

/** On every day from the first on: where the server was down on that day, the next one still tells. */
function templateFor(
  { state, dueOn }: DutyState,
  today: LocalDay,
  { calendar }: JobSurroundings,
): Template | null {
  if (state === 'done' || dueOn === null) return null;
  if (state === 'missing') return today - dueOn <= DAYS_TOLD ? 'dutyMissing' : null;
  const reminded = addWorkingDays(calendar(), today, REMINDED_BEFORE);
  return reminded.ok && reminded.value >= dueOn ? 'dutyDue' : null;
}

/** What has been missing for longer is red on the desk, and nobody is told of it by a message that comes too late. */
const DAYS_TOLD = 14;

type Template = 'dutyDue' | 'dutyMissing';

/** A duty is told of once in each period, before and after its last day. */
function nameOf(template: Template, { duty, period }: DutyState): string {
  return `${template}:${duty}:${period}`;
}

function messageOf(
  template: Template,
  state: DutyState,
  staffIds: readonly string[],
  { wording, regime, now }: JobSurroundings & { readonly regime: Regime; readonly now: Instant },
): readonly JobMessage[] {
  const { title, periodTitle, dueOn } = state;
  if (staffIds.length === 0 || dueOn === null) return [];
  const values = { period: periodTitle, lines: title, due: chineseDay(dueOn) };
  return [
    {
      ...fillTemplate(wording, template, regime, values),
      dedupe: nameOf(template, state),
      channel: { kind: 'people', staffIds },
      template,
      link: '/desk/duties',
      expiresAt: instant(now + USEFUL_DAYS * DAY),
    },
  ];
}
