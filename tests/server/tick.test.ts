import { describe, expect, it } from 'vitest';
import { seedCalendar } from '../../db/seed-calendar.ts';
import { dayText, isoText, localDayOf } from '../../server/domain/time.ts';
import { type Office, openOffice } from '../support/office.ts';
import { clerk, demolition, director, otherClerk, principal } from '../support/people.ts';
import { assigned } from '../support/walks.ts';

const { liaisonA } = demolition;

describe('a clock that has been set back', () => {
  it('by more than a minute holds everything and is reported', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    await assigned(office);
    office.skipTo('2026-09-28 12:30');
    await office.store.recordAudit({ at: office.now(), actor: clerk, action: 'login', ok: true });
    office.skipTo('2026-09-28 12:28');
    const due = await office.store.dueTimers(office.now(), 10);
    expect(due.length).toBeGreaterThan(0);
    await office.jobs.tick();
    expect(await office.store.dueTimers(office.now(), 10)).toEqual(due);
    expect(office.complaints).toContain('clockMovedBack');
    expect(office.jobs.troubles()).toMatchObject([
      { what: 'clock', explanation: expect.stringContaining('调回') },
    ]);
    office.skipTo('2026-09-28 12:29');
    await office.jobs.tick();
    expect(await office.store.dueTimers(office.now(), 10)).toEqual([]);
    expect(office.jobs.troubles()).toEqual([]);
  });

  it('goes on by itself once the clock is right, and nothing is done twice', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    await assigned(office);
    await office.setTime('2026-09-28 11:00');
    office.skipTo('2026-09-27 09:00');
    await office.jobs.settle();
    office.skipTo('2026-09-28 11:00');
    await office.setTime('2026-09-28 12:30');
    expect(office.jobs.troubles()).toEqual([]);
    const titles = office.messagesTo(liaisonA).map(({ title }) => title);
    expect(titles).toEqual(['信访件交办', '退单时限提醒', '退单时限已过']);
    expect(office.group()).toHaveLength(1);
  });

  it('by less than a minute is nothing but the drift of a clock', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    await assigned(office);
    await office.setTime('2026-09-28 11:00:00');
    office.skipTo('2026-09-28 10:59:30');
    await office.jobs.settle();
    expect(office.complaints).not.toContain('clockMovedBack');
  });
});

describe('a clock that leaps ahead', () => {
  it('by 400 days catches up in order and loses nothing in silence', async () => {
    const office = openOffice({ at: '2026-01-05 09:00' });
    const id = await assigned(office);
    office.skipTo('2027-02-09 10:00');
    await office.jobs.settle();
    const runs = await office.store.jobRuns(1000);
    const missed = runs.filter(({ job, status }) => job === 'dailyReminder' && status === 'missed');
    expect(missed.length).toBeGreaterThan(260);
    expect(missed.every(({ reason }) => reason !== undefined)).toBe(true);
    for (const { state, reason } of await office.store.messagesOf(id)) {
      expect(state === 'delivered' || state === 'accepted' || reason !== undefined).toBe(true);
    }
    expect(await office.store.dueTimers(office.now(), 10)).toEqual([]);
  });
});

describe('a long outage', () => {
  it('is caught up in one look, in batches, each timer once', async () => {
    const office = openOffice({ at: '2026-09-28 08:30' });
    const ids: string[] = [];
    for (let count = 0; count < 30; count++) ids.push(await assigned(office));
    office.skipTo('2026-09-30 10:00');
    const due = await office.store.dueTimers(office.now(), 1000);
    // The return window and same-day acceptance: a reminder, the warning at expiry and the deadline of each.
    expect(due).toHaveLength(30 * 6);
    await office.jobs.tick();
    expect(await office.store.dueTimers(office.now(), 1000)).toEqual([]);
    for (const id of ids) {
      const events = await office.store.events(id);
      const passed = events.flatMap((event) =>
        event.type === 'deadlinePassed' ? [[event.clock, isoText(event.at).slice(0, 16)]] : [],
      );
      expect(passed).toEqual([
        ['returnWindow', '2026-09-28T11:30'],
        ['sameDayAcceptance', '2026-09-28T17:30'],
      ]);
    }
  });

  it('ends with the same messages whether the server slept through it or not', async () => {
    const awake = openOffice({ at: '2026-09-28 08:30' });
    const asleep = openOffice({ at: '2026-09-28 08:30' });
    const [awakeId, asleepId] = [await assigned(awake), await assigned(asleep)];
    await awake.setTime('2026-09-29 09:00');
    asleep.skipTo('2026-09-29 09:00');
    await asleep.jobs.settle();
    const templates = async (office: Office, id: string) =>
      (await office.store.messagesOf(id)).map(({ template }) => template).sort();
    expect(await templates(asleep, asleepId)).toEqual(await templates(awake, awakeId));
  });
});

describe('a timer that cannot be carried out', () => {
  it('is reported and does not hold up the others', async () => {
    let broken = '';
    const office = openOffice({
      at: '2026-09-28 08:30',
      meddle: (execute) => (submission) =>
        submission.petitionId === broken
          ? Promise.reject(new Error('a bug of ours'))
          : execute(submission),
    });
    broken = await assigned(office);
    const sound = await assigned(office);
    office.skipTo('2026-09-28 11:31');
    await office.jobs.settle();
    expect(office.complaints).toContain('timerFailed');
    const due = await office.store.dueTimers(office.now(), 10);
    expect(new Set(due.map(({ submission }) => submission.petitionId))).toEqual(new Set([broken]));
    const events = await office.store.events(sound);
    expect(events.some(({ type }) => type === 'deadlinePassed')).toBe(true);
    expect(office.messagesTo(liaisonA).map(({ title }) => title)).toContain('退单时限已过');
  });
});

describe('next year without a calendar', () => {
  const noticed = (office: Office, staffId: string) =>
    office
      .messagesTo(staffId)
      .filter(({ title }) => title === '日历未更新')
      .map((notice) => isoText(notice.at).slice(0, 16));

  it('is brought up once a week from November, on working days, with those who register', async () => {
    const office = openOffice({ at: '2026-10-30 00:00' });
    await office.setTime('2026-12-31 23:59');
    // 11-01 is a Sunday.
    const mondays = [
      '11-02',
      '11-09',
      '11-16',
      '11-23',
      '11-30',
      '12-07',
      '12-14',
      '12-21',
      '12-28',
    ];
    const expected = mondays.map((monday) => `2026-${monday}T09:20`);
    for (const staffId of [clerk, otherClerk, director]) {
      expect(noticed(office, staffId)).toEqual(expected);
    }
    expect(noticed(office, principal)).toEqual([]);
  });

  it('is left alone where it is loaded', async () => {
    const { officeHours, years } = seedCalendar();
    const calendar = { officeHours, years: years.filter(({ year }) => year <= 2025) };
    const loaded = openOffice({ at: '2024-11-02 00:00', calendar });
    await loaded.setTime('2024-12-31 23:59');
    expect(noticed(loaded, clerk)).toEqual([]);
    const missing = openOffice({ at: '2025-11-02 00:00', calendar });
    await missing.setTime('2025-11-30 23:59');
    const mondays = ['03', '10', '17', '24'];
    expect(noticed(missing, clerk)).toEqual(mondays.map((monday) => `2025-11-${monday}T09:20`));
  });

  it('names how many open petitions reach into it, and counts no accusation', async () => {
    const office = openOffice({ at: '2026-10-30 09:00' });
    await assigned(office);
    await office.setTime('2026-11-02 12:00');
    const texts = () =>
      office
        .messagesTo(clerk)
        .filter(({ title }) => title === '日历未更新')
        .map(({ text }) => text);
    expect(texts().at(-1)).toContain('目前有0件在办信访件的期限跨入该年度');
    await assigned(office);
    const accused = { staffIds: [], unitIds: [], outside: true };
    await assigned(office, { facts: { appealType: 'accusation' }, accused });
    await office.setTime('2026-11-09 12:00');
    expect(texts().at(-1)).toContain('目前有1件在办信访件的期限跨入该年度');
  });

  it('is brought up at once when the year has begun without it', async () => {
    const { officeHours, years } = seedCalendar();
    const calendar = { officeHours, years: years.filter(({ year }) => year <= 2025) };
    const office = openOffice({ at: '2026-03-03 11:00', calendar });
    await office.setTime('2026-03-09 12:00');
    expect(noticed(office, clerk)).toEqual(['2026-03-03T11:00']);
    expect(dayText(localDayOf(office.now()))).toBe('2026-03-09');
  });
});
