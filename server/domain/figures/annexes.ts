import type { Calendar } from '../calendar.ts';
import type { Directory } from '../directory.ts';
import type { DutyState } from '../duty-states.ts';
import type { Terms } from '../regime.ts';
import { chineseDay, type Instant, instant, type LocalDay, localDayOf } from '../time.ts';
import { workingDaysBetween } from '../working-time.ts';
import type { Case } from './case.ts';
import { isWithin, type Window } from './period.ts';
import type { AnnexId } from './rules.ts';
import {
  concludedIn,
  isFirst,
  isOverdue,
  openIn,
  registeredIn,
  unitTitle,
  unratedIn,
} from './totals.ts';

/** A list at the end of a report, by number and unit only: nothing in it tells of a petitioner. */
export interface ReportTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface AnnexContext {
  readonly directory: Directory;
  readonly calendar: Calendar;
  readonly terms?: Pick<Terms, 'handlingUnit'>;
  readonly duties: readonly DutyState[];
}

export function annexOf(
  id: AnnexId,
  cases: readonly Case[],
  window: Window,
  context: AnnexContext,
): Omit<ReportTable, 'title'> {
  return annexes[id](cases, window, context);
}

type Annex = (
  cases: readonly Case[],
  window: Window,
  context: AnnexContext,
) => Omit<ReportTable, 'title'>;

const annexes: Readonly<Record<AnnexId, Annex>> = {
  registered: (cases, window, context) => ({
    columns: ['编号', unitWord(context), '登记', '环节', '最近期限'],
    rows: registeredIn(cases, window).map((each) => [
      ...nameOf(each, context),
      dayOf(each.petition.registeredAt),
      stageOf(each),
      nextDue(each),
    ]),
  }),
  concluded: (cases, window, context) => ({
    columns: ['编号', unitWord(context), '登记', '办结'],
    rows: concludedIn(cases, window).map((each) => [
      ...nameOf(each, context),
      dayOf(each.petition.registeredAt),
      each.petition.concludedAt === undefined ? '' : dayOf(each.petition.concludedAt),
    ]),
  }),
  open: (cases, window, context) => ({
    columns: ['编号', unitWord(context), '环节', '最近期限', '是否逾期'],
    rows: openIn(cases).map((each) => [
      ...nameOf(each, context),
      stageOf(each),
      nextDue(each),
      isOverdue(each, window) ? '逾期' : '',
    ]),
  }),
  overdue: (cases, window, context) => ({
    columns: ['编号', unitWord(context), '环节', '最早逾期的期限', '已逾期（工作日）'],
    rows: openIn(cases)
      .filter((each) => isOverdue(each, window))
      .map((each) => {
        const due = earliestOverdue(each, window);
        return [
          ...nameOf(each, context),
          stageOf(each),
          due === null ? '' : dayOf(due),
          due === null
            ? ''
            : daysLate(context.calendar, localDayOf(due), localDayOf(instant(window.seenAt - 1))),
        ];
      }),
  }),
  repeated: (cases, window, context) => ({
    columns: ['编号', unitWord(context), '关联件编号', '环节'],
    rows: registeredIn(cases, window)
      .filter((each) => !isFirst(each))
      .map((each) => [...nameOf(each, context), each.petition.facts.repeatOf ?? '', stageOf(each)]),
  }),
  unrated: (cases, window, context) => ({
    columns: ['编号', unitWord(context), '环节', '已回访次数'],
    rows: unratedIn(cases, window).map((each) => [
      ...nameOf(each, context),
      stageOf(each),
      String(each.petition.followUps.length),
    ]),
  }),
  reworked: (cases, window, context) => ({
    columns: ['编号', unitWord(context), '责令重办', '环节'],
    rows: cases.flatMap((each) =>
      each.petition.reworks
        .filter(({ at }) => isWithin(at, window))
        .map(({ at }) => [...nameOf(each, context), dayOf(at), stageOf(each)]),
    ),
  }),
  consultations: (cases, window, context) => ({
    columns: ['编号', unitWord(context), '事项', '开始', '进展'],
    rows: cases.flatMap((each) =>
      [
        ...episodes('会商', each.petition.consultations, window, ({ concludedAt }) => concludedAt),
        ...episodes('督查督办', each.petition.supervisions, window, ({ closedAt }) => closedAt),
      ].map((episode) => [...nameOf(each, context), ...episode]),
    ),
  }),
  readings: (cases, window, context) => ({
    columns: ['编号', unitWord(context), '方式', '批阅领导', '呈送', '批阅'],
    rows: cases.flatMap((each) =>
      each.petition.readings
        .filter(({ at }) => isWithin(at, window))
        .map(({ at, title, reader, read }) => [
          ...nameOf(each, context),
          title,
          context.directory.staff.get(reader)?.name ?? '',
          dayOf(at),
          read === undefined
            ? '待批阅'
            : `${dayOf(read.at)}${read.instruction === '' ? '已阅' : '有批示'}`,
        ]),
    ),
  }),
  duties: (_cases, _window, { duties }) => ({
    columns: ['工作', '时期', '期限', '完成', '情况'],
    rows: duties.map(({ title, periodTitle, dueOn, done, least, state }) => [
      title,
      periodTitle,
      dueOn === null ? '' : chineseDay(dueOn),
      `${done}/${least}`,
      { done: '已完成', open: '未到期', missing: '缺项' }[state],
    ]),
  }),
};

/** Those begun, going on or ended in the period. */
function episodes<Episode extends { readonly openedAt: Instant }>(
  title: string,
  all: readonly Episode[],
  { from }: Window,
  endOf: (episode: Episode) => Instant | undefined,
): readonly (readonly string[])[] {
  return all.flatMap((episode) => {
    const end = endOf(episode);
    if (end !== undefined && end < from) return [];
    return [[title, dayOf(episode.openedAt), end === undefined ? '进行中' : `${dayOf(end)}结束`]];
  });
}

function unitWord({ terms }: AnnexContext): string {
  return terms?.handlingUnit ?? '承办单位';
}

function nameOf(
  { petition, unitId }: Case,
  { directory }: AnnexContext,
): readonly [string, string] {
  return [petition.number, unitTitle(unitId, directory)];
}

function stageOf({ petition, regime }: Case): string {
  return regime.stages[petition.stage]?.title ?? petition.stage;
}

/** The first deadline still running, whether or not it has passed. */
function nextDue({ petition }: Case): string {
  const running = petition.clocks.filter(({ stoppedAt }) => stoppedAt === undefined);
  return running.length === 0 ? '' : dayOf(instant(Math.min(...running.map(({ dueAt }) => dueAt))));
}

function earliestOverdue({ petition, regime }: Case, { seenAt }: Window): Instant | null {
  return petition.clocks
    .filter(({ stoppedAt, dueAt }) => stoppedAt === undefined && dueAt < seenAt)
    .filter(({ clock }) => regime.clocks[clock]?.countsOverdue === true)
    .reduce<Instant | null>(
      (first, { dueAt }) => (first === null || dueAt < first ? dueAt : first),
      null,
    );
}

/** A working day begun counts. */
function daysLate(calendar: Calendar, from: LocalDay, to: LocalDay): string {
  const days = workingDaysBetween(calendar, from, to);
  return days.ok ? String(days.value) : '—';
}

function dayOf(at: Instant): string {
  return chineseDay(localDayOf(at));
}
