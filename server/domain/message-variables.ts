import type { Calendar } from './calendar.ts';
import type { Circumstances } from './decision.ts';
import { returnWindowEnd } from './guards.ts';
import { currentAssignment, type Petition, pendingReturn, type RunningClock } from './petition.ts';
import { channelTitle, sourceTitle } from './registering.ts';
import { responsibleUnit } from './staffing.ts';
import { inTerms } from './terms.ts';
import { chineseMoment, HOUR, type Instant, localDayOf, MINUTE } from './time.ts';
import { workingDaysBetween, workingTimeBetween } from './working-time.ts';

type Telling = Pick<Circumstances, 'now' | 'by' | 'calendar' | 'directory' | 'regime'>;

/** What a message may say: numbers, units, steps and deadlines. Nobody's words and nothing of the petitioner. */
export function variablesOf(
  petition: Petition,
  circumstances: Telling,
  clock?: RunningClock,
): Readonly<Record<string, string>> {
  const { regime, now } = circumstances;
  return {
    number: petition.number,
    visit: petition.visitNumber ?? petition.number,
    stage: regime.stages[petition.stage]?.title ?? '',
    source: sourceTitle(petition.facts.source, regime),
    channel: channelTitle(petition.facts.channel, regime),
    actedAt: chineseMoment(now),
    now: chineseMoment(now),
    days: String(petition.extensions.at(-1)?.days ?? 0),
    round: String(petition.verifications.length),
    ...peopleIn(petition, circumstances),
    ...dispatchIn(petition, circumstances),
    ...timesOf(clock ?? officeLimit(petition, circumstances), circumstances),
  };
}

function peopleIn(petition: Petition, { directory, by }: Telling) {
  const assignment = latestAssignment(petition);
  const unitId = responsibleUnit(petition) ?? assignment?.unitId ?? petition.proposal?.unitId;
  const actor = by === 'system' ? undefined : directory.staff.get(by);
  const name = (id = '') => directory.staff.get(id)?.name ?? '（未指定）';
  return {
    unit: directory.units.get(unitId ?? '')?.name ?? '（未定）',
    liaison: (assignment?.recipients ?? []).map(name).join('、'),
    caseworker: name(assignment?.caseworkerId),
    actor: actor?.name ?? '系统',
    actorTitle: actor?.title ?? '',
    leader: actor?.title ?? '领导',
  };
}

function dispatchIn(petition: Petition, { regime }: Telling) {
  const assignment = latestAssignment(petition);
  const returned = pendingReturn(petition) ?? assignment?.returns.at(-1);
  const leaving = petition.transfer !== undefined && !currentAssignment(petition);
  return {
    assignedAt: momentText(assignment?.assignedAt),
    returnUntil: momentText(returnWindowEnd(petition, regime)),
    lateBy: workingTimeText(returned?.lateByMs ?? 0),
    timeliness: returned?.late ? `逾期${workingTimeText(returned.lateByMs)}` : '时限内',
    outcome: leaving ? '报请转送有权处理单位' : inTerms('改派其他{unitWord}办理', regime.terms),
  };
}

function timesOf(clock: RunningClock | undefined, { calendar, now }: Telling) {
  const over = clock !== undefined && now > clock.dueAt;
  return {
    due: momentText(clock?.dueAt),
    newDue: momentText(clock?.dueAt),
    oldDue: momentText(clock?.moved.at(-1)?.from ?? clock?.dueAt),
    remaining: clock && !over ? spanText(calendar, now, clock.dueAt) : '0分钟',
    overdueBy: clock && over ? spanText(calendar, clock.dueAt, now) : '0分钟',
  };
}

/** 办理期限, the limit that people mean when they name none. */
function officeLimit(petition: Petition, { regime }: Telling): RunningClock | undefined {
  return petition.clocks.findLast(({ clock }) => regime.clocks[clock]?.extendable === true);
}

function latestAssignment(petition: Petition) {
  return currentAssignment(petition) ?? petition.assignments.at(-1);
}

function momentText(at: Instant | undefined): string {
  return at === undefined ? '（未设定）' : chineseMoment(at);
}

/** Working time between two instants as people say it: whole working days when there are any, else hours. */
export function spanText(calendar: Calendar, from: Instant, to: Instant): string {
  const days = workingDaysBetween(calendar, localDayOf(from), localDayOf(to));
  if (days.ok && days.value > 1) return `${days.value}个工作日`;
  const time = workingTimeBetween(calendar, from, to);
  return time.ok ? workingTimeText(time.value) : '（超出工作日历）';
}

/** `2工作小时15分`; under a minute, and late by a noon break only, is still a minute: nobody reads 0 as in time. */
export function workingTimeText(workingMs: number): string {
  const minutes = Math.max(1, Math.round(workingMs / MINUTE));
  const hours = Math.floor((minutes * MINUTE) / HOUR);
  const rest = minutes - hours * 60;
  if (hours === 0) return `${rest}分钟工作时间`;
  return rest === 0 ? `${hours}个工作小时` : `${hours}个工作小时${rest}分钟`;
}
