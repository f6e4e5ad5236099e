import { shallowRef } from 'vue';

/** The office is open from the first to, and not including, the second instant. */
export type Shift = readonly [number, number];

/** The shifts around now as the server last told them, ascending. */
export const officeHours = shallowRef<readonly Shift[]>([]);

/** Office time from one instant to a later one; null where the known shifts do not reach. */
export function workedBetween(shifts: readonly Shift[], from: number, to: number): number | null {
  if (!reaches(shifts, from) || !reaches(shifts, to)) return null;
  return shifts.reduce(
    (sum, [opens, closes]) => sum + Math.max(0, Math.min(closes, to) - Math.max(opens, from)),
    0,
  );
}

/** When time will count again; null while it counts, and where that is not known. */
export function resumesAt(shifts: readonly Shift[], now: number): number | null {
  if (!reaches(shifts, now)) return null;
  const next = shifts.find(([, closes]) => now < closes);
  return next && now < next[0] ? next[0] : null;
}

function reaches(shifts: readonly Shift[], at: number): boolean {
  const [first, last] = [shifts[0], shifts.at(-1)];
  return first !== undefined && last !== undefined && at >= first[0] && at <= last[1];
}
