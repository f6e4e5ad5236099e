import { describe, expect, it } from 'vitest';
import { seedCalendar } from '../../db/seed-calendar.ts';
import type { CalendarPreviewView } from '../../server/contract/calendar.ts';
import type { Petition } from '../../server/domain/petition.ts';
import { type Api, HANDWRITING, nextCommandId, openApi } from '../support/api.ts';
import { clerk, demolition, director, petitionLeader, principal } from '../support/people.ts';
import { at } from '../support/time.ts';
import { accepted, assigned } from '../support/walks.ts';

const allYears = seedCalendar();
const until2025 = { ...allYears, years: allYears.years.filter(({ year }) => year <= 2025) };
const [notice2026] = allYears.years.find(({ year }) => year === 2026)?.versions ?? [];

/** The notice of 2026 as it is typed in. */
const load2026 = {
  kind: 'holidays',
  year: 2026,
  notice: notice2026?.notice,
  holidays: notice2026?.holidays,
};

/** A day on which the office is closed after all. */
function closedOn(from: string, to = from) {
  return {
    kind: 'holidays',
    year: 2026,
    notice: { number: '绍政办〔2026〕9号', title: '关于临时放假的通知', issuedOn: '2026-03-16' },
    holidays: [{ name: '临时放假', from, to, makeUpDays: [] }],
  };
}

const shorterDays = {
  kind: 'officeHours',
  title: '冬令作息',
  effectiveFrom: '2026-03-17',
  seasons: [
    {
      from: '01-01',
      to: '12-31',
      intervals: [
        ['08:30', '12:00'],
        ['13:30', '17:00'],
      ],
    },
  ],
};

async function preview(api: Api, change: object): Promise<CalendarPreviewView> {
  const got = await (await api.as(director)).post('/api/calendar/preview', { change });
  expect(got.status, got.text).toBe(200);
  return got.json();
}

async function sign(api: Api, change: object, digest: string, commandId = nextCommandId()) {
  return await (await api.as(director)).post('/api/calendar/changes', {
    commandId,
    change,
    digest,
    reason: '国务院办公厅通知已发布',
    handwriting: HANDWRITING,
  });
}

async function clockOf({ office }: Api, id: string, clock: string) {
  const { clocks }: Petition = await office.petition(id);
  return clocks.findLast((candidate) => candidate.clock === clock);
}

/** Everything the store holds, counted. */
async function written({ office }: Api) {
  const { events, audit } = await office.store.chainHeads();
  const changes = await office.store.calendarChanges();
  return {
    events: events.sequence,
    changes: changes.length,
    outbox: (await office.outbox()).length,
    audit: audit.sequence,
  };
}

describe('a preview of a calendar change', () => {
  it('names each deadline with old and new, and writes nothing at all', async () => {
    const api = await openApi({ at: '2025-12-18 09:00', calendar: until2025 });
    const id = await assigned(api.office);
    await api.as(director);
    const before = await written(api);
    const { moves, petitions, days } = await preview(api, load2026);
    const signIn = 1;
    expect(await written(api)).toEqual({ ...before, audit: before.audit + signIn });
    expect(petitions).toBe(1);
    expect(moves).toContainEqual(
      expect.objectContaining({
        petitionId: id,
        from: at('2026-02-16 17:30'),
        to: at('2026-02-24 17:30'),
        effect: 'later',
      }),
    );
    expect(days).toContain('2026年2月16日（周一）：工作日 → 放假（春节）');
  });

  it.each([
    ['2026-05-15', '2026-05-14 17:30', 'earlier than the deadline on the free day', 0],
    ['2026-05-15', '2026-05-15 17:30', 'the deadline on the free day itself', 1],
  ])('of %s off, with a case due %s, moves %s', async (free, due, _, moved) => {
    const api = await openApi({
      at: due.startsWith('2026-05-14') ? '2026-03-15 09:00' : '2026-03-16 09:00',
    });
    const id = await assigned(api.office);
    expect((await clockOf(api, id, 'caseDue'))?.dueAt).toBe(at(due));
    const { moves } = await preview(api, closedOn(free));
    expect(moves.filter(({ from }) => from === at(due))).toHaveLength(moved);
  });

  it('says what becomes late and what no longer is', async () => {
    const api = await openApi({ at: '2026-03-16 09:00' });
    await assigned(api.office);
    // Acceptance was due by 17:30 the same day.
    await api.office.setTime('2026-03-16 17:31');
    const inTime = await preview(api, closedOn('2026-03-16'));
    expect(inTime.moves.map(({ effect }) => effect)).toContain('becomesInTime');
    const longer = { ...shorterDays, effectiveFrom: '2026-03-01' };
    const api2 = await openApi({ at: '2026-03-16 09:00' });
    await assigned(api2.office);
    await api2.office.setTime('2026-03-16 17:15');
    const late = await preview(api2, longer);
    expect(late.moves.map(({ effect }) => effect)).toContain('becomesLate');
  });

  it.each([
    [
      'a holiday that ends before it begins',
      {
        ...closedOn('2026-05-02'),
        holidays: [{ name: '节', from: '2026-05-03', to: '2026-05-01', makeUpDays: [] }],
      },
    ],
    [
      'office hours that leave a day out',
      {
        ...shorterDays,
        seasons: [{ from: '01-01', to: '12-30', intervals: [['08:30', '12:00']] }],
      },
    ],
  ])('refuses %s and says where', async (_, change) => {
    const api = await openApi({ at: '2026-03-16 09:00' });
    const got = await (await api.as(director)).post('/api/calendar/preview', { change });
    expect(got.status).toBe(422);
    expect(got.json().error?.code ?? got.json().code).toBe('calendarNotSound');
  });

  it('is for the office’s administrator alone, while every role holder may look', async () => {
    const api = await openApi({ at: '2026-03-16 09:00' });
    for (const who of [clerk, petitionLeader, principal, demolition.liaisonA]) {
      const got = await (await api.as(who)).post('/api/calendar/preview', { change: shorterDays });
      expect(got.status).toBe(403);
    }
    expect((await (await api.as(clerk)).get('/api/calendar')).status).toBe(200);
    expect((await (await api.as(demolition.liaisonA)).get('/api/calendar')).status).toBe(403);
  });
});

describe('a signed calendar change', () => {
  it('moves exactly the deadlines that were shown, provisional or not', async () => {
    const api = await openApi({ at: '2026-03-16 09:00' });
    await assigned(api.office);
    await accepted(api.office);
    const change = closedOn('2026-05-15');
    const { moves, digest } = await preview(api, change);
    const { sequence } = (await api.office.store.chainHeads()).events;
    expect((await sign(api, change, digest)).status).toBe(200);
    const after = (await api.office.store.chainHeads()).events.sequence;
    expect(after - sequence).toBe(moves.length);
    for (const { petitionId, from, to } of moves) {
      const petition = await api.office.petition(petitionId);
      const moved = petition.clocks.filter((clock) =>
        clock.moved.some((each) => each.from === from),
      );
      expect(moved.map(({ dueAt }) => dueAt)).toContain(to);
    }
    expect((await preview(api, change)).moves).toEqual([]);
  });

  it('is what new deadlines count by, and is still in force after a restart', async () => {
    const api = await openApi({ at: '2026-03-16 09:00', onDisk: true });
    const { digest } = await preview(api, closedOn('2026-05-15'));
    await sign(api, closedOn('2026-05-15'), digest);
    await api.office.restart();
    const id = await assigned(api.office);
    expect((await clockOf(api, id, 'caseDue'))?.dueAt).toBe(at('2026-05-18 17:30'));
  });

  it('that is sent twice is one change', async () => {
    const api = await openApi({ at: '2026-03-16 09:00' });
    await assigned(api.office);
    const { digest } = await preview(api, closedOn('2026-05-15'));
    const first = await sign(api, closedOn('2026-05-15'), digest, 'the-same-tap');
    const again = await sign(api, closedOn('2026-05-15'), digest, 'the-same-tap');
    expect([first.status, again.text]).toEqual([200, first.text]);
    expect(await api.office.store.calendarChanges()).toHaveLength(1);
  });

  it('is refused when petitions have changed since the preview, and nothing is written', async () => {
    const api = await openApi({ at: '2026-03-16 09:00' });
    const { digest } = await preview(api, closedOn('2026-05-15'));
    await assigned(api.office);
    expect((await sign(api, closedOn('2026-05-15'), digest)).status).toBe(409);
    expect(await api.office.store.calendarChanges()).toEqual([]);
  });

  it('leaves a deadline recorded as passed that the change has put behind us', async () => {
    const api = await openApi({ at: '2026-03-16 09:00' });
    const id = await assigned(api.office);
    await api.office.setTime('2026-03-16 17:15');
    const change = { ...shorterDays, effectiveFrom: '2026-03-01' };
    const { digest } = await preview(api, change);
    await sign(api, change, digest);
    await api.office.setTime('2026-03-16 17:16');
    const events = await api.office.store.events(id);
    const passed = events.flatMap((event) => (event.type === 'deadlinePassed' ? [event.at] : []));
    expect(passed).toContain(at('2026-03-16 17:00'));
  });

  it('is kept with who signed it and why; what was known on an earlier day stays answerable', async () => {
    const api = await openApi({ at: '2026-03-16 09:00' });
    const { digest } = await preview(api, closedOn('2026-05-15'));
    await sign(api, closedOn('2026-05-15'), digest);
    const phone = await api.as(clerk);
    const kindOn = async (query: string) => {
      const { days } = (await phone.get(`/api/calendar?year=2026${query}`)).json();
      return days.find(({ day }: { day: string }) => day === '2026-05-15').kind;
    };
    expect(await kindOn('')).toBe('holiday');
    expect(await kindOn('&asKnownOn=2026-03-15')).toBe('workingDay');
    expect(await kindOn('&asKnownOn=2026-03-16')).toBe('holiday');
    const [change] = (await phone.get('/api/calendar')).json().changes;
    expect(change).toMatchObject({
      name: '顾测试',
      reason: '国务院办公厅通知已发布',
      handwriting: HANDWRITING,
    });
  });
});

describe('the calendar of an accusation', () => {
  const accusation = {
    facts: { appealType: 'accusation' },
    accused: { outside: true },
  } as const;

  it('moves like any other, and is shown to nobody outside its chain', async () => {
    const api = await openApi({ at: '2026-03-16 09:00' });
    const id = await assigned(api.office, accusation);
    const shown = await preview(api, closedOn('2026-05-15'));
    const without = await openApi({ at: '2026-03-16 09:00' });
    expect(shown).toEqual(await preview(without, closedOn('2026-05-15')));
    expect((await sign(api, closedOn('2026-05-15'), shown.digest)).status).toBe(200);
    expect((await clockOf(api, id, 'caseDue'))?.dueAt).toBe(at('2026-05-18 17:30'));
  });
});

describe('the missing year', () => {
  it.each([
    ['2025-10-31 09:00', undefined],
    ['2025-11-03 09:00', '2026年放假安排尚未载入'],
  ])('is warned of from November on (%s)', async (moment, warning) => {
    const api = await openApi({ at: moment, calendar: until2025 });
    const { warning: said } = (await (await api.as(clerk)).get('/api/calendar')).json();
    expect(said?.slice(0, warning?.length)).toBe(warning);
  });
});
