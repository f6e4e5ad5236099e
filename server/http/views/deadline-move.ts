import type { CalendarPreviewView } from '../../contract/calendar.ts';
import type { Calendar } from '../../domain/calendar.ts';
import type { DeadlineMove } from '../../domain/calendar-preview.ts';
import type { Petition } from '../../domain/petition.ts';
import { chineseMoment, HOUR, type Instant, localDayOf, MINUTE } from '../../domain/time.ts';
import { workingDaysBetween } from '../../domain/working-time.ts';
import type { Scene } from '../route.ts';

type View = CalendarPreviewView['moves'][number];

/** One line of the preview: which deadline, from when to when, and what that means today. */
export function moveView(
  petition: Petition,
  move: DeadlineMove,
  calendar: Calendar,
  { regimes, now }: Pick<Scene, 'regimes' | 'now'>,
): View {
  const { clock, from, to } = move;
  const { id, version } = petition.regime;
  const regime = regimes.find((each) => each.id === id && each.version === version);
  const effect = effectOf(from, to, now);
  return {
    petitionId: petition.id,
    number: petition.number,
    stageTitle: regime?.stages[petition.stage]?.title ?? petition.stage,
    clockTitle: regime?.clocks[clock]?.title ?? clock,
    from,
    to,
    fromText: chineseMoment(from, 'withYear'),
    toText: chineseMoment(to, 'withYear'),
    difference: differenceText(from, to, calendar),
    effect,
    effectText: effectTitles[effect],
  };
}

/** In time means at or before the deadline. */
function effectOf(from: Instant, to: Instant, now: Instant): View['effect'] {
  if (from >= now && to < now) return 'becomesLate';
  if (from < now && to >= now) return 'becomesInTime';
  if (from === to) return 'settled';
  return to > from ? 'later' : 'earlier';
}

const effectTitles: Readonly<Record<View['effect'], string>> = {
  becomesLate: '将变为超期',
  becomesInTime: '不再超期',
  later: '延后',
  earlier: '提前',
  settled: '转为确定',
};

function differenceText(from: Instant, to: Instant, calendar: Calendar): string {
  if (from === to) return '日期不变，不再“待核”';
  const direction = to > from ? '延后' : '提前';
  const [first, last] = from < to ? [from, to] : [to, from];
  const days = workingDaysBetween(calendar, localDayOf(first), localDayOf(last));
  const natural = localDayOf(last) - localDayOf(first);
  if (natural === 0) return `${direction}${minutesText(last - first)}`;
  return days.ok && days.value > 0
    ? `${direction}${natural}天（${days.value}个工作日）`
    : `${direction}${natural}天`;
}

function minutesText(milliseconds: number): string {
  const hours = Math.floor(milliseconds / HOUR);
  const minutes = Math.floor((milliseconds % HOUR) / MINUTE);
  return `${hours > 0 ? `${hours}小时` : ''}${minutes > 0 || hours === 0 ? `${minutes}分钟` : ''}`;
}
