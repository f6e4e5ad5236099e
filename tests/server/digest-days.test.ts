import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWorkingDay } from '../../server/domain/calendar.ts';
import {
  dayText,
  instant,
  isoText,
  localDay,
  localDayOf,
  MINUTE,
} from '../../server/domain/time.ts';
import { type Office, openOffice } from '../support/office.ts';
import { clerk } from '../support/people.ts';
import { at, day } from '../support/time.ts';

const daysPosted = (office: Office) => office.group().map((post) => dayText(localDayOf(post.at)));
const timesPosted = (office: Office) => office.group().map((post) => isoText(post.at).slice(0, 16));
async function runs(office: Office) {
  const newestFirst = await office.store.jobRuns(1000);
  return newestFirst
    .filter(({ job }) => job === 'dailyReminder')
    .map((run) => [dayText(run.day), run.status])
    .sort();
}

describe('the days of the reminder', () => {
  it('are all working days of 2026, make-up days included, each once and none besides', async () => {
    const office = openOffice({ at: '2026-01-01 00:00' });
    await office.as(clerk).register();
    await office.setTime('2026-12-31 23:59');
    const expected = workingDays(office, '2026-01-01', '2026-12-31');
    expect(expected).toHaveLength(248);
    expect(expected).toContain('2026-02-14');
    expect(daysPosted(office)).toEqual(expected);
    expect(await runs(office)).toEqual(expected.map((each) => [each, 'done']));
  });

  it('leave out the weekend and 国庆节 and begin again on the make-up Saturday', async () => {
    const office = openOffice({ at: '2026-09-30 06:00' });
    await office.setTime('2026-10-12 12:00');
    expect(daysPosted(office)).toEqual([
      '2026-09-30',
      '2026-10-08',
      '2026-10-09',
      '2026-10-10',
      '2026-10-12',
    ]);
  });

  it('begin with the first day of the office, without the days before it', async () => {
    const office = openOffice({ at: '2026-09-29 06:00' });
    await office.setTime('2026-09-29 12:00');
    expect(await runs(office)).toEqual([['2026-09-29', 'done']]);
  });
});

describe('an office that opens its books after 18:00', () => {
  it('begins with the next working day, and nothing was missed', async () => {
    const office = openOffice({ at: '2026-09-29 18:30' });
    await office.setTime('2026-09-30 12:00');
    expect(await runs(office)).toEqual([['2026-09-30', 'done']]);
  });
});

describe('the time of the reminder', () => {
  it('is 08:45 with a few minutes of spread, the same on every look at the day', async () => {
    const office = openOffice({ at: '2026-09-21 00:00' });
    await office.setTime('2026-09-25 00:00');
    for (const time of timesPosted(office)) expect(time).toMatch(/T08:4[5-9]$/);
    const again = openOffice({ at: '2026-09-23 08:00' });
    await again.setTime('2026-09-23 09:00');
    const [seconds] = again.group().map((post) => isoText(post.at));
    expect(office.group().map((post) => isoText(post.at))).toContain(seconds);
  });

  it('keeps clear of the ten minutes after a full hour', async () => {
    const office = openOffice({ at: '2026-09-23 08:00', dailyReminderTime: '09:00' });
    await office.setTime('2026-09-23 12:00');
    expect(timesPosted(office)[0]).toMatch(/T09:1[0-3]$/);
  });
});

describe('a server that was down', () => {
  it('over the weekend sends one reminder on Monday, marked as late', async () => {
    const office = openOffice({ at: '2026-09-11 06:00' });
    await office.setTime('2026-09-11 12:00');
    office.skipTo('2026-09-14 11:00');
    await office.setTime('2026-09-14 20:00');
    expect(timesPosted(office).slice(1)).toEqual(['2026-09-14T11:00']);
    expect(office.group().at(-1)?.text).toContain('9月14日（周一）（补发）');
    expect(await runs(office)).toEqual([
      ['2026-09-11', 'done'],
      ['2026-09-14', 'late'],
    ]);
  });

  it('records the working days it missed, with the reason, and does not send them', async () => {
    const office = openOffice({ at: '2026-09-14 06:00' });
    await office.setTime('2026-09-14 12:00');
    office.skipTo('2026-09-18 08:00');
    await office.setTime('2026-09-18 12:00');
    expect(daysPosted(office)).toEqual(['2026-09-14', '2026-09-18']);
    expect(await runs(office)).toEqual([
      ['2026-09-14', 'done'],
      ['2026-09-15', 'missed'],
      ['2026-09-16', 'missed'],
      ['2026-09-17', 'missed'],
      ['2026-09-18', 'done'],
    ]);
    const missed = (await office.store.jobRuns(10)).filter(({ status }) => status === 'missed');
    for (const { reason, messages } of missed) {
      expect(reason).toContain('停机');
      expect(messages).toBe(0);
    }
  });

  it('catches up until 18:00 and not a second longer', async () => {
    const [until, after] = [
      openOffice({ at: '2026-09-14 06:00' }),
      openOffice({ at: '2026-09-14 06:00' }),
    ];
    await until.setTime('2026-09-14 12:00');
    await after.setTime('2026-09-14 12:00');
    until.skipTo('2026-09-15 18:00');
    after.skipTo('2026-09-15 18:00:01');
    await until.jobs.settle();
    await after.jobs.settle();
    expect((await runs(until)).at(-1)).toEqual(['2026-09-15', 'late']);
    expect((await runs(after)).at(-1)).toEqual(['2026-09-15', 'missed']);
    expect(daysPosted(until)).toEqual(['2026-09-14', '2026-09-15']);
    expect(daysPosted(after)).toEqual(['2026-09-14']);
  });
});

describe('a server that is restarted', () => {
  it('at every minute of a morning neither misses the reminder nor doubles it [M19]', async () => {
    const office = openOffice({ at: '2026-09-28 08:30', onDisk: true });
    await office.as(clerk).register();
    const start = office.now();
    for (let minute = 0; minute < 60; minute++) {
      office.skipTo(instant(start + minute * MINUTE));
      await office.restart('killed');
      await office.jobs.tick();
      if (minute % 2 === 0) await office.jobs.pump();
    }
    await office.jobs.settle();
    expect(office.group()).toHaveLength(1);
    expect(await runs(office)).toEqual([['2026-09-28', 'done']]);
  });

  it('for the first time at any minute of a day sends it once, late when it is late', async () => {
    const office = openOffice({ at: '2026-09-28 08:00' });
    await office.setTime('2026-09-28 12:00');
    const planned = office.group()[0]?.at ?? 0;
    for (const clockTime of ['08:30', '08:45', '08:55', '09:00', '12:34', '17:59']) {
      const late = openOffice({ at: '2026-09-25 08:00' });
      late.skipTo(`2026-09-28 ${clockTime}`);
      await late.jobs.settle();
      await late.setTime('2026-09-28 23:59');
      const [post] = late.group();
      expect(late.group()).toHaveLength(1);
      const isLate = at(`2026-09-28 ${clockTime}`) > planned + 10 * MINUTE;
      expect(post?.text.includes('（补发）')).toBe(isLate);
    }
  });

  it('at random instants of two months neither misses a day nor doubles one', async () => {
    const minutesOfTwoMonths = 61 * 24 * 60;
    const minutes = fc.uniqueArray(fc.integer({ min: 0, max: minutesOfTwoMonths - 1 }), {
      minLength: 20,
      maxLength: 40,
    });
    const check = async (restarts: readonly number[]) => {
      const office = openOffice({ at: '2026-09-01 00:00', onDisk: true });
      const start = office.now();
      for (const after of restarts.toSorted((left, right) => left - right)) {
        await office.setTime(instant(start + after * MINUTE));
        await office.restart('killed');
      }
      await office.setTime('2026-10-31 23:59');
      const expected = workingDays(office, '2026-09-01', '2026-10-31');
      expect(daysPosted(office)).toEqual(expected);
      expect(await runs(office)).toEqual(expected.map((each) => [each, 'done']));
    };
    await fc.assert(fc.asyncProperty(minutes, check), { numRuns: 3, endOnFailure: true });
  });
});

function workingDays(office: Office, from: string, to: string): readonly string[] {
  const [first, last] = [day(from), day(to)];
  return Array.from({ length: last - first + 1 }, (_, index) => localDay(first + index))
    .filter((each) => isWorkingDay(office.calendar, each))
    .map(dayText);
}
