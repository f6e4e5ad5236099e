import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PetitionEvent } from '../../server/domain/event.ts';
import type { PetitionId } from '../../server/domain/petition.ts';
import { HOUR, type Instant, instant, MINUTE } from '../../server/domain/time.ts';
import { timeUse } from '../../server/domain/time-use.ts';
import { workingTimeBetween } from '../../server/domain/working-time.ts';
import { type Office, openOffice } from '../support/office.ts';
import { clerk, construction, demolition, petitionLeader } from '../support/people.ts';
import { at } from '../support/time.ts';
import { concluded, deliverReply, followUp, submitReply } from '../support/walks.ts';

const opinion = '请认真调查处理，按时限回复信访人。';

async function usedIn(office: Office, id: PetitionId, now: Instant = office.now()) {
  return timeUse(await office.store.events(id), await contextOf(office, id, now));
}

async function contextOf(office: Office, id: PetitionId, now: Instant) {
  const { regime } = await office.petition(id);
  const pinned = (await office.store.regimes()).find(
    (candidate) => candidate.id === regime.id && candidate.version === regime.version,
  );
  if (!pinned) throw new Error('the regime is not there');
  return {
    now,
    calendar: office.calendar,
    regime: pinned,
    directory: await office.store.directory(),
  };
}

describe('who has used the working time', () => {
  it('is told by holder, across noon and a night, and adds up', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    const id = await office.as(clerk).register();
    await office.setTime('2026-09-28 09:30');
    await office.as(clerk).does(id, 'signIn');
    await office.as(clerk).does(id, 'proposeAssignment', { unitId: demolition.id });
    await office.setTime('2026-09-28 11:00');
    await office.as(petitionLeader).does(id, 'assign', { unitId: demolition.id, opinion });
    await office.setTime('2026-09-28 15:00');
    const { liaisonB, caseworker, leader } = demolition;
    await office.as(liaisonB).does(id, 'acceptAssignment', { caseworkerId: caseworker });
    await office.setTime('2026-09-29 10:00');
    await submitReply(office, id);
    await office.setTime('2026-09-29 10:45');
    const names = await namesIn(office);

    const used = await usedIn(office, id);

    expect(used?.holders.map(({ kind, people, workingMs }) => [kind, people, workingMs])).toEqual([
      ['office', names([clerk, 'office-clerk-2']), 30 * MINUTE],
      ['leader', names([petitionLeader]), 90 * MINUTE],
      // 11:00–12:00 and 14:00–15:00
      ['unit', names([demolition.liaisonA, liaisonB]), 2 * HOUR],
      // 15:00–17:30 and 08:30–10:00 the next day
      ['caseworker', names([caseworker]), 4 * HOUR],
      ['leader', names([leader]), 45 * MINUTE],
    ]);
    expect(used?.totalWorkingMs).toBe(8 * HOUR + 45 * MINUTE);
  });

  it('goes to the clerk while a return is looked at', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    const id = await returned(office);
    await office.setTime('2026-09-28 10:30');
    const used = await usedIn(office, id);
    expect(used?.holders.map(({ kind, workingMs }) => [kind, workingMs])).toEqual([
      ['unit', 30 * MINUTE],
      ['office', HOUR],
    ]);
  });

  it('stops at the end and goes on if the petition is opened again', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    const id = await archived(office);
    await office.setTime('2026-09-28 16:00');
    const before = await usedIn(office, id);
    expect(before?.totalWorkingMs).toBe(HOUR);
    await office.as(clerk).does(id, 'openVerification', {
      origin: 'cityBureau',
      requirement: '请重新调查核实。',
    });
    await office.setTime('2026-09-28 16:20');
    const after = await usedIn(office, id);
    expect(after?.totalWorkingMs).toBe(HOUR + 20 * MINUTE);
  });

  it('adds up to the whole whenever things happened', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    const ids = [await archived(office), await returned(office), await verified(office)];
    const histories = await Promise.all(ids.map((id) => office.store.events(id)));
    const context = await contextOf(office, ids[0] ?? '', office.now());
    const gaps = fc.array(fc.integer({ min: 0, max: 60 * HOUR }), { minLength: 60, maxLength: 60 });
    fc.assert(
      fc.property(fc.constantFrom(...histories), gaps, (history, pauses) => {
        const events = redated(history, pauses);
        const first = events[0];
        if (!first) throw new Error('a petition without events');
        const ends = lastEnd(events, context.regime);
        const now = ends ?? instant((events.at(-1)?.at ?? first.at) + (pauses.at(-1) ?? 0));
        const used = timeUse(events, { ...context, now });
        const whole = workingTimeBetween(context.calendar, first.at, now);
        const parts = used?.holders.map(({ workingMs }) => workingMs) ?? [];
        const stages = used?.holders.flatMap((holder) => holder.stages) ?? [];
        expect(sum(parts)).toBe(whole.ok ? whole.value : null);
        expect(sum(stages.map(({ workingMs }) => workingMs))).toBe(sum(parts));
        expect(used?.totalWorkingMs).toBe(sum(parts));
      }),
      { numRuns: 200 },
    );
  });

  it('is not told where the calendar does not reach', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    const id = await office.as(clerk).register();
    expect(await usedIn(office, id, at('2041-01-01 09:00'))).toBeNull();
  });
});

/** The same things in the same order, each so much later than the one before. */
function redated(history: readonly PetitionEvent[], pauses: readonly number[]) {
  let now = at('2026-03-02 09:00');
  return history.map((event, index) => {
    if (event.type === 'actTaken') now = instant(now + (pauses[index] ?? 0));
    return { ...event, at: now };
  });
}

/** When it ended, if that is how the history ends. */
function lastEnd(
  events: readonly PetitionEvent[],
  { stages }: Awaited<ReturnType<typeof contextOf>>['regime'],
): Instant | null {
  const last = events.findLast((event) => event.type === 'actTaken');
  return last && stages[last.to]?.end ? last.at : null;
}

async function returned(office: Office): Promise<PetitionId> {
  const id = await office.as(clerk).register();
  await office.as(clerk).does(id, 'signIn');
  await office.as(clerk).does(id, 'proposeAssignment', { unitId: construction.id });
  await office.as(petitionLeader).does(id, 'assign', { unitId: construction.id, opinion });
  await office.setTime(instant(office.now() + 30 * MINUTE));
  await office.as(construction.liaisonA).does(id, 'returnAssignment', {
    basis: 'otherUnit',
    detail: '该事项由征迁部负责办理，见职责分工。',
    proposedUnitId: demolition.id,
  });
  return id;
}

/** Within the hour, so that the figures can be done in the head. */
async function archived(office: Office): Promise<PetitionId> {
  const id = await concluded(office);
  await deliverReply(office, id);
  await office.setTime(instant(office.now() + HOUR));
  await followUp(office, id, 'satisfied');
  await office.as(clerk).does(id, 'answerFlags', { weeklyConsultation: false, supervision: false });
  return id;
}

async function verified(office: Office): Promise<PetitionId> {
  const id = await concluded(office);
  await deliverReply(office, id);
  await followUp(office, id, 'dissatisfied');
  await office.as(clerk).does(id, 'openVerification', {
    origin: 'followUp',
    requirement: '请重新调查核实。',
  });
  return id;
}

async function namesIn(office: Office) {
  const { staff } = await office.store.directory();
  return (ids: readonly string[]) => ids.map((id) => staff.get(id)?.name);
}

function sum(parts: readonly number[]): number {
  return parts.reduce((total, part) => total + part, 0);
}
