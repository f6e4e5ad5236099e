import { describe, expect, it } from 'vitest';
import { readDay } from '../../server/domain/time.ts';
import { openCardOffice } from '../support/card-office.ts';
import { clerk, demolition, director, petitionLeader } from '../support/people.ts';

const { liaisonA, liaisonB } = demolition;
const SIGNATURE = 'M11 21L31 41L51 61L71 81';
const PHRASE = '请先与信访人联系沟通，再行研究处理。';

describe('the card of a dispatch', () => {
  it('offers both liaisons to accept by a tap, and the form for returning [M15]', async () => {
    const office = await openCardOffice('2026-09-28 09:00');
    const [id = ''] = await office.assign(1);
    for (const person of [liaisonA, liaisonB]) {
      expect(office.cardOf(person, id)).toMatchObject({
        title: '信访件交办',
        status: 'open',
        primaryLabel: '接件承办',
        phrases: '[]',
        secondaryLabel: '退单',
        secondaryLink: expect.stringContaining(`/petitions/${id}/acts/returnAssignment?notice=`),
      });
    }
    expect(office.sandbox.inbox(liaisonA)).toEqual([]);
  });

  it('tells the counterpart on his own card that it was accepted, and not a second time', async () => {
    const office = await openCardOffice('2026-09-28 09:00');
    const [id = ''] = await office.assign(1);
    await office.tap(liaisonA, id);
    await office.settled();
    const { content, statusText } = office.cardOf(liaisonB, id);
    expect(content).toContain('请按AB角制度及时补位');
    expect(statusText).toContain(office.nameOf(liaisonA));
    expect(office.sandbox.inbox(liaisonB)).toEqual([]);
    const told = (await office.server.store.messagesOf(id)).find(
      ({ template }) => template === 'counterpartAccepted',
    );
    expect(told).toMatchObject({ state: 'superseded', reason: 'shownOnCard' });
  });

  it('says who was first when it was accepted in the app instead', async () => {
    const office = await openCardOffice('2026-09-28 09:00');
    const [id = ''] = await office.assign(1);
    await office.act(liaisonB, id, 'acceptAssignment', { kind: 'accept' });
    const late = await office.tap(liaisonA, id);
    expect(late).toMatchObject({
      answered: true,
      variables: { status: 'done', statusText: expect.stringContaining(office.nameOf(liaisonB)) },
    });
    await office.settled();
    expect(office.cardOf(liaisonB, id)).toMatchObject({ status: 'done', primaryLabel: '' });
  });

  it('does nothing for a liaison who has been recused meanwhile', async () => {
    const office = await openCardOffice('2026-09-28 09:00');
    const [id = ''] = await office.assign(1);
    await office.act(director, id, 'recuse', {
      kind: 'recuse',
      staffId: liaisonA,
      reason: '与信访人系亲属关系。',
    });
    await office.settled();
    const tapped = await office.tap(liaisonA, id);
    expect(tapped).toMatchObject({
      answered: true,
      variables: { statusText: '该事项您已无须办理。' },
    });
    expect((await office.petition(id)).assignments[0]?.acceptedAt).toBeUndefined();
  });

  it('proves by the tap that the notice was seen', async () => {
    const office = await openCardOffice('2026-09-28 09:00');
    const [id = ''] = await office.assign(1);
    await office.tap(liaisonA, id);
    const pushed = (await office.server.store.messagesOf(id)).find(
      ({ template }) => template === 'assignmentPushed',
    );
    expect(pushed?.recipients).toMatchObject([
      { staffId: liaisonA, state: 'read' },
      { staffId: liaisonB, state: 'delivered' },
    ]);
  });
});

describe("the card of a leader's signature", () => {
  it('signs with the phrase that was chosen and the signature he has left', async () => {
    const office = await openCardOffice('2026-09-28 09:00');
    const id = await office.propose();
    await office.server.store.keepSpecimen(petitionLeader, SIGNATURE, office.server.clock.now());
    expect(JSON.parse(office.cardOf(petitionLeader, id).phrases ?? '')).toContain(PHRASE);
    await office.tap(petitionLeader, id, PHRASE);
    const { assignments, signatures } = await office.petition(id);
    expect(assignments).toMatchObject([{ unitId: demolition.id, opinion: PHRASE }]);
    const [signature] = signatures;
    expect(signature?.by).toBe(petitionLeader);
    expect(await office.server.store.handwriting(signature?.handwriting ?? '')).toBe(SIGNATURE);
  });

  it('asks whoever has left no signature to sign in the app, and stays open', async () => {
    const office = await openCardOffice('2026-09-28 09:00');
    const id = await office.propose();
    const tapped = await office.tap(petitionLeader, id, PHRASE);
    expect(tapped).toMatchObject({
      answered: true,
      variables: { status: 'open', statusText: expect.stringContaining('尚未留存签名') },
    });
    expect((await office.petition(id)).stage).toBe('awaitingAssignment');
  });

  it('puts no words into his mouth: an opinion that was not offered is not taken', async () => {
    const office = await openCardOffice('2026-09-28 09:00');
    const id = await office.propose();
    await office.server.store.keepSpecimen(petitionLeader, SIGNATURE, office.server.clock.now());
    const tapped = await office.tap(petitionLeader, id, '照办。');
    expect(tapped).toMatchObject({ answered: true, variables: { statusText: '请点“打开”办理。' } });
    expect((await office.petition(id)).stage).toBe('awaitingAssignment');
  });

  it('does not sign what has been changed since the card was written', async () => {
    const office = await openCardOffice('2026-09-28 09:00');
    const id = await office.propose();
    await office.server.store.keepSpecimen(petitionLeader, SIGNATURE, office.server.clock.now());
    await office.act(clerk, id, 'informPetitioner', {
      kind: 'inform',
      how: 'phone',
      on: readDay('2026-09-28'),
    });
    const tapped = await office.tap(petitionLeader, id, PHRASE);
    expect(tapped).toMatchObject({ answered: true, variables: { status: 'expired' } });
    expect((await office.petition(id)).stage).toBe('awaitingAssignment');
  });

  it('is closed, not done, when he takes another way than the one it waited for', async () => {
    const office = await openCardOffice('2026-09-28 09:00');
    const id = await office.propose();
    await office.act(petitionLeader, id, 'requestConsultation', {
      kind: 'consult',
      reason: '涉及多个部室，需要会商。',
    });
    await office.settled();
    expect(office.cardOf(petitionLeader, id)).toMatchObject({ status: 'closed', primaryLabel: '' });
  });

  it('costs no call to end when he alone has it and ended it by his tap', async () => {
    const office = await openCardOffice('2026-09-28 09:00');
    const id = await office.propose();
    await office.server.store.keepSpecimen(petitionLeader, SIGNATURE, office.server.clock.now());
    await office.tap(petitionLeader, id, PHRASE);
    await office.settled();
    const changes = office.sandbox
      .record()
      .filter(({ method, path }) => method === 'PUT' && path === '/v1.0/card/instances');
    expect(changes).toEqual([]);
    expect(office.cardOf(petitionLeader, id)).toMatchObject({ status: 'done', primaryLabel: '' });
  });
});

describe('the card of an accusation', () => {
  it('says nothing, offers nothing but to open it, and names nobody when it is over', async () => {
    const office = await openCardOffice('2026-09-28 09:00');
    const [id = ''] = await office.assign(1, { appealType: 'accusation' });
    const card = office.cardOf(liaisonA, id);
    expect(card).toMatchObject({ primaryLabel: '', secondaryLabel: '', phrases: '[]' });
    expect(card.content).not.toContain((await office.petition(id)).number);
    await office.act(liaisonB, id, 'acceptAssignment', { kind: 'accept' });
    await office.settled();
    expect(office.cardOf(liaisonA, id)).toMatchObject({
      status: 'done',
      statusText: '本环节已办结，无需办理。',
    });
  });

  it('is never decided by a tap', async () => {
    const office = await openCardOffice('2026-09-28 09:00');
    const [id = ''] = await office.assign(1, { appealType: 'accusation' });
    const tapped = await office.tap(liaisonA, id);
    expect(tapped).toMatchObject({ answered: true, variables: { statusText: '请点“打开”办理。' } });
    expect((await office.petition(id)).assignments[0]?.acceptedAt).toBeUndefined();
  });
});

describe('a step that is over before its notice has gone out', () => {
  it('is not announced any more', async () => {
    const office = await openCardOffice('2026-09-28 09:00');
    office.sandbox.setWeather('busy');
    const [id = ''] = await office.assign(1);
    await office.act(liaisonA, id, 'acceptAssignment', { kind: 'accept' });
    office.sandbox.setWeather(null);
    await office.setTime('2026-09-28 10:00');
    const messages = await office.server.store.messagesOf(id);
    const pushed = messages.find(({ template }) => template === 'assignmentPushed');
    expect(pushed).toMatchObject({ state: 'superseded', reason: 'stepOver' });
    const titles = office.sandbox.cards(liaisonB).map(({ variables }) => variables.title);
    expect(titles).not.toContain('信访件交办');
    expect(messages.find(({ template }) => template === 'counterpartAccepted')?.state).toMatch(
      /^(accepted|delivered)$/,
    );
  });
});
