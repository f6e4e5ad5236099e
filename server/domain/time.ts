import type { Result } from './result.ts';
import { ok, refuse } from './result.ts';

/**
 * A moment, in whole milliseconds since 1970-01-01T00:00Z. Earlier than 1992 is refused where text is read: since
 * then Beijing time is UTC+8 without daylight saving, so all local arithmetic is integer arithmetic.
 */
export type Instant = number & { readonly [instantBrand]: true };
/** A calendar day in Asia/Shanghai, counted from 1970-01-01 = 0. */
export type LocalDay = number & { readonly [localDayBrand]: true };
declare const instantBrand: unique symbol;
declare const localDayBrand: unique symbol;

export interface TimeRefusal {
  readonly code: 'badTime';
  /** What is wrong with the text, in Chinese, for the person who typed it. */
  readonly message: string;
}

/** 0 is Sunday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

export interface CivilDate {
  readonly year: number;
  /** 1–12 */
  readonly month: number;
  /** 1–31 */
  readonly dayOfMonth: number;
}

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const BEIJING_OFFSET = 8 * HOUR;
const FIRST_YEAR = 1992;
const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'] as const;
const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const ISO_INSTANT =
  /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?(Z|[+-]\d{2}:?\d{2})?$/;

/** Brands a number that is known to be an instant, such as a stored one. Anything but whole milliseconds is a bug. */
export function instant(milliseconds: number): Instant {
  if (!Number.isSafeInteger(milliseconds)) throw new RangeError(`not an instant: ${milliseconds}`);
  return milliseconds as Instant;
}

/** Brands a day number, such as a stored one. Anything but a whole number is a bug. */
export function localDay(dayNumber: number): LocalDay {
  if (!Number.isSafeInteger(dayNumber)) throw new RangeError(`not a day: ${dayNumber}`);
  return dayNumber as LocalDay;
}

/** Reads ISO 8601 with its zone spelled out; a text without a zone is refused, because it would be a guess. */
export function parseInstant(text: string): Result<Instant, TimeRefusal> {
  const parts = ISO_INSTANT.exec(text);
  if (!parts) return badTime(`“${text}”不是有效的时间，应写作 2026-02-14T15:00:00+08:00`);
  const [, dayPart = '', hours = '', minutes = '', seconds = '0', fraction = '0', zone] = parts;
  const day = parseLocalDay(dayPart);
  if (!day.ok) return day;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) {
    return badTime(`“${text}”中没有这样的钟点，时应为00–23，分、秒应为00–59`);
  }
  if (zone === undefined) return badTime(`“${text}”没有写明时区，北京时间请在末尾加上 +08:00`);
  const offset = zoneOffset(zone);
  if (offset === null) return badTime(`“${text}”的时区不存在，北京时间应写作 +08:00`);
  const timeOfDay =
    Number(hours) * HOUR +
    Number(minutes) * MINUTE +
    Number(seconds) * SECOND +
    Number(fraction.padEnd(3, '0'));
  const at = instant(day.value * DAY + timeOfDay - offset);
  if (at < startOfDay(dayOf(FIRST_YEAR, 1, 1))) {
    return badTime(`“${text}”早于${FIRST_YEAR}年，不在可计算的范围内`);
  }
  return ok(at);
}

/** Reads `YYYY-MM-DD`; a day that does not exist (2026-02-30) is refused. */
export function parseLocalDay(text: string): Result<LocalDay, TimeRefusal> {
  const parts = ISO_DAY.exec(text);
  if (!parts) return badTime(`“${text}”不是有效的日期，应写作 2026-02-14`);
  const [year, month, dayOfMonth] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const day = dayOf(year, month, dayOfMonth);
  return month >= 1 && month <= 12 && dayText(day) === text
    ? ok(day)
    : badTime(`${text} 这一天不存在`);
}

/** Reads a day that has been validated before, such as one of the calendar's; anything else is a bug. */
export function readDay(text: string): LocalDay {
  const day = parseLocalDay(text);
  if (!day.ok) throw new RangeError(day.refusal.message);
  return day.value;
}

/** The day with this date. The date must exist; `parseLocalDay` is for text that may not. */
export function dayOf(year: number, month: number, dayOfMonth: number): LocalDay {
  // Years begin in March here, so that the leap day is the last one (H. Hinnant, days_from_civil).
  const shiftedYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(shiftedYear / 400);
  const yearOfEra = shiftedYear - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + dayOfMonth - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return localDay(era * 146_097 + dayOfEra - 719_468);
}

export function civilDateOf(day: LocalDay): CivilDate {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const dayOfMonth = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfMonth };
}

/** The Beijing day in which the instant lies. */
export function localDayOf(at: Instant): LocalDay {
  return Math.floor((at + BEIJING_OFFSET) / DAY) as LocalDay;
}

/** 00:00 Beijing time. */
export function startOfDay(day: LocalDay): Instant {
  return (day * DAY - BEIJING_OFFSET) as Instant;
}

/** Milliseconds since 00:00 Beijing time, 0 ≤ … < DAY. */
export function timeOfDay(at: Instant): number {
  return at - startOfDay(localDayOf(at));
}

export function weekdayOf(day: LocalDay): Weekday {
  // 1970-01-01 was a Thursday.
  return ((((day + 4) % 7) + 7) % 7) as Weekday;
}

/** `2026-02-14` */
export function dayText(day: LocalDay): string {
  const { year, month, dayOfMonth } = civilDateOf(day);
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(dayOfMonth, 2)}`;
}

/** `10:30`, with the minute that has begun; seconds are not shown. */
export function clockTimeText(at: Instant): string {
  const minutes = Math.floor(timeOfDay(at) / MINUTE);
  return `${padded(Math.floor(minutes / 60), 2)}:${padded(minutes % 60, 2)}`;
}

/** `2026-02-24T09:00:00+08:00`; milliseconds are written only when there are any. */
export function isoText(at: Instant): string {
  const milliseconds = timeOfDay(at) % SECOND;
  const fraction = milliseconds === 0 ? '' : `.${padded(milliseconds, 3)}`;
  return `${dayText(localDayOf(at))}T${clockTimeText(at)}:${secondsText(at)}${fraction}+08:00`;
}

/** `10:30`, or `10:30:05` when there are seconds: for explanations, where the parts must add up. */
export function exactClockTimeText(at: Instant): string {
  return timeOfDay(at) % MINUTE === 0
    ? clockTimeText(at)
    : `${clockTimeText(at)}:${secondsText(at)}`;
}

/** `3月16日（周一）10:30`, or `2026年3月16日（周一）10:30`: the form all messages use. */
export function chineseMoment(at: Instant, year?: 'withYear'): string {
  return `${chineseDay(localDayOf(at), year)}${clockTimeText(at)}`;
}

/** `3月16日（周一）`, or `2026年3月16日（周一）`. */
export function chineseDay(day: LocalDay, withYear?: 'withYear'): string {
  const { year, month, dayOfMonth } = civilDateOf(day);
  return `${withYear ? `${year}年` : ''}${month}月${dayOfMonth}日（${chineseWeekday(day)}）`;
}

/** `2026年3月16日`, as papers have it. */
export function paperDay(day: LocalDay): string {
  const { year, month, dayOfMonth } = civilDateOf(day);
  return `${year}年${month}月${dayOfMonth}日`;
}

/** `周一` */
export function chineseWeekday(day: LocalDay): string {
  return `周${WEEKDAYS[weekdayOf(day)]}`;
}

/** `2小时30分`, `45分`, `0分`; seconds are written only when there are any. Not for negative spans. */
export function durationText(milliseconds: number): string {
  const hours = Math.floor(milliseconds / HOUR);
  const minutes = Math.floor((milliseconds % HOUR) / MINUTE);
  const seconds = (milliseconds % MINUTE) / SECOND;
  const parts = [
    hours > 0 ? `${hours}小时` : '',
    minutes > 0 ? `${minutes}分` : '',
    seconds > 0 ? `${seconds}秒` : '',
  ].join('');
  return parts === '' ? '0分' : parts;
}

function zoneOffset(zone: string): number | null {
  if (zone === 'Z') return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))];
  if (hours > 14 || minutes > 59) return null;
  return (zone.startsWith('-') ? -1 : 1) * (hours * HOUR + minutes * MINUTE);
}

function secondsText(at: Instant): string {
  return padded(Math.floor(timeOfDay(at) / SECOND) % 60, 2);
}

function padded(value: number, length: number): string {
  return String(value).padStart(length, '0');
}

function badTime(message: string): { readonly ok: false; readonly refusal: TimeRefusal } {
  return refuse({ code: 'badTime', message });
}
