import type { Circumstances } from './decision.ts';
import { returnWindowEnd } from './guards.ts';
import { channelTitles, sourceTitles } from './titles.ts';
import { currentAssignment, pendingReturn, type Petition, type RunningClock } from './petition.ts';
import { responsibleUnit } from './staffing.ts';
import { chineseMoment, HOUR, type Instant, localDayOf, MINUTE } from './time.ts';
import type { Calendar } from './calendar.ts';
import { workingDaysBetween, workingTimeBetween } from './working-time.ts';

/** What a message may say: numbers, units, steps and deadlines. Nobody's words and nothing of the petitioner. */
export function variablesOf(
  petition: Petition,
  { regime, directory, calendar, now, by }: Circumstances,
  clock?: RunningClock,
): Readonly<Record<string, string>> {
  const assignment = currentAssignment(petition) ?? petition.assignments.at(-1);
  const unitId = responsibleUnit(petition) ?? assignment?.unitId ?? petition.proposal?.unitId;
  const limit = petition.clocks.findLast(
    (candidate) => regime.clocks[candidate.clock]?.extendable === true,
  );
  const measured = clock ?? limit;
  const actor = by === 'system' ? undefined : directory.staff.get(by);
  const name = (id: string | undefined) => (id && directory.staff.get(id)?.name) || '（未指定）';
  const returned = pendingReturn(petition) ?? assignment?.returns.at(-1);
  const windowEnd = returnWindowEnd(petition, regime);
  const extension = petition.extensions.at(-1);
  const moment = (at: Instant | undefined) => (at === undefined ? '（未设定）' : chineseMoment(at));
  return {
    number: petition.number,
    stage: regime.stages[petition.stage]?.title ?? '',
    unit: (unitId && directory.units.get(unitId)?.name) || '（未定）',
    liaison: (assignment?.liaisons ?? []).map(name).join('、'),
    caseworker: name(assignment?.caseworkerId),
    actor: actor?.name ?? '系统',
    actorTitle: actor?.title ?? '',
    leader: actor?.title ?? '领导',
    source: sourceTitles[petition.facts.source],
    channel: channelTitles[petition.facts.channel],
    due: moment((clock ?? limit)?.dueAt),
    newDue: moment(limit?.dueAt),
    oldDue: moment(limit?.moved.at(-1)?.from ?? limit?.dueAt),
    remaining: measured && now <= measured.dueAt ? spanText(calendar, now, measured.dueAt) : '0分钟',
    overdueBy: measured && now > measured.dueAt ? spanText(calendar, measured.dueAt, now) : '0分钟',
    returnUntil: moment(windowEnd),
    lateBy: durationText(returned?.lateByMs ?? 0),
    timeliness: returned?.late ? `逾期${durationText(returned.lateByMs)}` : '时限内',
    outcome: petition.transfer && !currentAssignment(petition) ? '报请转送有权处理单位' : '改派其他部室办理',
    assignedAt: moment(assignment?.assignedAt),
    actedAt: chineseMoment(now),
    now: chineseMoment(now),
    days: String(extension?.days ?? 0),
    round: String(petition.verifications.length),
    visit: petition.visitNumber ?? petition.number,
  };
}

/** Working time between two instants as people say it: whole working days when there are any, else hours. */
export function spanText(calendar: Calendar, from: Instant, to: Instant): string {
  const days = workingDaysBetween(calendar, localDayOf(from), localDayOf(to));
  if (days.ok && days.value > 1) return `${days.value}个工作日`;
  const time = workingTimeBetween(calendar, from, to);
  return time.ok ? durationText(time.value) : '（超出工作日历）';
}

/** `2工作小时15分`; under a minute is still a minute, so that nobody reads 0 as in time. */
export function durationText(workingMs: number): string {
  const minutes = Math.max(workingMs > 0 ? 1 : 0, Math.round(workingMs / MINUTE));
  const hours = Math.floor((minutes * MINUTE) / HOUR);
  const rest = minutes - hours * 60;
  if (hours === 0) return `${rest}分钟（工作时间）`;
  return rest === 0 ? `${hours}个工作小时` : `${hours}个工作小时${rest}分钟`;
}
