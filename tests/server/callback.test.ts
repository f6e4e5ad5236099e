import { describe, expect, it } from 'vitest';
import type { Told } from '../../server/dingtalk/arrivals.ts';
import { openCallbacks } from '../../server/dingtalk/callback.ts';
import { eventSignature, unwrap, wrap } from '../../server/dingtalk/callback-crypto.ts';
import { type Instant, instant } from '../../server/domain/time.ts';
import { at } from '../support/at.ts';
import { agreed, type Posted, postedChat, postedEvent, postedTap } from '../support/callbacks.ts';

const now = at('2026-09-28 09:00');
const left = { EventType: 'user_leave_org', eventId: 'event-1', UserId: ['user-1'] };

/** The door with what came through it. */
function openDoor() {
  const taken: Told[] = [];
  const callbacks = openCallbacks({
    ...agreed,
    clock: () => now,
    take: (told) => {
      taken.push(told);
      return Promise.resolve(told.kind === 'cardTap' ? { variables: { status: 'done' } } : null);
    },
  });
  const post = ({ path, query, headers, body }: Posted) => {
    const header = (name: string) => headers[name] ?? '';
    if (path === '/dingtalk/callback') return callbacks.event({ query, body });
    return path === '/dingtalk/robot'
      ? callbacks.robot({ header, body })
      : callbacks.card({ header, body });
  };
  return { post, taken };
}

describe("the wrapping of DingTalk's events", () => {
  it("opens DingTalk's own example, whose signature it also computes", () => {
    const encrypt =
      'YvkvaGe4hQxd3VxRmEty0dVlnCOAqwf56xwTRHDHoOURqhalbmBJQk5FNcRk42Gl5T0YQXZNwpwWSm1xAFJ5ZA==';
    const signed = { token: '123456', timestamp: '1614767836', nonce: 'A7Co0cJLMzIDtMMI', encrypt };
    expect(eventSignature(signed)).toBe('9a95a004dd16f5c307e849b994173f76aa26e5eb');
    expect(unwrap('1234567890123456789012345678901234567890123', encrypt)).toEqual({
      message: 'success',
      owner: 'dingsnotzck6pm5veliw',
    });
  });

  it('opens what it wrapped itself, whatever the length, and fills blocks of 32 bytes', () => {
    for (let length = 0; length < 70; length += 1) {
      const envelope = { message: '件'.repeat(length), owner: 'dingapp' };
      const wrapped = wrap(agreed.aesKey, envelope);
      expect(unwrap(agreed.aesKey, wrapped)).toEqual(envelope);
      expect(Buffer.from(wrapped, 'base64').length % 32).toBe(0);
    }
  });

  it('opens nothing that was cut, changed in its length or wrapped with another key', () => {
    const wrapped = wrap(agreed.aesKey, { message: 'success', owner: 'dingapp' });
    const other = '0'.repeat(43);
    expect(unwrap(agreed.aesKey, '')).toBeNull();
    expect(unwrap(agreed.aesKey, wrapped.slice(0, -8))).toBeNull();
    expect(unwrap(other, wrapped)?.owner).not.toBe('dingapp');
  });
});

describe('what DingTalk posts', () => {
  it('is acknowledged with the word success, wrapped for whom the event was', async () => {
    const { post, taken } = openDoor();
    for (const owner of [agreed.appKey, agreed.corpId]) {
      const outcome = await post(postedEvent(left, { at: now, owner }));
      const { msg_signature, timeStamp, nonce, encrypt } = answerOf(outcome);
      expect(unwrap(agreed.aesKey, encrypt)).toEqual({ message: 'success', owner });
      expect(timeStamp).toBe(String(now));
      expect(msg_signature).toBe(
        eventSignature({ token: agreed.token, timestamp: timeStamp, nonce, encrypt }),
      );
    }
    expect(taken[0]).toEqual({
      kind: 'people',
      key: 'event:event-1',
      change: 'left',
      userIds: ['user-1'],
    });
  });

  it('may be the trial of the address, which means nothing to the office', async () => {
    const { post, taken } = openDoor();
    const outcome = await post(postedEvent({ EventType: 'check_url' }, { at: now }));
    expect(outcome).toMatchObject({ known: true });
    expect(unwrap(agreed.aesKey, answerOf(outcome).encrypt)?.message).toBe('success');
    expect(taken).toEqual([]);
  });

  it('may be an event the office has no use for: acknowledged and counted, not kept', async () => {
    const { post, taken } = openDoor();
    const outcome = await post(postedEvent({ EventType: 'label_user_change' }, { at: now }));
    expect(outcome).toMatchObject({ known: false });
    expect(taken).toEqual([]);
  });

  it('may be words for the robot and a tap on a card', async () => {
    const { post, taken } = openDoor();
    expect(await post(postedChat('msg-1', { at: now }))).toEqual({
      answer: { msgtype: 'empty' },
      known: true,
    });
    expect(await post(postedTap('card-1', { at: now }))).toEqual({
      answer: {
        cardUpdateOptions: { updateCardDataByKey: true, updatePrivateDataByKey: true },
        cardData: { cardParamMap: { status: 'done' } },
      },
      known: true,
    });
    expect(taken).toMatchObject([
      { kind: 'chat', key: 'chat:robot:msg-1', senderId: 'user-1', text: '待办', inGroup: false },
      { kind: 'cardTap', outTrackId: 'card-1', actionId: 'primary', params: { phrase: '同意' } },
    ]);
  });

  it('is refused when it is older or newer than five minutes, to the millisecond', async () => {
    const { post, taken } = openDoor();
    const posts = (ms: number) => {
      const posting = { at: instant(now + ms) };
      return Promise.all([
        post(postedEvent(left, posting)),
        post(postedChat('msg-1', posting)),
        post(postedTap('card-1', posting)),
      ]);
    };
    for (const ms of [-300_000, 300_000]) {
      expect(await posts(ms)).toMatchObject([{ known: true }, { known: true }, { known: true }]);
    }
    taken.length = 0;
    const old = { fault: 'age' };
    for (const ms of [-300_001, 300_001]) expect(await posts(ms)).toEqual([old, old, old]);
    expect(taken).toEqual([]);
  });

  it('is refused when another organisation, another secret or nobody signed it', async () => {
    const { post, taken } = openDoor();
    const foreign = { at: now, owner: 'dingother' };
    expect(await post(postedEvent(left, foreign))).toEqual({ fault: 'owner' });
    expect(await post(postedChat('msg-1', foreign))).toEqual({ fault: 'owner' });
    expect(await post(postedTap('card-1', foreign))).toEqual({ fault: 'owner' });
    expect(await post(postedEvent({ ...left, CorpId: 'dingother' }, { at: now }))).toEqual({
      fault: 'owner',
    });
    expect(await post(postedEvent(left, { at: now, token: 'other' }))).toEqual({
      fault: 'signature',
    });
    for (const posted of [postedChat('msg-1', { at: now }), postedTap('card-1', { at: now })]) {
      expect(await post({ ...posted, headers: {} })).toEqual({ fault: 'signature' });
    }
    expect(await post({ ...postedEvent(left, { at: now }), query: {} })).toEqual({
      fault: 'unreadable',
    });
    expect(taken).toEqual([]);
  });
});

describe('what it means', () => {
  const meaning = async (event: object, moment: Instant = now) => {
    const { post, taken } = openDoor();
    await post(postedEvent(event, { at: moment }));
    return taken[0] ?? null;
  };

  it('is read from events of both spellings', async () => {
    const people = { kind: 'people', key: 'event:e', userIds: ['user-1', 'user-2'] };
    const userId = ['user-1', 'user-2'];
    expect(await meaning({ EventType: 'user_add_org', eventId: 'e', userId })).toEqual({
      ...people,
      change: 'joined',
    });
    expect(await meaning({ EventType: 'user_modify_org', eventId: 'e', UserId: userId })).toEqual({
      ...people,
      change: 'changed',
    });
    expect(await meaning({ EventType: 'user_leave_org', eventId: 'e', userId })).toEqual({
      ...people,
      change: 'left',
    });
    expect(await meaning({ EventType: 'org_dept_remove', eventId: 'e', deptId: [7] })).toEqual({
      kind: 'departments',
      key: 'event:e',
    });
    expect(
      await meaning({
        EventType: 'bpms_instance_change',
        eventId: 'e',
        processInstanceId: 'i',
        processCode: 'PROC-1',
        type: 'terminate',
      }),
    ).toEqual({
      kind: 'approval',
      key: 'event:e',
      instanceId: 'i',
      processCode: 'PROC-1',
      change: 'terminate',
    });
    expect(
      await meaning({
        EventType: 'robot_msg_read',
        eventId: 'e',
        processQueryKey: 'q',
        userId: 'user-1',
      }),
    ).toEqual({ kind: 'messageRead', key: 'event:e', receipt: 'q', userId: 'user-1' });
  });

  it('is nothing where a field is missing', async () => {
    expect(await meaning({ EventType: 'user_leave_org' })).toBeNull();
    expect(await meaning({ EventType: 'bpms_instance_change', type: 'finish' })).toBeNull();
    expect(await meaning({ EventType: 'robot_msg_read', userId: 'user-1' })).toBeNull();
  });

  it('has the same key for the same event without an id, and another for the next', async () => {
    const event = { EventType: 'user_leave_org', UserId: ['user-1'], TimeStamp: '1' };
    const first = await meaning(event);
    expect((await meaning(event, instant(now + 1000)))?.key).toBe(first?.key);
    expect((await meaning({ ...event, TimeStamp: '2' }))?.key).not.toBe(first?.key);
  });

  it('is read from a card whichever key holds it, with numbers as text', async () => {
    const { post, taken } = openDoor();
    const posted = postedTap('card-1', { at: now });
    const value = JSON.stringify({
      cardPrivateData: { actionIds: ['primary'], params: { count: 2 } },
    });
    await post({ ...posted, body: { ...posted.body, content: undefined, value } });
    await post(postedTap('card-2', { at: now }, { cardPrivateData: { actionIds: ['primary'] } }));
    await post(postedTap('card-3', { at: now }, { cardPrivateData: { actionIds: [] } }));
    await post({ ...posted, body: { ...posted.body, content: '{' } });
    expect(taken).toMatchObject([
      { outTrackId: 'card-1', params: { count: '2' } },
      { outTrackId: 'card-2', params: {} },
    ]);
  });

  it('tells outsiders, pictures and kept-back words from the rest', async () => {
    const { post, taken } = openDoor();
    const posted = postedChat('msg', { at: now });
    const chat = (changes: object) => post({ ...posted, body: { ...posted.body, ...changes } });
    await chat({ senderStaffId: '', conversationType: '2' });
    await chat({ text: undefined, msgtype: 'picture', content: { downloadCode: 'd' } });
    await chat({ text: undefined, errorCode: 20001, errorMessage: 'quota' });
    await chat({ text: undefined, content: { richText: [{ text: '查 ' }, { text: '12' }] } });
    await chat({ text: { content: '长'.repeat(600) } });
    expect(taken).toMatchObject([
      { senderId: null, inGroup: true },
      { text: null, overQuota: false },
      { text: null, overQuota: true },
      { text: '查 12' },
      { text: '长'.repeat(500) },
    ]);
  });
});

function answerOf(outcome: object): Readonly<Record<string, string>> & {
  readonly encrypt: string;
  readonly timeStamp: string;
  readonly nonce: string;
} {
  if (!('answer' in outcome)) throw new Error(`refused: ${JSON.stringify(outcome)}`);
  return outcome.answer as ReturnType<typeof answerOf>;
}
