import { createHash } from 'node:crypto';
import type { CalendarChangeView } from '../contract/calendar.ts';
import { buildCalendar, type Calendar, describeDay } from '../domain/calendar.ts';
import { type CalendarChange, withCalendarChange } from '../domain/calendar-change.ts';
import { type DeadlineMove, movesUnder } from '../domain/calendar-preview.ts';
import { calendarProblems } from '../domain/calendar-problems.ts';
import type { Petition } from '../domain/petition.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { chineseDay, dayText, localDay, localDayOf } from '../domain/time.ts';
import type { Scene } from './route.ts';
import { contextOf } from './views/context.ts';

export interface CalendarPlan {
  readonly change: CalendarChange;
  readonly calendar: Calendar;
  /** Every deadline it moves, with its petition; accusations included. */
  readonly moves: readonly { readonly petition: Petition; readonly move: DeadlineMove }[];
}

/** What a change would do if it were put in force now, or everything that is wrong with it. Writes nothing. */
export async function planCalendar(
  entered: CalendarChangeView,
  scene: Scene,
): Promise<Result<CalendarPlan, readonly string[]>> {
  const { deps, now } = scene;
  const change = changeOf(entered, dayText(localDayOf(now)));
  const data = withCalendarChange(deps.calendarBook.data(), change);
  const problems = calendarProblems(data);
  if (problems.length > 0) return refuse(problems);
  const calendar = buildCalendar(data);
  const moves = (await deps.store.openPetitions('system')).flatMap((petition) => {
    const person = { id: 'system', name: '', title: '', roles: [], active: true };
    const context = contextOf(petition, person, scene);
    return movesUnder(petition, context, { calendar }).map((move) => ({ petition, move }));
  });
  return ok({ change, calendar, moves });
}

/** What the person was shown. Moves he may not know of have no part in it, or it would tell of them. */
export function digestOf(change: CalendarChange, moves: readonly DeadlineMove[]): string {
  return createHash('sha256')
    .update(JSON.stringify([change, moves]))
    .digest('hex');
}

/** Days that become something else, as sentences. */
export function changedDays(before: Calendar, after: Calendar): readonly string[] {
  const sentences: string[] = [];
  for (let day = before.firstDay; day <= before.lastDay; day = localDay(day + 1)) {
    const [old, planned] = [describeDay(before, day), describeDay(after, day)];
    if (!old || !planned || (old.kind === planned.kind && old.holiday === planned.holiday))
      continue;
    const name = planned.holiday === undefined ? '' : `（${planned.holiday}）`;
    sentences.push(
      `${chineseDay(day, 'withYear')}：${dayKinds[old.kind]} → ${dayKinds[planned.kind]}${name}`,
    );
  }
  return sentences;
}

const dayKinds = {
  workingDay: '工作日',
  makeUpDay: '调休上班',
  weekend: '周末',
  holiday: '放假',
} as const;

/** The office knows it from today on, whenever the notice was issued: so old deadlines stay explainable. */
function changeOf(entered: CalendarChangeView, today: string): CalendarChange {
  if (entered.kind === 'officeHours') {
    const { title, effectiveFrom, seasons } = entered;
    return { kind: 'officeHours', hours: { title, effectiveFrom, knownFrom: today, seasons } };
  }
  const { year, notice, holidays } = entered;
  return { kind: 'holidays', year, version: { notice, knownFrom: today, holidays } };
}
