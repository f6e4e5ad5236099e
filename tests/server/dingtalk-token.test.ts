import { describe, expect, it } from 'vitest';
import { failed } from '../../server/dingtalk/failures.ts';
import { createTokenKeeper } from '../../server/dingtalk/token.ts';
import { MINUTE } from '../../server/domain/time.ts';
import { at } from '../support/at.ts';
import { aNotice, openDingTalk } from '../support/dingtalk.ts';

describe('the access token', () => {
  it('is fetched once for fifty notices sent together', async () => {
    const { dingtalk, asked } = await openDingTalk();
    const sent = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        dingtalk.sendWorkNotice(aNotice({ markdown: `第${index}件` })),
      ),
    );
    expect(sent.filter(({ ok }) => ok)).toHaveLength(50);
    expect(asked('asyncsend_v2')).toBe(50);
    expect(asked('accessToken')).toBe(1);
  });

  it('serves the legacy API and the new one', async () => {
    const { dingtalk, asked, sandbox } = await openDingTalk();
    await dingtalk.sendWorkNotice(aNotice());
    const posted = await dingtalk.sendGroupMessage({ messageId: '1', ...aNotice() });
    expect(posted.ok).toBe(true);
    await dingtalk.exchangeLoginCode(sandbox.issueLoginCode('user-1'));
    expect(asked('accessToken')).toBe(1);
  });

  it('is kept until five minutes before it expires', async () => {
    const { dingtalk, asked, setTime } = await openDingTalk();
    await dingtalk.fetchNoticeResult('1');
    setTime('2026-09-28 12:54:59');
    await dingtalk.fetchNoticeResult('1');
    expect(asked('accessToken')).toBe(1);
    setTime('2026-09-28 12:55:00');
    await dingtalk.fetchNoticeResult('1');
    expect(asked('accessToken')).toBe(2);
  });

  it('that DingTalk no longer knows is fetched again and the notice sent, once', async () => {
    const { dingtalk, sandbox } = await openDingTalk();
    await dingtalk.sendWorkNotice(aNotice());
    sandbox.revokeTokens();
    const sent = await dingtalk.sendWorkNotice(aNotice({ markdown: '第二件' }));
    expect(sent.ok).toBe(true);
    const trace = sandbox
      .record()
      .map(({ path, outcome }) => `${path.split('/').at(-1)} ${outcome}`);
    expect(trace.slice(2)).toEqual(['asyncsend_v2 40014', 'accessToken ok', 'asyncsend_v2 ok']);
    expect(sandbox.inbox('user-1')).toHaveLength(2);
  });

  it('that DingTalk no longer knows is fetched once for twenty notices', async () => {
    const { dingtalk, sandbox, asked } = await openDingTalk();
    await dingtalk.sendWorkNotice(aNotice());
    sandbox.revokeTokens();
    const sent = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        dingtalk.sendWorkNotice(aNotice({ markdown: `第${index}件` })),
      ),
    );
    expect(sent.every(({ ok }) => ok)).toBe(true);
    expect(asked('accessToken')).toBe(2);
  });

  it('refused even when fresh is a failure after two attempts, and the next call asks anew', async () => {
    const { dingtalk, sandbox, asked } = await openDingTalk();
    await dingtalk.fetchNoticeResult('1');
    sandbox.setWeather('tokenInvalid');
    const sent = await dingtalk.sendWorkNotice(aNotice());
    expect(sent).toMatchObject({ failure: { class: 'token', code: '40014' } });
    expect(asked('asyncsend_v2')).toBe(2);
    sandbox.setWeather(null);
    expect((await dingtalk.sendWorkNotice(aNotice())).ok).toBe(true);
    expect(asked('accessToken')).toBe(3);
  });

  it('fetched meanwhile by another call is not thrown away with the old one', async () => {
    let fetched = 0;
    const keeper = createTokenKeeper({
      fetchToken: () => {
        fetched += 1;
        return Promise.resolve({
          ok: true,
          value: { token: `token-${fetched}`, expiresInMs: 120 * MINUTE },
        });
      },
      clock: () => at('2026-09-28 11:00'),
      random: () => 0,
    });
    const knowsOnlyTheSecond = (token: string) =>
      Promise.resolve(token === 'token-1' ? failed('40014') : { ok: true as const, value: token });
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const late = keeper.withToken(async (token) => {
      if (token === 'token-1') await held;
      return await knowsOnlyTheSecond(token);
    });
    await keeper.withToken(knowsOnlyTheSecond);
    release();
    expect(await late).toEqual({ ok: true, value: 'token-2' });
    expect(fetched).toBe(2);
  });

  it('that does not arrive leaves no doubt about the notice: it was never sent', async () => {
    const { dingtalk, sandbox, asked } = await openDingTalk({ timeoutMs: 150 });
    sandbox.setWeather('hang');
    const sent = await dingtalk.sendWorkNotice(aNotice());
    expect(sent).toMatchObject({ failure: { class: 'soon', code: 'timedOut' } });
    expect(asked('asyncsend_v2')).toBe(0);
  });

  it('is not given for a wrong secret', async () => {
    const { dingtalk, asked } = await openDingTalk({ config: { appSecret: 'wrong' } });
    const sent = await dingtalk.sendWorkNotice(aNotice());
    expect(sent).toMatchObject({ failure: { class: 'config', code: 'invalidClientIdOrSecret' } });
    expect(asked('asyncsend_v2')).toBe(0);
  });

  it('renewed by another server stays good here', async () => {
    const { dingtalk, asked, pass } = await openDingTalk();
    await dingtalk.fetchNoticeResult('1');
    pass(116 * MINUTE);
    await dingtalk.fetchNoticeResult('1');
    pass(114 * MINUTE);
    await dingtalk.fetchNoticeResult('1');
    expect(asked('accessToken')).toBe(2);
  });
});
