import { describe, expect, it } from 'vitest';
import { type CallbackOutcome, openCallbacks } from '../../server/dingtalk/callback.ts';
import { instant } from '../../server/domain/time.ts';
import { openApi } from '../support/api.ts';
import { agreed, type Posted, postedChat, postedEvent, postedTap } from '../support/callbacks.ts';
import { openInbox } from '../support/receiving.ts';
import { MONDAY } from '../support/store.ts';

type Inbox = ReturnType<typeof openInbox>;

function callbacksOf({ receiving, now }: Inbox) {
  return openCallbacks({ ...agreed, clock: now, take: receiving.take });
}

/** A door straight to the callbacks, without the web in between. */
function doorTo(inbox: Inbox): (posted: Posted) => Promise<CallbackOutcome> {
  const callbacks = callbacksOf(inbox);
  return ({ path, query, headers, body }) => {
    const header = (name: string) => headers[name] ?? '';
    if (path === '/dingtalk/callback') return callbacks.event({ query, body });
    return path === '/dingtalk/robot'
      ? callbacks.robot({ header, body })
      : callbacks.card({ header, body });
  };
}

const event = (number: number, at = MONDAY) =>
  postedEvent(
    { EventType: 'user_leave_org', eventId: `event-${number}`, UserId: [`user-${number}`] },
    { at, nonce: `nonce-${number}` },
  );

/** The ways of getting it wrong, each of which must be refused; `number` varies what is wrong. */
const spoiled: readonly ((number: number) => Posted)[] = [
  (number) => {
    const posted = event(number);
    const nonce = `${posted.query.nonce}x`;
    return { ...posted, query: { ...posted.query, nonce } };
  },
  (number) => {
    const posted = event(number);
    return { ...posted, query: { ...posted.query, msg_signature: 'f'.repeat(40) } };
  },
  (number) => event(number, instant(MONDAY - 300_001 - number)),
  (number) => event(number, instant(MONDAY + 300_001 + number)),
  (number) => {
    const posted = event(number);
    return { ...posted, query: { ...posted.query, timestamp: String(MONDAY + 1 + number) } };
  },
  (number) => {
    const posted = event(number);
    const { encrypt } = posted.body as { readonly encrypt: string };
    return { ...posted, body: { encrypt: encrypt.slice(0, -1 - (number % 60)) } };
  },
  (number) => {
    const posted = event(number);
    const { encrypt } = posted.body as { readonly encrypt: string };
    const place = number % (encrypt.length - 4);
    const letter = encrypt[place] === 'A' ? 'B' : 'A';
    return {
      ...posted,
      body: { encrypt: `${encrypt.slice(0, place)}${letter}${encrypt.slice(place + 1)}` },
    };
  },
  (number) =>
    postedEvent(
      { EventType: 'user_leave_org', UserId: ['u'] },
      {
        at: MONDAY,
        owner: `ding${number}`,
      },
    ),
  (number) => ({ ...event(number), body: {} }),
  (number) => postedChat(`old-${number}`, { at: instant(MONDAY - 300_001) }),
  (number) => postedChat(`foreign-${number}`, { at: MONDAY, owner: 'dingother' }),
  (number) => {
    const posted = postedChat(`unsigned-${number}`, { at: MONDAY });
    return { ...posted, headers: { ...posted.headers, sign: `${number}` } };
  },
  (number) => {
    const posted = postedTap(`card-${number}`, { at: MONDAY });
    const timestamp = String(MONDAY + 1 + number);
    return { ...posted, headers: { ...posted.headers, 'x-ddpaas-signature-timestamp': timestamp } };
  },
];

describe('ten thousand posts, most of them bad', () => {
  it('has none of 9,100 bad ones accepted', async () => {
    const inbox = openInbox();
    const post = doorTo(inbox);
    const fates = new Map<string, number>();
    for (let number = 0; number < 9100; number += 1) {
      const outcome = await post(spoiled[number % spoiled.length]?.(number) ?? event(number));
      const fate = 'fault' in outcome ? outcome.fault : 'accepted';
      fates.set(fate, (fates.get(fate) ?? 0) + 1);
    }
    expect(Object.fromEntries(fates)).toEqual({
      signature: 4900,
      age: 2100,
      owner: 1400,
      unreadable: 700,
    });
    expect(inbox.dealtWith).toEqual([]);
  }, 60_000);

  it('has each of 300 good ones dealt with once, though it comes three times and out of order', async () => {
    const inbox = openInbox();
    const post = doorTo(inbox);
    const good = Array.from({ length: 100 }, (_, number) => [
      event(number),
      postedChat(`msg-${number}`, { at: MONDAY }),
      postedTap(`card-${number}`, { at: MONDAY }),
    ]).flat();
    const mixed = [...good, ...good, ...good].map((_, number) => good[(number * 7) % good.length]);
    for (const posted of mixed) {
      expect(await post(posted ?? event(0))).toMatchObject({ known: true });
    }
    await inbox.receiving.settle();
    const taps = inbox.dealtWith.filter(({ kind }) => kind === 'cardTap');
    const others = inbox.dealtWith.filter(({ kind }) => kind !== 'cardTap');
    expect(others).toHaveLength(200);
    expect(new Set(others.map(({ key }) => key)).size).toBe(200);
    // Every copy of a tap gets its answer again, under one and the same key.
    expect(taps).toHaveLength(300);
    expect(new Set(taps.map(({ key }) => key)).size).toBe(100);
  });
});

describe('the addresses DingTalk posts to', () => {
  const openWeb = async (inbox: Inbox | null) => {
    const api = await openApi({
      at: '2026-09-28 09:00',
      ...(inbox ? { dingTalkCallbacks: callbacksOf(inbox) } : {}),
    });
    const post = ({ path, query, headers, body }: Posted) =>
      api.send({
        method: 'POST',
        path: `${path}?${new URLSearchParams(query)}`,
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
    return { api, post };
  };
  const posts = [
    event(1),
    postedChat('msg-1', { at: MONDAY }),
    postedTap('card-1', { at: MONDAY }),
  ];

  it('take what is signed without a session and without the header of our own pages', async () => {
    const inbox = openInbox();
    const { post } = await openWeb(inbox);
    for (const posted of posts) expect(await post(posted)).toMatchObject({ status: 200 });
    expect(inbox.dealtWith.map(({ kind }) => kind)).toEqual(['people', 'chat', 'cardTap']);
  });

  it('answer at once although dealing with it hangs', async () => {
    const finish: (() => void)[] = [];
    const people = () =>
      new Promise<void>((done) => {
        finish.push(done);
      });
    const inbox = openInbox({ people });
    const { post } = await openWeb(inbox);
    const got = await post(event(1));
    expect(got.status).toBe(200);
    expect(Object.keys(got.json()).toSorted()).toEqual([
      'encrypt',
      'msg_signature',
      'nonce',
      'timeStamp',
    ]);
    expect(finish).toHaveLength(1);
    finish[0]?.();
  });

  it('refuse everybody else in one and the same way, and note only why', async () => {
    const inbox = openInbox();
    const { api, post } = await openWeb(inbox);
    const answers = new Set<string>();
    for (let number = 0; number < spoiled.length; number += 1) {
      const got = await post(spoiled[number]?.(number) ?? event(number));
      expect(got.status).toBe(403);
      answers.add(got.json().code);
    }
    expect([...answers]).toEqual(['notFromDingTalk']);
    expect(inbox.dealtWith).toEqual([]);
    expect(api.log.join()).toContain('"fault":"owner"');
    expect(api.log.join()).not.toContain('待办');
  });

  it('are not there while DingTalk tells us by a long connection', async () => {
    const { post } = await openWeb(null);
    for (const posted of posts) expect(await post(posted)).toMatchObject({ status: 404 });
  });
});
