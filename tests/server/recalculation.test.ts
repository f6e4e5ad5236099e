import { describe, expect, it } from 'vitest';
import { seedCalendar } from '../../db/seed-calendar.ts';
import type { Petition } from '../../server/domain/petition.ts';
import { type Office, openOffice } from '../support/office.ts';
import { demolition } from '../support/people.ts';
import { at } from '../support/time.ts';
import { assigned } from '../support/walks.ts';

const allYears = seedCalendar();
const until2025 = { ...allYears, years: allYears.years.filter(({ year }) => year <= 2025) };

describe('a deadline that reaches into a year whose holidays are not known', () => {
  it('is provisional, by plain weeks, and says so', async () => {
    const { office, id } = await assignedBeforeTheNotice();
    const limit = clockOf(await office.petition(id), 'caseDue');
    // 60 natural days from 2025-12-18 end on Monday 2026-02-16, 除夕: a rest day, but not known to be one.
    expect(limit).toMatchObject({ provisional: true, dueAt: at('2026-02-16 17:30') });
    expect(limit?.explanation.join('')).toContain('2026年放假安排尚未发布');
  });

  it('is recalculated when the year is loaded, with old and new on the file', async () => {
    const { office, id } = await assignedBeforeTheNotice();
    await office.loadCalendar(allYears);
    const limit = clockOf(await office.petition(id), 'caseDue');
    expect(limit).toMatchObject({ provisional: false, dueAt: at('2026-02-24 17:30') });
    expect(limit?.moved).toEqual([
      { at: office.now(), from: at('2026-02-16 17:30'), why: '放假调休安排已载入' },
    ]);
    expect(limit?.explanation.join('')).toContain('春节');
  });

  it('tells those answerable once, and no more when nothing changes', async () => {
    const { office } = await assignedBeforeTheNotice();
    const told = () =>
      office.messagesTo(demolition.liaisonA).filter(({ title }) => title === '时限调整').length;
    await office.loadCalendar(allYears);
    const afterLoading = told();
    await office.loadCalendar(allYears);
    expect([afterLoading > 0, told()]).toEqual([true, afterLoading]);
  });

  it('reminds by the new day: on the old one nothing is overdue', async () => {
    const { office, id } = await assignedBeforeTheNotice();
    await office.loadCalendar(allYears);
    await office.setTime('2026-02-23 20:00');
    expect(await passed(office, id)).not.toContain('caseDue');
    await office.setTime('2026-02-24 17:31');
    expect(await passed(office, id)).toContain('caseDue');
  });

  it('does not make the page stale that somebody is looking at', async () => {
    const { office, id } = await assignedBeforeTheNotice();
    const { version } = await office.petition(id);
    await office.loadCalendar(allYears);
    const answer = await office
      .as(demolition.liaisonB)
      .act(id, 'acceptAssignment', {}, { seenVersion: version });
    expect(answer.ok).toBe(true);
  });

  it('keeps an extension that was granted before the notice came out', async () => {
    const { office, id } = await assignedBeforeTheNotice();
    const liaison = office.as(demolition.liaisonA);
    await liaison.does(id, 'acceptAssignment', { caseworkerId: demolition.caseworker });
    await office
      .as(demolition.caseworker)
      .does(id, 'requestExtension', { days: 10, reason: '情况复杂，需要补充鉴定。' });
    await office.as('leader-principal').does(id, 'grantExtension', { opinion: '同意延期。' });
    await office.loadCalendar(allYears);
    // 60 and 10 natural days from 2025-12-18: Thursday 2026-02-26, after the holiday.
    expect(clockOf(await office.petition(id), 'caseDue')?.dueAt).toBe(at('2026-02-26 17:30'));
  });
});

async function assignedBeforeTheNotice() {
  const office = openOffice({ at: '2025-12-18 09:00', calendar: until2025 });
  return { office, id: await assigned(office) };
}

function clockOf(petition: Petition, clock: string) {
  return petition.clocks.findLast((candidate) => candidate.clock === clock);
}

async function passed(office: Office, id: string): Promise<readonly string[]> {
  const events = await office.store.events(id);
  return events.flatMap((event) => (event.type === 'deadlinePassed' ? [event.clock] : []));
}
