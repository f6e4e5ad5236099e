import { describe, expect, it } from 'vitest';
import { type Office, openOffice } from '../support/office.ts';
import { city, clerk, demolition, director, petitionLeader, principal } from '../support/people.ts';
import { deliverReply, followUp, reviewAndConclude, submitReply } from '../support/walks.ts';

/** One petition, dealt with in good time, from a Monday to the following Friday. */
async function ordinaryLife(office: Office) {
  const id = await office.as(clerk).register();
  await office.as(clerk).does(id, 'signIn');
  await office.as(clerk).does(id, 'proposeAssignment', { unitId: demolition.id });
  await office.setTime('2026-09-14 09:30');
  const opinion = '请认真调查处理，按时限回复信访人。';
  await office.as(petitionLeader).does(id, 'assign', { unitId: demolition.id, opinion });
  await office.setTime('2026-09-14 10:00');
  const { liaisonA, caseworker } = demolition;
  await office.as(liaisonA).does(id, 'acceptAssignment', { caseworkerId: caseworker });
  await office.setTime('2026-09-16 15:00');
  await submitReply(office, id);
  await reviewAndConclude(office, id);
  await deliverReply(office, id);
  await office.setTime('2026-09-17 10:00');
  await followUp(office, id, 'satisfied');
  await office.as(clerk).does(id, 'answerFlags', { weeklyConsultation: false, supervision: false });
  await office.setTime('2026-09-18 18:00');
  return id;
}

const titles = (office: Office, staffId: string) =>
  office.messagesTo(staffId).map(({ title }) => title);

describe('an ordinary petition on the phones of the office', () => {
  it('tells everyone what is his to do, once, and nobody else anything', async () => {
    const office = openOffice({ at: '2026-09-14 09:00' });
    await ordinaryLife(office);
    expect(titles(office, petitionLeader)).toEqual(['请签批·交办', '请审核', '请签批·办结']);
    expect(titles(office, demolition.liaisonA)).toEqual(['信访件交办', '信访件办结']);
    expect(titles(office, demolition.liaisonB)).toEqual([
      '信访件交办',
      '信访件已接处',
      '信访件办结',
    ]);
    expect(titles(office, demolition.caseworker)).toEqual(['指定承办', '信访件办结']);
    expect(titles(office, demolition.leader)).toEqual(['请审核', '信访件办结']);
    for (const other of [principal, director, demolition.head, city.liaisonA, city.head]) {
      expect(titles(office, other)).toEqual([]);
    }
  });

  it('costs one call a message and one for its result, and ends with every message delivered', async () => {
    const office = openOffice({ at: '2026-09-14 09:00' });
    const id = await ordinaryLife(office);
    const messages = await office.store.messagesOf(id);
    for (const { state, template } of messages)
      expect([template, state]).toEqual([template, 'delivered']);
    const calls = office.dingtalk.calls();
    const notices = calls.filter(({ method }) => method === 'sendWorkNotice').length;
    expect(notices).toBe(messages.length);
    expect(calls.filter(({ method }) => method === 'fetchNoticeResult')).toHaveLength(notices);
    expect(notices).toBeLessThanOrEqual(9);
    const billed = (await office.store.calls('2026-09')).reduce((sum, { calls: n }) => sum + n, 0);
    expect(billed).toBe(calls.length);
  });

  it('says nothing of the petitioner or of what anyone wrote, and each text is its own', async () => {
    const office = openOffice({ at: '2026-09-14 09:00' });
    await ordinaryLife(office);
    const texts = (await office.outbox()).map(({ text }) => text);
    for (const text of texts) {
      expect(text).not.toMatch(/金丝雀|13800000000|330602|演示路|安置房|认真调查处理，按时限|属实/);
      expect(text).toMatch(/（通知\d+号）$/);
      expect(Buffer.byteLength(text)).toBeLessThan(1500);
    }
    expect(new Set(texts).size).toBe(texts.length);
  });
});

describe('an accusation that nobody takes up', () => {
  it('reminds only people who may open it, in neutral words, however long it is overdue', async () => {
    const office = openOffice({ at: '2026-09-14 09:00' });
    const id = await office.as(clerk).register({
      facts: { appealType: 'accusation' },
      accused: { staffIds: [], unitIds: [], outside: true },
    });
    await office.as(clerk).does(id, 'signIn');
    await office.as(clerk).does(id, 'proposeAssignment', { unitId: demolition.id });
    const opinion = '请依规核查，注意保密。';
    await office.as(principal).does(id, 'assign', { unitId: demolition.id, opinion });
    await office.setTime('2026-10-30 18:00');
    const chain = await office.store.participants(id);
    const staff = [...(await office.store.directory()).staff.keys()];
    for (const outsider of staff.filter((person) => !chain.has(person))) {
      expect([outsider, titles(office, outsider)]).toEqual([outsider, []]);
    }
    expect(titles(office, demolition.liaisonA).length).toBeGreaterThan(3);
    expect(new Set(titles(office, demolition.liaisonA))).toEqual(new Set(['待办事项']));
  });
});

describe('a message for people who have left meanwhile', () => {
  it('is superseded, and the next one goes out in the same run', async () => {
    const office = openOffice({ at: '2026-09-14 09:00' });
    const unsent = { unsent: true };
    const id = await office.as(clerk).register();
    const other = await office.as(clerk).register({ flow: 'visit' });
    await office.as(clerk).does(id, 'signIn');
    await office.as(clerk).does(id, 'proposeAssignment', { unitId: demolition.id }, unsent);
    const directory = await office.store.directory();
    const leader = directory.staff.get(petitionLeader);
    if (!leader) throw new Error('no leader');
    const staff = new Map(directory.staff).set(leader.id, { ...leader, active: false });
    await office.store.replaceDirectory({ ...directory, staff }, office.now(), () => []);
    await office
      .as(clerk)
      .does(
        other,
        'routeVisit',
        { unitId: city.id, venue: 'office', nature: 'technical', principalNeeded: false },
        unsent,
      );
    await office.jobs.pump();
    const [signature] = await office.store.messagesOf(id);
    expect(signature).toMatchObject({ state: 'superseded', reason: 'mayNotKnow' });
    expect(titles(office, petitionLeader)).toEqual([]);
    expect(titles(office, city.liaisonA)).toEqual(['现场接访']);
  });
});
