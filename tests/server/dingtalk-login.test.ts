import { describe, expect, it } from 'vitest';
import { openDingTalk } from '../support/dingtalk.ts';

describe('a login code', () => {
  it('is exchanged for the person, free of charge', async () => {
    const { dingtalk, sandbox, billed } = await openDingTalk();
    const person = await dingtalk.exchangeLoginCode(sandbox.issueLoginCode('user-2'));
    expect(person).toEqual({ ok: true, value: { userId: 'user-2', name: '联络员2' } });
    expect(billed.map(({ billable }) => billable)).toEqual([false, false]);
  });

  it('is good once', async () => {
    const { dingtalk, sandbox } = await openDingTalk();
    const code = sandbox.issueLoginCode('user-2');
    await dingtalk.exchangeLoginCode(code);
    expect(await dingtalk.exchangeLoginCode(code)).toMatchObject({
      failure: { class: 'person', code: '40078' },
    });
  });

  it.each([
    ['2026-09-28 11:04:59', true],
    ['2026-09-28 11:05:00', false],
  ])('issued at 11:00 and exchanged at %s', async (time, isGood) => {
    const { dingtalk, sandbox, setTime } = await openDingTalk();
    const code = sandbox.issueLoginCode('user-2');
    setTime(time);
    expect((await dingtalk.exchangeLoginCode(code)).ok).toBe(isGood);
  });

  it('that nobody issued is refused', async () => {
    const { dingtalk } = await openDingTalk();
    expect(await dingtalk.exchangeLoginCode('forged')).toMatchObject({
      failure: { class: 'person', code: '40078' },
    });
  });

  it('does not queue behind messages', async () => {
    const { dingtalk, sandbox, now } = await openDingTalk();
    for (let count = 0; count < 10; count += 1) await dingtalk.fetchNoticeResult('1');
    const before = now();
    const person = await dingtalk.exchangeLoginCode(sandbox.issueLoginCode('user-1'));
    expect(person.ok).toBe(true);
    expect(now()).toBe(before);
  });
});
