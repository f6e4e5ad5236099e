import type { Calendar } from '../domain/calendar.ts';
import {
  civilDateOf,
  DAY,
  dayOf,
  dayText,
  HOUR,
  type Instant,
  instant,
  type LocalDay,
  localDay,
  localDayOf,
  MINUTE,
  parseLocalDay,
  startOfDay,
  weekdayOf,
} from '../domain/time.ts';
import { openingOf } from '../domain/working-time.ts';

const TIME =
  /(凌晨|早上|早晨|上午|中午|下午|傍晚|晚上)?\s*T?(\d{1,2})\s*(?::(\d{1,2})(?::\d{1,2})?|[点时](?:(\d{1,2})分?|(半)|整)?)$/;
const FULL_DATE = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?$/;
const SHORT_DATE = /^(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?$/;
const WEEKDAY = /^(上|这|本|下)?个?(?:周|星期|礼拜)([一二三四五六日天1-7])$/;
const NEARBY: Readonly<Record<string, number>> = {
  前天: -2,
  昨天: -1,
  昨日: -1,
  今天: 0,
  今日: 0,
  当天: 0,
  明天: 1,
  明日: 1,
  后天: 2,
};
const NOW: ReadonlySet<string> = new Set([
  '',
  '现在',
  '此刻',
  '刚才',
  '刚刚',
  '立即',
  '今天',
  '今日',
]);

/**
 * When a limit begins: 9月28日11:00, 2026-09-28 11:00, 今天15:00, 明天, 下周一上午9点. A day without a time begins when the
 * office opens; a date without a year is the one nearest to today. Null for what names no moment.
 */
export function readStart(text: string, now: Instant, calendar: Calendar): Instant | null {
  const asked = text.replace(/\([^)]*\)/g, ' ').trim();
  if (NOW.has(asked)) return now;
  const time = TIME.exec(asked);
  const day = readDay(asked.slice(0, time?.index).trim(), localDayOf(now));
  if (day === null) return null;
  if (!time) return openingOf(calendar, day) ?? startOfDay(day);
  const into = sinceMidnight(time);
  return into === null ? null : instant(startOfDay(day) + into);
}

function readDay(text: string, today: LocalDay): LocalDay | null {
  if (text === '') return today;
  const away = NEARBY[text];
  if (away !== undefined) return localDay(today + away);
  const weekday = WEEKDAY.exec(text);
  if (weekday) return inWeek(weekday[1], weekday[2] ?? '', today);
  const full = FULL_DATE.exec(text);
  if (full) return existing(Number(full[1]), Number(full[2]), Number(full[3]));
  const short = SHORT_DATE.exec(text);
  return short && nearest(Number(short[1]), Number(short[2]), today);
}

/** Weeks begin on Monday. */
function inWeek(which: string | undefined, name: string, today: LocalDay): LocalDay {
  const place = '一二三四五六日'.indexOf(name === '天' ? '日' : name);
  const number = place === -1 ? Number(name) - 1 : place;
  const monday = today - ((weekdayOf(today) + 6) % 7);
  const weeks = which === '上' ? -1 : which === '下' ? 1 : 0;
  return localDay(monday + 7 * weeks + number);
}

function nearest(month: number, dayOfMonth: number, today: LocalDay): LocalDay | null {
  const { year } = civilDateOf(today);
  const days = [year - 1, year, year + 1].flatMap(
    (each) => existing(each, month, dayOfMonth) ?? [],
  );
  return days.toSorted((one, other) => Math.abs(one - today) - Math.abs(other - today))[0] ?? null;
}

function existing(year: number, month: number, dayOfMonth: number): LocalDay | null {
  if (month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > 31) return null;
  const day = parseLocalDay(dayText(dayOf(year, month, dayOfMonth)));
  return day.ok && civilDateOf(day.value).dayOfMonth === dayOfMonth ? day.value : null;
}

/** Null for 25:00. */
function sinceMidnight([, part = '', hour, minute, spoken, half]: RegExpExecArray): number | null {
  const later = /下午|傍晚|晚上/.test(part) && Number(hour) < 12;
  const noon = part === '中午' && Number(hour) < 3;
  const hours = Number(hour) + (later || noon ? 12 : 0);
  const minutes = half ? 30 : Number(minute ?? spoken ?? 0);
  const into = hours * HOUR + minutes * MINUTE;
  return hours < 24 && minutes < 60 && into < DAY ? into : null;
}
