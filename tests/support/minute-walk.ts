const MINUTE = 60_000;
const MINUTES_A_DAY = 1440;
const NEW_YEAR_2025 = 1_735_660_800_000; // 2025-01-01T00:00+08:00, a Wednesday
const DAYS = 2 * 365 + 90;
const MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Typed in by hand from the notices for 2025 and 2026, so that it shares nothing with the calendar it judges. */
const DAYS_OFF = `
  2025-01-01
  2025-01-28 2025-01-29 2025-01-30 2025-01-31 2025-02-01 2025-02-02 2025-02-03 2025-02-04
  2025-04-04 2025-04-05 2025-04-06
  2025-05-01 2025-05-02 2025-05-03 2025-05-04 2025-05-05
  2025-05-31 2025-06-01 2025-06-02
  2025-10-01 2025-10-02 2025-10-03 2025-10-04 2025-10-05 2025-10-06 2025-10-07 2025-10-08
  2026-01-01 2026-01-02 2026-01-03
  2026-02-15 2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20 2026-02-21 2026-02-22 2026-02-23
  2026-04-04 2026-04-05 2026-04-06
  2026-05-01 2026-05-02 2026-05-03 2026-05-04 2026-05-05
  2026-06-19 2026-06-20 2026-06-21
  2026-09-25 2026-09-26 2026-09-27
  2026-10-01 2026-10-02 2026-10-03 2026-10-04 2026-10-05 2026-10-06 2026-10-07`;
const MAKE_UP_DAYS = `
  2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11
  2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10`;

/** Calls back for every minute of 2025 and 2026 with the moment at which so many office minutes are over. */
export function walkMinutes(
  officeMinutes: number,
  onMinute: (startMs: number, expectedMs: number) => void,
): void {
  const open = openMinutes();
  let end = 0;
  let counted = 0;
  for (let start = 0; start < 2 * 365 * MINUTES_A_DAY; start++) {
    while (counted < officeMinutes) counted += open[end++] ?? 0;
    onMinute(NEW_YEAR_2025 + start * MINUTE, NEW_YEAR_2025 + end * MINUTE);
    counted -= open[start] ?? 0;
  }
}

/** Every minute from New Year 2025 on: 1 when the office is open. 2027 has no notice and is a plain week. */
function openMinutes(): Uint8Array {
  const open = new Uint8Array(DAYS * MINUTES_A_DAY);
  let date = { year: 2025, month: 1, day: 1 };
  for (let day = 0; day < DAYS; day++) {
    const text = `${date.year}-${twoDigits(date.month)}-${twoDigits(date.day)}`;
    const weekday = (3 + day) % 7;
    const isPlainWorkday = weekday >= 1 && weekday <= 5;
    if (MAKE_UP_DAYS.includes(text) || (isPlainWorkday && !DAYS_OFF.includes(text))) {
      const midnight = day * MINUTES_A_DAY;
      open.fill(1, midnight + 8 * 60 + 30, midnight + 12 * 60);
      open.fill(1, midnight + 14 * 60, midnight + 17 * 60 + 30);
    }
    date = nextDate(date);
  }
  return open;
}

function nextDate({ year, month, day }: { year: number; month: number; day: number }) {
  if (day < (MONTHS[month - 1] ?? 0)) return { year, month, day: day + 1 };
  return month < 12 ? { year, month: month + 1, day: 1 } : { year: year + 1, month: 1, day: 1 };
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
