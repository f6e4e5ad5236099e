import { describe, expect, it } from 'vitest';
import { HOUR, instant, isoText, MINUTE } from '../../server/domain/time.ts';
import { addWorkingTime, workingTimeBetween } from '../../server/domain/working-time.ts';
import { walkMinutes } from '../support/minute-walk.ts';
import { officeCalendar } from '../support/time.ts';

const calendar = officeCalendar();

describe('every minute of 2025 and 2026, against a walk through the minutes', () => {
  it.each([1, 3, 7, 35])('adds %i working hours', (hours) => {
    const disagreements: string[] = [];
    let minutes = 0;
    walkMinutes(hours * 60, (startMs, expectedMs) => {
      const due = addWorkingTime(calendar, instant(startMs), hours * HOUR);
      minutes++;
      if (!due.ok || due.value !== expectedMs) disagreements.push(isoText(instant(startMs)));
    });
    expect(disagreements.slice(0, 10)).toEqual([]);
    expect(minutes).toBe(2 * 365 * 24 * 60);
  });

  it('measures back what was walked', () => {
    const disagreements: string[] = [];
    walkMinutes(3 * 60, (startMs, expectedMs) => {
      const worked = workingTimeBetween(calendar, instant(startMs), instant(expectedMs));
      if (!worked.ok || worked.value !== 180 * MINUTE) {
        disagreements.push(isoText(instant(startMs)));
      }
    });
    expect(disagreements.slice(0, 10)).toEqual([]);
  });
});
