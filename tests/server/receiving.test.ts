import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DAY, instant } from '../../server/domain/time.ts';
import { asking, leaving, openInbox, tapping } from '../support/receiving.ts';
import { databasePath, MONDAY, openTestStore } from '../support/store.ts';
import { connectTo } from '../support/stream-client.ts';
import { chatFrame, openStreamGateway, tapFrame } from '../support/stream-gateway.ts';

const soon = { interval: 5, timeout: 5000 };
const failing = () => Promise.reject(new TypeError('王某某要求退还宅基地'));

describe('the inbox', () => {
  it('deals with each thing once, however often it is told', async () => {
    const { receiving, dealtWith } = openInbox();
    for (let time = 0; time < 3; time += 1) {
      expect(await receiving.take(leaving('event-1'))).toBeNull();
    }
    await receiving.take(leaving('event-2'));
    await receiving.settle();
    expect(dealtWith.map(({ key }) => key)).toEqual(['event-1', 'event-2']);
  });

  it('acknowledges at once, whatever the dealing with it takes', async () => {
    const finish: (() => void)[] = [];
    const people = () =>
      new Promise<void>((done) => {
        finish.push(done);
      });
    const { receiving, store } = openInbox({ people });
    expect(await receiving.take(leaving('event-1'))).toBeNull();
    expect(finish).toHaveLength(1);
    expect(await store.dueArrivals(MONDAY, 10)).toHaveLength(1);
    finish[0]?.();
  });

  it('does not acknowledge what it could not keep', async () => {
    const store = openTestStore();
    const { receiving, dealtWith } = openInbox(
      {},
      { store: { ...store, keepArrival: () => Promise.reject(new Error('disk full')) } },
    );
    await expect(receiving.take(leaving('event-1'))).rejects.toThrow('disk full');
    expect(dealtWith).toEqual([]);
  });

  it('answers a tap with what the card shows, and a copy of it with the same', async () => {
    const { receiving } = openInbox();
    const shown = { variables: { status: 'done' } };
    expect(await receiving.take(tapping('tap-1'))).toEqual(shown);
    expect(await receiving.take(tapping('tap-1'))).toEqual(shown);
  });

  it('deals with a tap once when its copy comes while it is under way', async () => {
    const finish: (() => void)[] = [];
    const { receiving } = openInbox({
      cardTap: () =>
        new Promise((answer) => {
          finish.push(() => answer({ variables: { status: 'done' } }));
        }),
    });
    const answers = Promise.all([
      receiving.take(tapping('tap-1')),
      receiving.take(tapping('tap-1')),
    ]);
    await expect.poll(() => finish.length, soon).toBe(1);
    finish[0]?.();
    expect(await answers).toEqual([
      { variables: { status: 'done' } },
      { variables: { status: 'done' } },
    ]);
    expect(finish).toHaveLength(1);
  });

  it('leaves the card alone after 1.8 seconds, and finishes the work all the same', async () => {
    const finish: (() => void)[] = [];
    const { receiving, time, store } = openInbox({
      cardTap: () =>
        new Promise((answer) => {
          finish.push(() => answer({ variables: { status: 'done' } }));
        }),
    });
    let answer: unknown = 'none yet';
    const answered = receiving.take(tapping('tap-1')).then((shown) => {
      answer = shown;
    });
    await expect.poll(() => time.planned(), soon).toContain(1800);
    time.pass(1799);
    expect(answer).toBe('none yet');
    time.pass(1);
    await answered;
    expect(answer).toBeNull();
    expect(await store.nextArrivalAt()).toBe(MONDAY);
    finish[0]?.();
    await expect.poll(() => store.nextArrivalAt(), soon).toBeNull();
  });

  it('tries again after 2 and 10 seconds, 1 and 5 minutes, then gives up and tells the office', async () => {
    const { receiving, time, store, log } = openInbox({ people: failing });
    await receiving.take(leaving('event-1'));
    const waits: number[] = [];
    for (let attempt = 1; attempt < 5; attempt += 1) {
      const failures = () => log.filter((line) => line.startsWith('arrivalFailed')).length;
      await expect.poll(failures, soon).toBe(attempt);
      await expect
        .poll(async () => (await store.nextArrivalAt()) ?? 0, soon)
        .toBeGreaterThan(MONDAY + time.elapsed());
      const next = (await store.nextArrivalAt()) ?? MONDAY;
      waits.push(next - MONDAY - time.elapsed());
      expect(receiving.troubles()).toEqual([]);
      time.pass(next - MONDAY - time.elapsed());
      await receiving.settle();
    }
    expect(waits).toEqual([2000, 10_000, 60_000, 300_000]);
    expect(receiving.troubles()).toEqual([
      '近7天有1条来自钉钉的操作或通知处理失败，已停止重试；相关事项请在应用内办理，并请管理员查看日志。',
    ]);
    expect(await store.nextArrivalAt()).toBeNull();
    expect(log.at(-1)).toBe('arrivalGivenUp {"kind":"people","attempts":5,"error":"TypeError"}');
    expect(log.join()).not.toContain('王某某');
  });

  it('looks by itself for what is to be tried again', async () => {
    let broken = true;
    const { receiving, time, store } = openInbox({
      people: () => (broken ? failing() : Promise.resolve()),
    });
    await receiving.settle();
    await receiving.take(leaving('event-1'));
    await expect.poll(() => store.dueArrivals(MONDAY, 10), soon).toEqual([]);
    broken = false;
    await expect.poll(() => time.planned(), soon).toEqual([5000]);
    time.pass(5000);
    await expect.poll(() => store.nextArrivalAt(), soon).toBeNull();
  });

  it('deals with at most sixteen at a time, and with the others after them', async () => {
    const finish: (() => void)[] = [];
    const { receiving, store } = openInbox({
      people: () =>
        new Promise((done) => {
          finish.push(done);
        }),
    });
    for (let number = 0; number < 20; number += 1) await receiving.take(leaving(`event-${number}`));
    expect(finish).toHaveLength(16);
    for (const done of finish.splice(0)) done();
    await expect.poll(async () => (await store.dueArrivals(MONDAY, 50)).length, soon).toBe(4);
    const settled = receiving.settle();
    await expect.poll(() => finish.length, soon).toBe(4);
    for (const done of finish) done();
    await settled;
    expect(await store.nextArrivalAt()).toBeNull();
  });

  it('goes on after a restart with what was waiting', async () => {
    const path = databasePath();
    const before = openTestStore({ path });
    await before.keepArrival(
      { key: 'event-1', kind: 'people', payload: JSON.stringify(leaving('event-1')) },
      MONDAY,
    );
    await before.close();
    const { dealtWith, store } = openInbox({}, { store: openTestStore({ path }) });
    await expect.poll(() => store.nextArrivalAt(), soon).toBeNull();
    expect(dealtWith).toEqual([leaving('event-1')]);
  });

  it('keeps nothing readable, and forgets after seven days', async () => {
    const path = databasePath();
    const { receiving, store } = openInbox({ chat: failing }, { store: openTestStore({ path }) });
    await receiving.take(asking('chat:robot:msg-1', '查 XF-2026-0012'));
    await store.close();
    const file = [path, `${path}-wal`].map(contentOf).join('');
    expect(file).toContain('arrivals_waiting');
    for (const secret of ['XF-2026-0012', 'msg-1', 'user-1', 'cid-1']) {
      expect(file).not.toContain(secret);
    }
    const later = openTestStore({ path });
    const arrival = { key: 'chat:robot:msg-1', kind: 'chat', payload: '{}' };
    await later.forgetExpired(instant(MONDAY + 7 * DAY));
    expect(await later.keepArrival(arrival, MONDAY)).toBe(false);
    expect(await later.forgetExpired(instant(MONDAY + 7 * DAY + 1))).toBe(1);
    expect(await later.keepArrival(arrival, MONDAY)).toBe(true);
  });
});

describe('the inbox behind the long connection', () => {
  it('deals once with what comes again after a minute, and answers a tap again as before', async () => {
    const gateway = await openStreamGateway();
    const { receiving, dealtWith, time } = openInbox();
    connectTo(gateway, { time, take: receiving.take });
    await expect.poll(gateway.open, soon).toEqual([0]);
    const acknowledged = () => gateway.acknowledged.length;
    for (const turn of [1, 2]) {
      gateway.send(0, chatFrame('frame-1', 'msg-1', '待办'));
      gateway.send(0, tapFrame('frame-2'));
      await expect.poll(acknowledged, soon).toBe(turn * 2);
      time.pass(50_000);
    }
    await expect.poll(acknowledged, soon).toBe(4);
    const answers = gateway.acknowledged.filter(({ messageId }) => messageId === 'frame-2');
    expect(answers).toHaveLength(2);
    expect(answers[1]).toEqual(answers[0]);
    expect(dealtWith.filter(({ kind }) => kind === 'chat')).toHaveLength(1);
    expect(new Set(dealtWith.map(({ key }) => key))).toEqual(
      new Set(['chat:robot:msg-1', 'card:card-1:frame-2']),
    );
  });

  it('has everything dealt with once although frames double, links change and handlers fail', async () => {
    const gateway = await openStreamGateway();
    const failed = new Set<string>();
    const done: string[] = [];
    const { receiving, time, store } = openInbox({
      chat({ key }) {
        if (!failed.has(key)) {
          failed.add(key);
          return failing();
        }
        done.push(key);
        return Promise.resolve();
      },
    });
    const { stream } = connectTo(gateway, { time, take: receiving.take });
    for (let link = 0; link < 3; link += 1) {
      await expect.poll(stream.connected, soon).toBe(true);
      for (let number = 0; number < 5; number += 1) {
        const message = chatFrame(`f-${link}-${number}`, `m-${link}-${number}`, '帮助');
        gateway.send(link, message);
        gateway.send(link, message);
      }
      await expect.poll(() => gateway.acknowledged.length, soon).toBe((link + 1) * 10);
      gateway.close(link);
      await expect.poll(stream.connected, soon).toBe(false);
      time.pass(30_000);
    }
    await expect
      .poll(async () => {
        time.pass(2000);
        await receiving.settle();
        return await store.nextArrivalAt();
      }, soon)
      .toBeNull();
    expect(done.toSorted()).toEqual(
      [0, 1, 2].flatMap((link) =>
        [0, 1, 2, 3, 4].map((number) => `chat:robot:m-${link}-${number}`),
      ),
    );
    await expect.poll(() => gateway.requests.length, soon).toBe(4);
  });
});

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
