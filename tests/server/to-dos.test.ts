import { describe, expect, it } from 'vitest';
import { readDay } from '../../server/domain/time.ts';
import { openCardOffice } from '../support/card-office.ts';
import { clerk, demolition, director, petitionLeader } from '../support/people.ts';
import { at } from '../support/time.ts';

const { liaisonA, liaisonB, head, caseworker } = demolition;

describe('the to-do of a petition', () => {
  it('goes along with it from hand to hand: one to-do, always before those it waits for', async () => {
    const office = await openCardOffice('2026-09-28 09:00');
    const id = await office.propose();
    const [begun] = office.toDosOf(petitionLeader, id);
    expect(begun).toMatchObject({ subject: expect.stringContaining('待您办理'), done: false });
    await office.act(petitionLeader, id, 'assign', {
      kind: 'assign',
      unitId: demolition.id,
      opinion: '请办理。',
    });
    await office.settled();
    expect(office.toDosOf(petitionLeader, id)).toEqual([]);
    for (const person of [liaisonA, liaisonB]) {
      expect(office.toDosOf(person, id)).toMatchObject([{ taskId: begun?.taskId }]);
    }
    await office.act(liaisonA, id, 'acceptAssignment', {
      kind: 'accept',
      caseworkerId: caseworker,
    });
    await office.settled();
    expect(office.toDosOf(liaisonA, id)).toEqual([]);
    expect(office.toDosOf(liaisonB, id)).toEqual([]);
    expect(office.toDosOf(caseworker, id)).toMatchObject([{ taskId: begun?.taskId }]);
  });

  it('names the nearest deadline, and opens the petition', async () => {
    const office = await openCardOffice('2026-09-28 09:00');
    const [id = ''] = await office.assign(1);
    expect(office.toDosOf(liaisonA, id)).toMatchObject([
      { dueAt: at('2026-09-28 12:00'), link: expect.stringContaining(`#/petitions/${id}`) },
    ]);
  });

  it('is not made for what the clerk does himself, one step after the other', async () => {
    const office = await openCardOffice('2026-09-28 09:00');
    await office.propose();
    const made = office.sandbox
      .record()
      .filter(({ method, path }) => method === 'POST' && path.includes('/todo/'));
    expect(made).toHaveLength(1);
    expect(office.sandbox.toDos(clerk)).toEqual([]);
  });

  it('is finished when the petition has ended, whoever ended it', async () => {
    const office = await openCardOffice('2026-09-28 09:00');
    const [id = ''] = await office.assign(1);
    const [before] = office.toDosOf(liaisonA, id);
    await office.act(liaisonA, id, 'returnAssignment', {
      kind: 'return',
      basis: 'outsideOffice',
      detail: '经核实不属于我办管理范畴，建议转送有权单位处理。',
      proposedOrgan: '市住建局',
    });
    await office.act(clerk, id, 'upholdReturnForTransfer', {
      kind: 'transfer',
      competentOrgan: '市住建局',
      legalBasis: '属住建部门职权范围。',
    });
    await office.act(clerk, id, 'confirmTransfer', { kind: 'step', note: '市信访局已同意。' });
    await office.settled();
    expect(office.sandbox.toDos(clerk).filter(({ done }) => !done)).toEqual([]);
    expect(office.toDosOf(liaisonA, id)).toEqual([]);
    expect(before?.taskId).toBeDefined();
  });

  it('says nothing of an accusation, not even its number', async () => {
    const office = await openCardOffice('2026-09-28 09:00');
    const [id = ''] = await office.assign(1, { appealType: 'accusation' });
    expect(office.toDosOf(liaisonA, id)).toMatchObject([{ subject: '有一件事项待您办理' }]);
  });

  it('is made once although the answer to making it was lost', async () => {
    const office = await openCardOffice('2026-09-28 09:00');
    office.sandbox.setWeather('resetAfterWork', { api: '/todo/', calls: 1 });
    const id = await office.propose();
    await office.setTime('2026-09-28 09:10');
    expect(office.toDosOf(petitionLeader, id)).toHaveLength(1);
  });

  it('passes to whoever steps in when somebody it waits for is recused', async () => {
    const office = await openCardOffice('2026-09-28 09:00');
    const [id = ''] = await office.assign(1);
    await office.act(director, id, 'recuse', {
      kind: 'recuse',
      staffId: liaisonA,
      reason: '与信访人系亲属关系。',
    });
    await office.settled();
    expect(office.toDosOf(liaisonA, id)).toEqual([]);
    expect(office.toDosOf(liaisonB, id)).toHaveLength(1);
  });

  it('waits for the department head as well until somebody has been named', async () => {
    const office = await openCardOffice('2026-09-28 09:00');
    const [id = ''] = await office.assign(1);
    await office.act(liaisonA, id, 'acceptAssignment', { kind: 'accept' });
    await office.settled();
    // Whoever has accepted it mostly names somebody at once.
    await office.setTime('2026-09-28 09:29');
    expect(office.toDosOf(head, id)).toEqual([]);
    await office.setTime('2026-09-28 09:31');
    expect(office.toDosOf(head, id)).toHaveLength(1);
    await office.act(head, id, 'nameCaseworker', {
      kind: 'nameCaseworker',
      caseworkerId: caseworker,
    });
    await office.settled();
    expect(office.toDosOf(head, id)).toEqual([]);
    expect(office.toDosOf(caseworker, id)).toHaveLength(1);
  });

  it('is not changed for what leaves the people and the deadline as they are', async () => {
    const office = await openCardOffice('2026-09-28 09:00');
    const id = await office.propose();
    const calls = () =>
      office.sandbox.record().filter(({ path }) => path.includes('/todo/')).length;
    const before = calls();
    await office.act(clerk, id, 'informPetitioner', {
      kind: 'inform',
      how: 'phone',
      on: readDay('2026-09-28'),
    });
    await office.settled();
    expect(calls() - before).toBeLessThanOrEqual(1);
  });
});
