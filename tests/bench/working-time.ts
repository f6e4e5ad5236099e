import type OpeningHours from 'opening_hours';
import { seedCalendar } from '../../db/seed-calendar.ts';
import { buildCalendar, type Calendar, isWorkingDay } from '../../server/domain/calendar.ts';
import { deadlineFor } from '../../server/domain/deadline.ts';
import type { Result } from '../../server/domain/result.ts';
import {
  dayOf,
  HOUR,
  type Instant,
  instant,
  localDay,
  localDayOf,
  MINUTE,
  startOfDay,
} from '../../server/domain/time.ts';
import { addWorkingTime, workingTimeBetween } from '../../server/domain/working-time.ts';
import { dice } from './dice.ts';
import type { Run } from './run.ts';
import { interleaved, ratioOf, spreadOf } from './spread.ts';
import type { Line, Section } from './table.ts';
import {
  addWithChineseWorkday,
  addWithOpeningHours,
  betweenWithOpeningHours,
  openingHoursOf,
} from './working-time-libraries.ts';

/** Our public functions against the best npm library for each question, on the same starts and the same calendar. */
export async function measureWorkingTime(run: Run): Promise<Section> {
  const starts = workingStarts(buildCalendar(seedCalendar()), run.quick ? 512 : 2048);
  const lines: Line[] = [];
  for (const duel of duels()) {
    run.say(`工作时间 working time：${duel.label}`);
    lines.push(await fight(duel, starts, run));
  }
  return { title: '一、工作时间计算 working-time arithmetic', lines };
}

interface Start {
  readonly at: Instant;
  /** At most 30 days later. */
  readonly later: Instant;
}

interface Duel {
  readonly label: string;
  readonly library: string;
  readonly ours: (start: Start) => number;
  readonly theirs: (start: Start) => number;
  readonly target: number;
}

const FIVE_DAYS = { unit: 'work_days', amount: 5 } as const;
const YEARS = [2025, 2026];

function duels(): readonly Duel[] {
  const calendar = buildCalendar(seedCalendar());
  const hours: OpeningHours = openingHoursOf(seedCalendar(), YEARS);
  return [
    {
      label: '加3个工作小时 add 3 h',
      library: 'opening_hours 3.15.0',
      ours: ({ at }) => granted(addWorkingTime(calendar, at, 3 * HOUR)),
      theirs: ({ at }) => addWithOpeningHours(hours, at, 3 * HOUR),
      target: 700,
    },
    {
      label: '加5个工作日 add 5 days',
      library: 'chinese-workday 1.16.1',
      ours: ({ at }) => localDayOf(granted(deadlineFor(calendar, FIVE_DAYS, at)).dueAt),
      theirs: ({ at }) => addWithChineseWorkday(localDayOf(at), 5),
      target: 200,
    },
    {
      label: '两时刻间的工作时间 time between',
      library: 'opening_hours 3.15.0',
      ours: ({ at, later }) => granted(workingTimeBetween(calendar, at, later)),
      theirs: ({ at, later }) => betweenWithOpeningHours(hours, at, later),
      target: 8000,
    },
  ];
}

async function fight(duel: Duel, starts: readonly Start[], run: Run): Promise<Line> {
  const sample = starts.slice(0, run.quick ? 60 : 300);
  const wrong = sample.filter((start) => duel.ours(start) !== duel.theirs(start)).length;
  const { ours, theirs } = await interleaved(
    run.quick ? 3 : 7,
    {
      ours: () => operationsPerSecond(duel.ours, starts),
      theirs: () => operationsPerSecond(duel.theirs, starts),
    },
    () => undefined,
  );
  return {
    label: duel.label,
    ours: spreadOf(ours),
    reference: spreadOf(theirs),
    unit: '次/秒 op/s',
    ratio: ratioOf(ours, theirs),
    target: { atLeast: duel.target },
    meaning: `对照 ${duel.library}：同样的起点和节假日安排下，每秒处理器时间能算多少次；抽查 ${sample.length} 例，两者不一致 ${wrong} 例。`,
  };
}

const AT_LEAST_MS = 250;

/** Per second of processor time: this is all arithmetic, and so the other users of the machine do not count. */
function operationsPerSecond(
  operation: (start: Start) => number,
  starts: readonly Start[],
): number {
  const before = process.cpuUsage();
  // Twice as many each time, so that asking for the time costs the fast side nothing and the slow one ends soon.
  let [done, slice, spent, sum] = [0, 16, 0, 0];
  while (spent < AT_LEAST_MS) {
    for (let index = 0, left = slice; left > 0; left--) {
      const start = starts[index];
      if (start) sum += operation(start);
      index = index + 1 === starts.length ? 0 : index + 1;
    }
    done += slice;
    slice *= 2;
    const { user, system } = process.cpuUsage(before);
    spent = (user + system) / 1000;
  }
  // The sum is asked for, so that no compiler can leave the work out.
  if (Number.isNaN(sum)) throw new Error('not a result');
  return (done / spent) * 1000;
}

/** Instants in office time of 2025 and 2026, always the same ones. */
function workingStarts(calendar: Calendar, count: number): readonly Start[] {
  const next = dice(20260928);
  const [first, last] = [dayOf(2025, 1, 20), dayOf(2026, 11, 20)];
  const starts: Start[] = [];
  while (starts.length < count) {
    const day = localDay(first + Math.floor(next() * (last - first)));
    if (!isWorkingDay(calendar, day)) continue;
    const minutes = Math.floor(next() * 7 * 60);
    // 08:30–12:00 and 14:00–17:30
    const sinceMidnight = minutes < 210 ? 510 + minutes : 840 + minutes - 210;
    const at = instant(startOfDay(day) + sinceMidnight * MINUTE);
    starts.push({ at, later: instant(at + Math.floor(next() * 30 * 24 * 60) * MINUTE) });
  }
  return starts;
}

function granted<Value>(result: Result<Value, { readonly code: string }>): Value {
  if (!result.ok) throw new Error(`refused: ${result.refusal.code}`);
  return result.value;
}
