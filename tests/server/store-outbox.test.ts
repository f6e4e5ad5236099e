import { describe, expect, it } from 'vitest';
import type { ActInput } from '../../server/domain/act-input.ts';
import { HOUR, type Instant, instant, MINUTE } from '../../server/domain/time.ts';
import type { JobMessage, LoggedMessage } from '../../server/store/message-store.ts';
import type { Store } from '../../server/store/store.ts';
import { clerk, construction, demolition, director, petitionLeader } from '../support/people.ts';
import {
  acting,
  assigned,
  databasePath,
  MONDAY,
  openTestStore,
  recorded,
  registering,
} from '../support/store.ts';
import { at, day } from '../support/time.ts';

const later = (ms: number): Instant => instant(MONDAY + ms);

describe('a message', () => {
  it('is written with the command, carries its own number and goes to people with one call', async () => {
    const store = openTestStore();
    const { id: petitionId } = await assigned(store);
    const messages = (await store.claimDueMessages(MONDAY, 10)).filter(
      ({ title }) => title === '信访件交办',
    );
    const [message] = messages;
    expect(messages).toHaveLength(1);
    expect(message).toMatchObject({
      petitionId,
      channel: { kind: 'people', staffIds: [demolition.liaisonA, demolition.liaisonB].sort() },
      attempts: 1,
      ambiguous: false,
      createdAt: MONDAY,
    });
    expect(message?.text).toContain(`通知${message?.id}号`);
    expect(message?.text).not.toContain('{');
  });

  it('is handed out once', async () => {
    const store = await withMessage();
    expect(await store.claimDueMessages(MONDAY, 10)).toHaveLength(1);
    expect(await store.claimDueMessages(MONDAY, 10)).toEqual([]);
  });

  it('is accepted, asked after, and delivered when every person has it', async () => {
    const store = await withMessage();
    const [{ id = 0 } = {}] = await store.claimDueMessages(MONDAY, 10);
    await store.recordAccepted(id, { taskId: '77', pollAt: later(MINUTE) }, MONDAY);
    expect(await store.messagesToPoll(later(MINUTE - 1), 10)).toEqual([]);
    const [polled] = await store.messagesToPoll(later(MINUTE), 10);
    expect(polled).toEqual({
      id,
      taskId: '77',
      polls: 0,
      ambiguous: false,
      acceptedAt: MONDAY,
      pending: [clerk, director].sort(),
    });
    await store.recordResult(
      id,
      [{ staffId: clerk, state: 'read' }],
      { pollAt: later(HOUR) },
      later(MINUTE),
    );
    expect((await only(store)).state).toBe('accepted');
    expect(await store.messagesToPoll(later(HOUR), 10)).toMatchObject([
      { polls: 1, pending: [director] },
    ]);
    await store.recordResult(
      id,
      [{ staffId: director, state: 'delivered' }],
      'unconfirmed',
      later(HOUR),
    );
    expect(await only(store)).toMatchObject({
      state: 'delivered',
      recipients: [
        { staffId: clerk, state: 'read' },
        { staffId: director, state: 'delivered' },
      ],
    });
    expect(await store.messagesToPoll(later(HOUR), 10)).toEqual([]);
  });

  it('that DingTalk withheld from everybody ends blocked, with the reason', async () => {
    const store = await accepted();
    const reason = '此人今日收到的工作通知已达500条上限。';
    await store.recordResult(
      1,
      [clerk, director].map((staffId) => ({ staffId, state: 'blocked', reason })),
      'unconfirmed',
      MONDAY,
    );
    expect(await only(store)).toMatchObject({ state: 'blocked', reason });
  });

  it('that reached one of two is delivered, and says of the other why not', async () => {
    const store = await accepted();
    await store.recordResult(
      1,
      [
        { staffId: clerk, state: 'delivered' },
        { staffId: director, state: 'blocked', reason: '查无此人' },
      ],
      'unconfirmed',
      MONDAY,
    );
    expect(await only(store)).toMatchObject({
      state: 'delivered',
      recipients: [{ state: 'delivered' }, { state: 'blocked', reason: '查无此人' }],
    });
  });

  it('of which nothing is ever heard stays accepted and is called unconfirmed', async () => {
    const store = await accepted();
    await store.recordResult(1, [], 'unconfirmed', later(20 * HOUR));
    expect(await only(store)).toMatchObject({ state: 'accepted', reason: 'unconfirmed' });
    expect(await store.nextMessageAt()).toBeNull();
  });

  it('sent again goes only to those who have not got it', async () => {
    const store = await accepted();
    const next = { resendAt: later(5 * MINUTE), reason: '稍后补发' };
    await store.recordResult(1, [{ staffId: clerk, state: 'delivered' }], next, MONDAY);
    expect(await store.claimDueMessages(later(5 * MINUTE - 1), 10)).toEqual([]);
    expect(await store.claimDueMessages(later(5 * MINUTE), 10)).toMatchObject([
      { channel: { staffIds: [director] }, attempts: 2 },
    ]);
  });

  it('that failed waits, counts the attempt and stays ambiguous', async () => {
    const store = await withMessage();
    await store.claimDueMessages(MONDAY, 10);
    const retryAt = later(2000);
    await store.recordFailure(1, { retryAt, reason: 'timeout', ambiguous: true }, MONDAY);
    expect(await store.claimDueMessages(later(1999), 10)).toEqual([]);
    expect(await store.nextMessageAt()).toBe(retryAt);
    await store.claimDueMessages(retryAt, 10);
    await store.recordFailure(
      1,
      { retryAt: later(9000), reason: 'busy', ambiguous: false },
      retryAt,
    );
    const [again] = await store.claimDueMessages(later(9000), 10);
    expect(again).toMatchObject({ attempts: 3, ambiguous: true });
  });

  it('that was throttled has not used up an attempt', async () => {
    const store = await withMessage();
    await store.claimDueMessages(MONDAY, 10);
    const retryAt = later(1000);
    await store.recordFailure(
      1,
      { retryAt, reason: '90018', ambiguous: false, spared: true },
      MONDAY,
    );
    expect(await store.claimDueMessages(retryAt, 10)).toMatchObject([{ attempts: 1 }]);
  });

  it.each(['blocked', 'dead', 'superseded'] as const)(
    'that is %s is never handed out again',
    async (state) => {
      const store = await withMessage();
      await store.claimDueMessages(MONDAY, 10);
      await store.recordFailure(1, { state, reason: '40035' }, MONDAY);
      expect(await only(store)).toMatchObject({ state, reason: '40035' });
      expect(await store.claimDueMessages(later(HOUR), 10)).toEqual([]);
      expect((await store.messageCounts())[state]).toBe(1);
    },
  );

  it('is handed out until it is too late, then expires', async () => {
    const store = await withMessage({ expiresAt: later(HOUR) });
    expect(await store.expireOverdue(later(HOUR - 1))).toBe(0);
    expect(await store.claimDueMessages(later(HOUR), 10)).toEqual([]);
    expect(await store.expireOverdue(later(HOUR))).toBe(1);
    expect(await only(store)).toMatchObject({ state: 'expired', reason: 'tooLate' });
  });

  it('for nobody is blocked at once instead of vanishing', async () => {
    const store = await withMessage({ channel: { kind: 'people', staffIds: [] } });
    expect(await only(store)).toMatchObject({ state: 'blocked', reason: 'nobodyToTell' });
  });

  it('for more people than one call takes becomes several, each with its own number', async () => {
    const staffIds = Array.from({ length: 201 }, (_, index) => `person-${index}`);
    const store = await withMessage({ channel: { kind: 'people', staffIds } });
    const log = await store.messageLog({ limit: 10 }, director);
    expect(log.map(({ id, recipients, text }) => [id, recipients.length, text])).toEqual([
      [3, 1, '今日提醒（通知3号）'],
      [2, 100, '今日提醒（通知2号）'],
      [1, 100, '今日提醒（通知1号）'],
    ]);
  });

  it('to the group is handed out to the group', async () => {
    const store = await withMessage({ channel: { kind: 'group' }, link: '/lists' });
    expect(await store.claimDueMessages(MONDAY, 10)).toMatchObject([
      { channel: { kind: 'group' }, link: '/lists' },
    ]);
  });

  it('is not sent before its time', async () => {
    const store = await withMessage({ sendAt: later(HOUR) });
    expect(await store.claimDueMessages(later(HOUR - 1), 10)).toEqual([]);
    expect(await store.claimDueMessages(later(HOUR), 10)).toHaveLength(1);
  });
});

describe('a server that stopped while sending', () => {
  it('hands the message out again, as of unknown fate; the old run can no longer say anything of it', async () => {
    const path = databasePath();
    const store = await withMessage({}, openTestStore({ path }));
    await store.claimDueMessages(MONDAY, 10);
    await store.close();
    const next = openTestStore({ path });
    await next.recordAccepted(1, { taskId: 'from the old run' }, MONDAY);
    expect((await only(next)).state).toBe('queued');
    expect(await next.claimDueMessages(MONDAY, 10)).toMatchObject([
      { id: 1, ambiguous: true, attempts: 2, text: '今日提醒（通知1号）' },
    ]);
  });
});

describe('somebody who meanwhile may not know of the petition', () => {
  it('is taken off its messages before they are sent', async () => {
    const store = openTestStore();
    const { id } = await assigned(store);
    const recusal: ActInput = {
      kind: 'recuse',
      staffId: demolition.liaisonA,
      reason: '与信访人有亲属关系，申请回避',
    };
    await recorded(store, acting(id, director, 'recuse', recusal));
    const sent = await store.claimDueMessages(MONDAY, 100);
    const people = sent.flatMap(({ channel }) =>
      channel.kind === 'people' ? channel.staffIds : [],
    );
    expect(people).toContain(demolition.liaisonB);
    expect(people).not.toContain(demolition.liaisonA);
    const logged = (await store.messagesOf(id)).flatMap(({ recipients }) => recipients);
    expect(logged).toContainEqual({
      staffId: demolition.liaisonA,
      state: 'blocked',
      reason: 'mayNotKnow',
    });
  });

  it('leaves a message for nobody superseded', async () => {
    const store = openTestStore();
    const { people } = await withoutStaff(store, [petitionLeader]);
    await recorded(store, registering());
    await withMessage({ channel: { kind: 'people', staffIds: [petitionLeader] } }, store);
    expect(people.staff.get(petitionLeader)?.active).toBe(false);
    expect(await store.claimDueMessages(MONDAY, 100)).toEqual([]);
    const log = await store.messageLog({ limit: 1 }, director);
    expect(log).toMatchObject([{ state: 'superseded', reason: 'mayNotKnow' }]);
  });
});

describe('the message log', () => {
  it('leaves out what belongs to petitions the viewer may not see', async () => {
    const store = openTestStore();
    const open = await assigned(store);
    const hidden = await recorded(
      store,
      registering({ facts: { appealType: 'accusation' }, accused: { staffIds: [director] } }),
    );
    await recorded(store, acting(hidden.petitionId, clerk, 'signIn'));
    const seenBy = async (viewer: string) =>
      new Set((await store.messageLog({ limit: 100 }, viewer)).map(({ petitionId }) => petitionId));
    expect(await seenBy(director)).toEqual(new Set([open.id]));
    expect(await seenBy(construction.liaisonA)).toEqual(new Set());
  });

  it('is read page by page, and by state', async () => {
    const store = openTestStore();
    for (const index of [1, 2, 3]) await withMessage({ dedupe: `digest:${index}` }, store, index);
    await store.claimDueMessages(MONDAY, 1);
    const ids = async (query: Parameters<Store['messageLog']>[0]) =>
      (await store.messageLog(query, director)).map(({ id }) => id);
    expect(await ids({ limit: 2 })).toEqual([3, 2]);
    expect(await ids({ limit: 2, before: 2 })).toEqual([1]);
    expect(await ids({ limit: 9, states: ['sending'] })).toEqual([1]);
    expect(await store.messageCounts()).toMatchObject({ queued: 2, sending: 1, dead: 0 });
    expect(await store.oldestQueuedAt()).toBe(MONDAY);
  });
});

it('calls are counted by month, interface and whether they cost', async () => {
  const store = openTestStore();
  await store.countCall('2026-09', '/send', true);
  await store.countCall('2026-09', '/send', true);
  await store.countCall('2026-09', '/token', false);
  await store.countCall('2026-10', '/send', true);
  expect(await store.calls('2026-09')).toEqual([
    { api: '/send', billable: true, calls: 2 },
    { api: '/token', billable: false, calls: 1 },
  ]);
  expect(await store.calls('2026-11')).toEqual([]);
});

describe('a job of the day', () => {
  it('is done once, with its messages', async () => {
    const store = openTestStore();
    const first = await run(store, 'a', MONDAY);
    expect(first).toEqual({
      job: 'digest',
      day: day('2026-09-28'),
      status: 'done',
      at: MONDAY,
      messages: 1,
    });
    expect(await run(store, 'b', later(MINUTE))).toBeNull();
    expect((await store.messageLog({ limit: 9 }, director)).map(({ text }) => text)).toEqual([
      'a（通知1号）',
    ]);
    expect(await store.lastJobRun('digest')).toEqual(first);
    expect(await store.lastJobRun('unheard of')).toBeNull();
  });

  it('is not done when writing its messages fails', async () => {
    const store = openTestStore();
    const broken = store.runJobOnce('digest', day('2026-09-28'), MONDAY, () => ({
      status: 'done',
      messages: [message({ dedupe: 'same' }), message({ dedupe: 'same' })],
    }));
    await expect(broken).rejects.toThrow('UNIQUE');
    expect(await store.lastJobRun('digest')).toBeNull();
    expect(await store.messageLog({ limit: 9 }, director)).toEqual([]);
    expect(await run(store, 'a', MONDAY)).not.toBeNull();
  });

  it('that was missed says so with its reason', async () => {
    const store = openTestStore();
    const reason = '停机超过补发时限';
    await store.runJobOnce('digest', day('2026-09-27'), MONDAY, () => ({
      status: 'missed',
      messages: [],
      reason,
    }));
    expect(await store.jobRuns(9)).toMatchObject([{ status: 'missed', reason, messages: 0 }]);
  });

  it('sees the open petitions and the people', async () => {
    const store = openTestStore();
    const { id } = await assigned(store);
    let seen: unknown;
    await store.runJobOnce('look', day('2026-09-28'), MONDAY, ({ open, directory }) => {
      seen = [open.map((petition) => petition.id), directory.staff.get(clerk)?.id];
      return { status: 'done', messages: [] };
    });
    expect(seen).toEqual([[id], clerk]);
  });

  it('tells a clock that has been moved back from the latest thing recorded', async () => {
    const store = openTestStore();
    expect(await store.latestRecordedAt()).toBeNull();
    await recorded(store, registering(), at('2026-09-28 09:10'));
    await store.recordAudit({ at: at('2026-09-28 09:20'), action: 'login', ok: true });
    expect(await store.latestRecordedAt()).toBe(at('2026-09-28 09:20'));
    await run(store, 'a', at('2026-09-28 09:30'));
    expect(await store.latestRecordedAt()).toBe(at('2026-09-28 09:30'));
  });
});

function message(changes: Partial<JobMessage> = {}): JobMessage {
  return {
    dedupe: 'digest:2026-09-28',
    channel: { kind: 'people', staffIds: [clerk, director] },
    template: 'digest',
    title: '每日提醒',
    text: '今日提醒（通知{notice}号）',
    expiresAt: later(72 * HOUR),
    ...changes,
  };
}

async function withMessage(
  changes: Partial<JobMessage> = {},
  store = openTestStore(),
  days = 0,
): Promise<Store> {
  const today = day(`2026-09-${28 - days}`);
  await store.runJobOnce('digest', today, MONDAY, () => ({
    status: 'done',
    messages: [message(changes)],
  }));
  return store;
}

async function accepted(): Promise<Store> {
  const store = await withMessage();
  await store.claimDueMessages(MONDAY, 10);
  await store.recordAccepted(1, { taskId: '77', pollAt: later(MINUTE) }, MONDAY);
  return store;
}

function run(store: Store, text: string, now: Instant) {
  return store.runJobOnce('digest', day('2026-09-28'), now, () => ({
    status: 'done',
    messages: [message({ text: `${text}（通知{notice}号）`, dedupe: `digest:${text}` })],
  }));
}

async function only(store: Store): Promise<LoggedMessage> {
  const [logged, another] = await store.messageLog({ limit: 2 }, director);
  if (!logged || another) throw new Error('not exactly one message');
  return logged;
}

async function withoutStaff(store: Store, gone: readonly string[]) {
  const { staff, units } = await store.directory();
  const remaining = [...staff].map(
    ([id, person]) => [id, gone.includes(id) ? { ...person, active: false } : person] as const,
  );
  const people = await store.replaceDirectory(
    { units, staff: new Map(remaining) },
    MONDAY,
    () => [],
  );
  return { people };
}
