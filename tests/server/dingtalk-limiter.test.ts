import { describe, expect, it } from 'vitest';
import { failed } from '../../server/dingtalk/failures.ts';
import { createLimiter } from '../../server/dingtalk/limiter.ts';
import { type Instant, instant, MINUTE } from '../../server/domain/time.ts';
import { at } from '../support/at.ts';

function openLimiter(concurrent = 1) {
  const start = at('2026-09-28 11:00');
  let now: Instant = start;
  const pass = (ms: number) => {
    now = instant(now + ms);
  };
  const limiter = createLimiter(
    { perSecond: 5, burst: 10, concurrent },
    { elapsed: () => now, wait: (ms) => Promise.resolve(pass(ms)) },
  );
  /** Milliseconds since the start at which each of the calls went out. */
  const startsOf = async (count: number) => {
    const starts: number[] = [];
    const call = () => {
      starts.push(now - start);
      return Promise.resolve({ ok: true as const, value: null });
    };
    for (let sent = 0; sent < count; sent += 1) await limiter.run(call);
    return starts;
  };
  return { limiter, startsOf, pass };
}

describe('our own rate', () => {
  it('lets ten calls go at once, then five a second', async () => {
    const { startsOf } = openLimiter();
    const starts = await startsOf(13);
    expect(starts).toEqual([...Array(10).fill(0), 200, 400, 600]);
  });

  it('lets ten go at once again after two quiet seconds', async () => {
    const { startsOf, pass } = openLimiter();
    await startsOf(10);
    pass(2000);
    expect(await startsOf(11)).toEqual([...Array(10).fill(2000), 2200]);
  });

  it('is halved for ten minutes when DingTalk throttles', async () => {
    const { limiter, startsOf, pass } = openLimiter();
    await limiter.run(() => Promise.resolve(failed('90018')));
    const starts = await startsOf(12);
    expect(starts.slice(-2)).toEqual([600, 1000]);
    pass(10 * MINUTE);
    const later = await startsOf(12);
    const gaps = later.slice(-2).map((start, index) => start - (later[index + 9] ?? 0));
    expect(gaps).toEqual([200, 200]);
  });

  it('does not stop when the machine’s clock is set back', async () => {
    const { startsOf, pass } = openLimiter();
    await startsOf(10);
    pass(-60 * MINUTE);
    const [first = 0] = await startsOf(1);
    expect(first).toBeLessThanOrEqual(-60 * MINUTE + 1000);
  });

  it('keeps two calls under way, and the third waits for a seat', async () => {
    const { limiter } = openLimiter(2);
    const finish: (() => void)[] = [];
    const call = () =>
      new Promise<{ ok: true; value: null }>((resolve) => {
        finish.push(() => resolve({ ok: true, value: null }));
      });
    const first = limiter.run(call);
    const others = [limiter.run(call), limiter.run(call)];
    await Promise.resolve();
    await Promise.resolve();
    expect(finish).toHaveLength(2);
    finish[0]?.();
    await first;
    await Promise.resolve();
    expect(finish).toHaveLength(3);
    for (const end of finish) end();
    await Promise.all(others);
  });

  it('gives the seat back when a call breaks', async () => {
    const { limiter, startsOf } = openLimiter();
    await expect(limiter.run(() => Promise.reject(new Error('bug')))).rejects.toThrow('bug');
    expect(await startsOf(1)).toEqual([0]);
  });
});
