import { describe, expect, it } from 'vitest';
import { openOffice } from '../support/office.ts';
import { clerk, construction, demolition, director, petitionLeader } from '../support/people.ts';
import { at } from '../support/time.ts';
import { assigned } from '../support/walks.ts';

describe('退单', () => {
  const detail = '该事项属规划建设部职责范围，经核实不归我部办理。';
  const wrongUnit = { basis: 'otherUnit' as const, detail, proposedUnitId: construction.id };

  it('is in time 2 hours 59 minutes 59 seconds of office time after the push [M29]', async () => {
    const office = openOffice({ at: '2026-09-28 08:30' });
    const id = await assigned(office);
    await office.setTime('2026-09-28 11:29:59');
    const petition = await office.as(demolition.liaisonA).does(id, 'returnAssignment', wrongUnit);
    expect(petition.stage).toBe('returnReview');
    expect(petition.assignments[0]?.returns[0]).toMatchObject({ late: false, lateByMs: 0 });
  });

  it('is in time at the last moment, and late one second after it [M29]', async () => {
    const office = openOffice({ at: '2026-09-28 08:30' });
    const [inTime, late] = [await assigned(office), await assigned(office)];
    await office.setTime('2026-09-28 11:30');
    const last = await office.as(demolition.liaisonB).does(inTime, 'returnAssignment', wrongUnit);
    expect(last.assignments[0]?.returns[0]?.late).toBe(false);
    await office.setTime('2026-09-28 11:30:01');
    const unexplained = await office
      .as(demolition.liaisonB)
      .act(late, 'returnAssignment', wrongUnit);
    expect(unexplained).toEqual({
      ok: false,
      refusal: { code: 'fieldMissing', field: 'lateReason' },
    });
    const petition = await office
      .as(demolition.liaisonB)
      .does(late, 'returnAssignment', { ...wrongUnit, lateReason: '承办人员外出，未及时核实。' });
    expect(petition.assignments[0]?.returns[0]).toMatchObject({ late: true, lateByMs: 1000 });
  });

  it('in time is settled by the office; late it needs the director', async () => {
    const office = openOffice({ at: '2026-09-28 08:30' });
    const id = await assigned(office);
    await office.setTime('2026-09-28 14:00');
    await office
      .as(demolition.liaisonA)
      .does(id, 'returnAssignment', { ...wrongUnit, lateReason: '承办人员外出，未及时核实。' });
    const direct = await office
      .as(clerk)
      .act(id, 'reassign', { unitId: construction.id, opinion: '改派。' });
    expect(direct).toMatchObject({ refusal: { code: 'conditionNotMet', guard: '!returnLate' } });
    await office.as(clerk).does(id, 'forwardLateReturn', { opinion: '经初核，情况属实。' });
    expect(
      await office.as(clerk).act(id, 'reassign', { unitId: construction.id, opinion: '改派。' }),
    ).toMatchObject({ refusal: { code: 'notPermitted' } });
    const moved = await office
      .as(director)
      .does(id, 'reassign', { unitId: construction.id, opinion: '改派规划建设部。' });
    expect(moved.stage).toBe('assigned');
    expect(moved.assignments.map(({ unitId }) => unitId)).toEqual([demolition.id, construction.id]);
    expect(moved.assignments[0]?.returns[0]).toMatchObject({ outcome: 'upheld' });
  });

  it('for the second time goes to a ruling, which binds', async () => {
    const office = openOffice({ at: '2026-09-28 08:30' });
    const id = await assigned(office);
    await office.as(demolition.liaisonA).does(id, 'returnAssignment', wrongUnit);
    await office.as(clerk).does(id, 'reassign', { unitId: construction.id, opinion: '改派。' });
    const back = { ...wrongUnit, proposedUnitId: demolition.id };
    const again = await office.as(construction.liaisonA).does(id, 'returnAssignment', back);
    expect(again.stage).toBe('awaitingRuling');
    const ruled = await office
      .as(petitionLeader)
      .does(id, 'ruleUnit', { unitId: demolition.id, opinion: '经研究，由该部室承办。' });
    expect(ruled.stage).toBe('assigned');
    const third = await office.as(demolition.liaisonA).act(id, 'returnAssignment', wrongUnit);
    expect(third).toEqual({ ok: false, refusal: { code: 'boundByRuling' } });
    const acts = (await office.as(demolition.liaisonA).actions(id)).map(({ act }) => act);
    expect(acts).toContain('acceptAssignment');
    expect(acts).not.toContain('returnAssignment');
  });

  it('does not set the deadline of the petition back', async () => {
    const office = openOffice({ at: '2026-09-28 08:30' });
    const id = await assigned(office);
    const dueAt = async () =>
      (await office.petition(id)).clocks.findLast(({ clock }) => clock === 'caseDue')?.dueAt;
    const before = await dueAt();
    await office.setTime('2026-09-28 10:00');
    await office.as(demolition.liaisonA).does(id, 'returnAssignment', wrongUnit);
    await office.as(clerk).does(id, 'reassign', { unitId: construction.id, opinion: '改派。' });
    expect(await dueAt()).toBe(before);
    expect(before).toBe(at('2026-11-27 17:30'));
  });
});
