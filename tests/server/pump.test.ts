import { describe, expect, it } from 'vitest';
import { DAY, HOUR, instant, isoText, MINUTE, SECOND } from '../../server/domain/time.ts';
import { type Office, openOffice } from '../support/office.ts';
import { clerk, demolition, petitionLeader } from '../support/people.ts';
import { at } from '../support/time.ts';
import { assigned } from '../support/walks.ts';

const { liaisonA, liaisonB } = demolition;

/** The push of an assignment to both liaisons, as the office sees it. */
async function pushOf(office: Office, id: string) {
  const messages = await office.store.messagesOf(id);
  const push = messages.find(({ template }) => template === 'assignmentPushed');
  if (!push) throw new Error('nothing was pushed');
  return push;
}
/** Beijing times of the calls that carried the push. */
const pushCalls = (office: Office) =>
  office.dingtalk
    .calls()
    .filter(({ method, text }) => method === 'sendWorkNotice' && text.includes('信访件交办'))
    .map((call) => isoText(call.at).slice(5).replace('+08:00', ''));
const polls = (office: Office) =>
  office.dingtalk.calls().filter(({ method }) => method === 'fetchNoticeResult');

/** An assignment made while DingTalk is as the test wants it; nothing has gone out yet. */
async function assignedUnsent(office: Office): Promise<string> {
  const id = await office.as(clerk).register();
  await office.as(clerk).does(id, 'signIn');
  await office.as(clerk).does(id, 'proposeAssignment', { unitId: demolition.id });
  const input = { unitId: demolition.id, opinion: '请办理。' };
  await office.as(petitionLeader).does(id, 'assign', input, { unsent: true });
  return id;
}

describe('a message to both liaisons', () => {
  it('is one call for both, and delivered once its result says so', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    const id = await assigned(office);
    expect(await pushOf(office, id)).toMatchObject({ state: 'accepted', attempts: 1 });
    expect(pushCalls(office)).toEqual(['09-28T09:00:00']);
    await office.setTime('2026-09-28 09:05');
    expect(await pushOf(office, id)).toMatchObject({
      state: 'delivered',
      recipients: [
        { staffId: liaisonA, state: 'delivered' },
        { staffId: liaisonB, state: 'delivered' },
      ],
    });
    const asked = polls(office).length;
    await office.setTime('2026-09-28 10:00');
    expect(polls(office)).toHaveLength(asked);
  });

  it('carries its number, its petition and its link, and no line of it is lost in markdown', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    const id = await assigned(office);
    const [notice] = office.messagesTo(liaisonA);
    const { id: number, text } = await pushOf(office, id);
    expect(text).toContain(`（通知${number}号）`);
    expect(notice?.text).toBe(text.replaceAll('\n', '  \n  '));
    expect(notice?.link).toBe(`https://office.example/#/petitions/${id}?notice=${number}`);
  });

  it('knows who has read it', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    office.dingtalk.read(liaisonB);
    const id = await assigned(office);
    await office.setTime('2026-09-28 09:06');
    const { recipients } = await pushOf(office, id);
    expect(recipients.map(({ state }) => state)).toEqual(['delivered', 'read']);
  });

  it('is never sent by the request that caused it', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    const before = office.dingtalk.calls().length;
    const id = await assignedUnsent(office);
    expect(await pushOf(office, id)).toMatchObject({ state: 'queued', attempts: 0 });
    expect(pushCalls(office)).toEqual([]);
    await office.jobs.pump();
    expect(pushCalls(office)).toHaveLength(1);
    expect(office.dingtalk.calls().length).toBeGreaterThan(before);
  });
});

describe('a message that DingTalk does not take', () => {
  it('is tried again after 2, 4 and 8 seconds while DingTalk is busy', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    const id = await assignedUnsent(office);
    office.dingtalk.failNext(3, '-1');
    await office.setTime('2026-09-28 09:01');
    expect(pushCalls(office)).toEqual([
      '09-28T09:00:00',
      '09-28T09:00:02',
      '09-28T09:00:06',
      '09-28T09:00:14',
    ]);
    expect(await pushOf(office, id)).toMatchObject({ state: 'accepted', attempts: 4 });
    expect(office.messagesTo(liaisonA)).toHaveLength(1);
  });

  it('waits as long as DingTalk asks when throttled, without that counting as an attempt', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    const id = await assignedUnsent(office);
    office.dingtalk.failNext(2, '90002');
    await office.setTime('2026-09-28 09:03');
    expect(pushCalls(office)).toEqual(['09-28T09:00:00', '09-28T09:01:00', '09-28T09:02:00']);
    expect(await pushOf(office, id)).toMatchObject({ attempts: 1 });
  });

  it('is held back for five minutes when the address is banned, and so are the others', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    await assignedUnsent(office);
    const before = office.dingtalk.calls().length;
    office.dingtalk.failNext(1, 'addressBanned');
    await assigned(office);
    await office.setTime('2026-09-28 09:04:59');
    expect(office.dingtalk.calls()).toHaveLength(before + 1);
    expect(office.jobs.troubles()).toMatchObject([
      { what: 'workNotices', until: at('2026-09-28 09:05') },
    ]);
    await office.setTime('2026-09-28 09:05:01');
    expect(office.messagesTo(liaisonA)).toHaveLength(2);
    expect(office.jobs.troubles()).toEqual([]);
  });

  it('is blocked with the reason when nobody of it can be reached', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    const id = await assignedUnsent(office);
    office.dingtalk.failNext(1, '33012');
    await office.jobs.settle();
    expect(await pushOf(office, id)).toMatchObject({
      state: 'blocked',
      reason: expect.stringContaining('通讯录中没有此人'),
      recipients: [{ state: 'blocked' }, { state: 'blocked' }],
    });
  });

  it('is dead with an alarm when its text is refused, and the next one goes out', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    const refused = await assignedUnsent(office);
    office.dingtalk.failNext(1, '41049');
    const next = await assigned(office);
    expect(await pushOf(office, refused)).toMatchObject({ state: 'dead' });
    expect(await pushOf(office, next)).toMatchObject({ state: 'accepted' });
    expect(office.complaints).toContain('dingtalkRefuses');
  });

  it('waits for the administrator when the configuration is wrong, asking less and less often', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    const id = await assignedUnsent(office);
    office.dingtalk.failNext(Number.POSITIVE_INFINITY, '60020');
    await office.setTime('2026-09-28 11:29');
    expect(pushCalls(office)).toEqual([
      '09-28T09:00:00',
      '09-28T09:10:00',
      '09-28T09:30:00',
      '09-28T10:10:00',
    ]);
    expect((await pushOf(office, id)).reason).toContain('白名单');
    expect(office.jobs.troubles()).toMatchObject([
      { what: 'backlog' },
      { what: 'workNotices', explanation: expect.stringContaining('白名单') },
    ]);
    office.dingtalk.fairWeather();
    await office.setTime('2026-09-28 11:36');
    expect(await pushOf(office, id)).toMatchObject({ state: 'delivered' });
  });

  it('stops for nobody but its own channel: a group without a robot leaves the liaisons their notices', async () => {
    const office = openOffice({ at: '2026-09-28 08:00' });
    office.dingtalk.failNext(Number.POSITIVE_INFINITY, 'groupNotConfigured', 'sendGroupMessage');
    await office.setTime('2026-09-28 09:00');
    expect(office.jobs.troubles()).toMatchObject([{ what: 'backlog' }, { what: 'groupMessages' }]);
    await assigned(office);
    expect(office.messagesTo(liaisonA)).toHaveLength(1);
    await office.setTime('2026-09-28 18:31');
    const [digest] = await office.outbox();
    expect(digest).toMatchObject({ template: 'dailyDigest', state: 'expired' });
  });
});

describe('DingTalk out of order for 72 hours', () => {
  it('loses nothing, lets the office work, and is told everything soon after it is back', async () => {
    const office = openOffice({ at: '2026-09-21 09:00' });
    office.dingtalk.failNext(Number.POSITIVE_INFINITY, 'unreachable');
    const ids: string[] = [];
    for (const hour of ['10:00', '10:30', '15:00']) {
      await office.setTime(`2026-09-21 ${hour}`);
      ids.push(await assigned(office));
    }
    await office.setTime('2026-09-23 10:00');
    ids.push(await assigned(office));
    expect(office.complaints).toContain('messagesWait');
    expect(office.messagesTo(liaisonA)).toEqual([]);
    await office.setTime('2026-09-24 09:00');
    const callsMeanwhile = office.dingtalk
      .calls()
      .filter(({ method }) => method === 'sendWorkNotice').length;
    // A probe every five minutes and no more, whatever waits.
    expect(callsMeanwhile).toBeLessThan((72 * HOUR) / (5 * MINUTE) + 30);
    office.dingtalk.fairWeather();
    await office.setTime('2026-09-24 09:15');
    for (const id of ids) expect(await pushOf(office, id)).toMatchObject({ state: 'delivered' });
    const pushes = office.messagesTo(liaisonA).filter(({ title }) => title === '信访件交办');
    expect(pushes).toHaveLength(4);
    const { queued, sending, dead, blocked } = await office.store.messageCounts();
    expect({ queued, sending, dead, blocked }).toEqual({
      queued: 0,
      sending: 0,
      dead: 0,
      blocked: 0,
    });
    expect(office.jobs.troubles()).toEqual([]);
  }, 60_000);

  it('leaves no message without a named end', async () => {
    const office = openOffice({ at: '2026-09-21 09:00' });
    office.dingtalk.failNext(Number.POSITIVE_INFINITY, 'unreachable');
    await assigned(office);
    await office.setTime('2026-09-21 18:01');
    office.skipTo('2026-09-26 09:00');
    await office.jobs.settle();
    for (const message of await office.outbox()) {
      expect([message.template, message.state, message.reason]).toEqual([
        message.template,
        expect.stringMatching(/^(expired|superseded)$/),
        expect.any(String),
      ]);
    }
  });
});

describe('a month without calls', () => {
  it('is waited out: not one call before the next month', async () => {
    const office = openOffice({ at: '2026-09-29 09:00' });
    const id = await assignedUnsent(office);
    office.dingtalk.failNext(1, '90020');
    const before = office.dingtalk.calls().length;
    await office.setTime('2026-09-30 23:59:59');
    const sent = office.dingtalk.calls().filter(({ method }) => method === 'sendWorkNotice');
    expect(sent.length).toBeLessThanOrEqual(before + 1);
    expect((await pushOf(office, id)).reason).toContain('本月钉钉接口调用量已用完');
    await office.setTime('2026-10-01 00:00');
    expect(await pushOf(office, id)).toMatchObject({ state: 'accepted' });
  });

  it('has a reserve: below a fifth of the budget results are not asked for, messages still go out', async () => {
    const office = openOffice({ at: '2026-09-28 09:00', monthlyBudget: 40 });
    for (let call = 0; call < 32; call++) await office.store.countCall('2026-09', '/test', true);
    const spared = await assigned(office);
    await office.setTime('2026-09-29 20:00');
    expect(polls(office)).toEqual([]);
    expect(office.messagesTo(liaisonA).length).toBeGreaterThan(0);
    expect(await pushOf(office, spared)).toMatchObject({
      state: 'accepted',
      reason: 'unconfirmed',
    });
  });

  it('is not reached by calls that are not billed', async () => {
    const office = openOffice({ at: '2026-09-28 09:00', monthlyBudget: 40 });
    for (let call = 0; call < 400; call++) await office.store.countCall('2026-09', '/test', false);
    const id = await assigned(office);
    await office.setTime('2026-09-28 09:05');
    expect(await pushOf(office, id)).toMatchObject({ state: 'delivered' });
  });
});

describe('success that shows nobody anything', () => {
  it('is found out by the result and stands there as blocked, with the reason, within ten minutes', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    office.dingtalk.drop(liaisonA, '1430004');
    office.dingtalk.drop(liaisonB, '143105');
    const id = await assigned(office);
    expect(await pushOf(office, id)).toMatchObject({ state: 'accepted' });
    await office.setTime('2026-09-28 09:10');
    expect(await pushOf(office, id)).toMatchObject({
      state: 'blocked',
      recipients: [
        { state: 'blocked', reason: expect.stringContaining('高管保护') },
        { state: 'blocked', reason: expect.any(String) },
      ],
    });
    expect((await office.store.toDo(liaisonA)).map((petition) => petition.id)).toEqual([id]);
  });

  it('reaches the other liaison all the same', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    office.dingtalk.drop(liaisonA, '1430004');
    const id = await assigned(office);
    await office.setTime('2026-09-28 09:10');
    const { state, recipients } = await pushOf(office, id);
    expect(state).toBe('delivered');
    expect(recipients.map((recipient) => recipient.state)).toEqual(['blocked', 'delivered']);
  });

  it('for the same text is a fault of numbering unless the call before was in doubt', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    office.dingtalk.drop(liaisonA, '143106');
    const id = await assigned(office);
    await office.setTime('2026-09-28 09:10');
    const [first] = (await pushOf(office, id)).recipients;
    expect(first).toMatchObject({ state: 'blocked', reason: expect.stringContaining('编号错误') });
  });

  it('is sent once more, to those it did not reach, and then left to the telephone', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    office.dingtalk.drop(liaisonA, 'failed');
    const id = await assigned(office);
    await office.setTime('2026-09-28 09:30');
    const pushes = office.dingtalk.calls().filter(({ text }) => text.includes('信访件交办'));
    expect(pushes.map(({ userIds }) => userIds)).toEqual([[liaisonA, liaisonB], [liaisonA]]);
    expect((await pushOf(office, id)).recipients).toMatchObject([
      { state: 'blocked', reason: expect.stringContaining('改用其他方式') },
      { state: 'delivered' },
    ]);
  });

  it('without any result is asked after at five minutes, two and twenty hours', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    office.dingtalk.drop(liaisonA, 'missing');
    const id = await assignedUnsent(office);
    await office.jobs.pump();
    const before = polls(office).length;
    await office.as(liaisonB).does(id, 'acceptAssignment', { caseworkerId: demolition.caseworker });
    await office.setTime('2026-09-29 08:00');
    const since = polls(office)
      .slice(before)
      .map((call) => call.at - at('2026-09-28 09:00'));
    expect(since).toContain(5 * MINUTE);
    expect(since).toContain(2 * HOUR);
    expect(since).toContain(20 * HOUR);
    expect(await pushOf(office, id)).toMatchObject({ state: 'accepted', reason: 'unconfirmed' });
  });

  it('is given up without a call when the server slept through the day DingTalk remembers', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    const id = await assigned(office);
    const before = polls(office).length;
    office.skipTo(instant(office.now() + DAY + SECOND));
    await office.jobs.pump();
    expect(polls(office)).toHaveLength(before);
    expect(await pushOf(office, id)).toMatchObject({ state: 'accepted', reason: 'unconfirmed' });
  });
});

describe('a process that dies between sending and writing it down', () => {
  it('sends the same text again under the same number, and the phone shows it once', async () => {
    const office = openOffice({ at: '2026-09-28 09:00', onDisk: true });
    const id = await assignedUnsent(office);
    office.dingtalk.hangNext();
    void office.jobs.pump();
    await expect.poll(() => pushCalls(office).length).toBe(1);
    await office.restart('killed');
    await office.setTime('2026-09-28 09:05');
    const texts = office.dingtalk
      .calls()
      .filter(({ text }) => text.includes('信访件交办'))
      .map(({ text }) => text);
    expect(texts).toHaveLength(2);
    expect(texts[1]).toBe(texts[0]);
    expect(office.messagesTo(liaisonA)).toHaveLength(1);
    expect(await pushOf(office, id)).toMatchObject({ state: 'delivered' });
  });

  it('does not send twice what was written down', async () => {
    const office = openOffice({ at: '2026-09-28 09:00', onDisk: true });
    const id = await assigned(office);
    await office.restart('killed');
    await office.setTime('2026-09-28 09:05');
    expect(pushCalls(office)).toHaveLength(1);
    expect(await pushOf(office, id)).toMatchObject({ state: 'delivered' });
  });

  it('is told apart from an answer that never came, which is tried again by the living process', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    const id = await assignedUnsent(office);
    office.dingtalk.failNext(1, 'timedOut');
    await office.setTime('2026-09-28 09:06');
    expect(pushCalls(office)).toHaveLength(2);
    expect(office.messagesTo(liaisonB)).toHaveLength(1);
    expect(await pushOf(office, id)).toMatchObject({ state: 'delivered' });
  });
});
