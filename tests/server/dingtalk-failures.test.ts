import { describe, expect, it } from 'vitest';
import { failureMeanings } from '../../server/dingtalk/failure-codes.ts';
import { failureOf } from '../../server/dingtalk/failures.ts';
import type { Weather } from '../../server/sandbox/sandbox.ts';
import { addressOfNobody, answering, answeringNothingMore } from '../support/answering.ts';
import { aNotice, conversationId, openDingTalk } from '../support/dingtalk.ts';

/** A connected adapter that already holds its token, then bad weather. */
async function openInWeather(weather: Weather) {
  const opened = await openDingTalk({ timeoutMs: 1_000 });
  await opened.dingtalk.fetchNoticeResult('1');
  opened.sandbox.setWeather(weather);
  return opened;
}

describe('a work notice sent while DingTalk', () => {
  it.each<[string, Weather, object]>([
    ['is busy', 'busy', { class: 'soon', code: '-1' }],
    ['throttles', 'throttled', { class: 'slow', code: '90018', retryAfterMs: 1000 }],
    ['has counted out the month', 'quota', { class: 'quota', code: '90020' }],
    ['is behind a broken gateway', 'html', { class: 'soon', code: 'busy' }],
    ['bans our address', 'blocked', { class: 'ban', retryAfterMs: 300_000 }],
    ['does not answer', 'hang', { class: 'unknown', code: 'timedOut' }],
    ['drops the connection', 'resetAfterWork', { class: 'unknown', code: 'connectionLost' }],
    ['knows no token', 'tokenInvalid', { class: 'token', code: '40014' }],
  ])('%s', async (_, weather, failure) => {
    const { dingtalk } = await openInWeather(weather);
    expect(await dingtalk.sendWorkNotice(aNotice())).toMatchObject({ ok: false, failure });
  });

  it('drops the connection may well lie on the phone', async () => {
    const { dingtalk, sandbox } = await openInWeather('resetAfterWork');
    await dingtalk.sendWorkNotice(aNotice());
    expect(sandbox.inbox('user-1')).toHaveLength(1);
  });

  it('is not there at all', async () => {
    const { dingtalk } = await openDingTalk({ config: { oapiBase: await addressOfNobody() } });
    expect(await dingtalk.sendWorkNotice(aNotice())).toMatchObject({
      failure: { class: 'soon', code: 'unreachable' },
    });
  });
});

describe('a group message sent while DingTalk', () => {
  const message = { messageId: '1', ...aNotice() };

  it.each<[string, Weather, object]>([
    ['is busy', 'busy', { class: 'soon', code: 'system.busy' }],
    ['throttles', 'throttled', { class: 'slow', retryAfterMs: 1000 }],
    ['has counted out the month', 'quota', { class: 'quota' }],
    ['is behind a broken gateway', 'html', { class: 'unknown', code: 'unreadable' }],
    ['bans our address', 'blocked', { class: 'ban', code: 'addressBanned' }],
    ['does not answer', 'hang', { class: 'unknown', code: 'timedOut' }],
    ['drops the connection', 'resetAfterWork', { class: 'unknown', code: 'connectionLost' }],
    ['knows no token', 'tokenInvalid', { class: 'token', code: 'InvalidAuthentication' }],
  ])('%s', async (_, weather, failure) => {
    const { dingtalk, sandbox } = await openInWeather(weather);
    expect(await dingtalk.sendGroupMessage(message)).toMatchObject({ ok: false, failure });
    expect(sandbox.group(conversationId)).toHaveLength(weather === 'resetAfterWork' ? 1 : 0);
  });

  it('is not there at all', async () => {
    const { dingtalk } = await openDingTalk({ config: { apiBase: await addressOfNobody() } });
    expect(await dingtalk.sendGroupMessage(message)).toMatchObject({
      failure: { class: 'soon', code: 'unreachable' },
    });
  });

  it('starts an answer and never ends it', async () => {
    const apiBase = await answeringNothingMore();
    const { dingtalk } = await openDingTalk({ timeoutMs: 1_000, config: { apiBase } });
    expect(await dingtalk.sendGroupMessage(message)).toMatchObject({
      failure: { class: 'soon', code: 'timedOut' },
    });
  });
});

describe('a work notice answered', () => {
  it.each<[string, { status?: number; body: unknown }, object]>([
    ['with a banning page', { body: '<html>deny</html>' }, { class: 'ban', retryAfterMs: 300_000 }],
    [
      'with a ban of seven minutes',
      { body: { status: 1111, wait: 7 } },
      { class: 'ban', retryAfterMs: 420_000 },
    ],
    ['with half a sentence', { body: '{"errcode":0,' }, { class: 'unknown', code: 'unreadable' }],
    ['with nothing', { body: '' }, { class: 'unknown', code: 'unreadable' }],
    ['without a task id', { body: { errcode: 0 } }, { class: 'unknown', code: 'incomplete' }],
    ['without an error code', { body: { task_id: 1 } }, { class: 'unknown', code: 'unreadable' }],
    ['by a gateway out of time', { status: 504, body: '' }, { class: 'unknown', code: 'timedOut' }],
    ['by a proxy that forbids it', { status: 403, body: {} }, { class: 'config' }],
    ['with a redirection', { status: 302, body: {} }, { class: 'config' }],
    ['with too many requests', { status: 429, body: {} }, { class: 'soon', code: 'busy' }],
    [
      'with a code nobody has described',
      { body: { errcode: 987_654 } },
      { class: 'soon', code: '987654' },
    ],
    [
      'with a missing scope',
      { body: { errcode: 60_011, errmsg: '没有权限 requiredScopes=[qyapi_base,qyapi_chat]' } },
      {
        class: 'config',
        explanation:
          '应用缺少接口权限，请管理员在钉钉开放平台为应用开通。所需权限：qyapi_base、qyapi_chat。',
      },
    ],
  ])('%s', async (_, answer, failure) => {
    const oapiBase = await answering(answer);
    const { dingtalk } = await openDingTalk({ config: { oapiBase } });
    expect(await dingtalk.sendWorkNotice(aNotice())).toMatchObject({ ok: false, failure });
  });

  it('with an error code written as text is understood', async () => {
    const oapiBase = await answering({ body: { errcode: '0', task_id: 7 } });
    const { dingtalk } = await openDingTalk({ config: { oapiBase } });
    expect(await dingtalk.sendWorkNotice(aNotice())).toEqual({ ok: true, value: { taskId: '7' } });
  });
});

describe('the answer to a notice’s result', () => {
  it.each([
    ['143103', 'soon'],
    ['143104', 'soon'],
    ['143105', 'person'],
    ['143106', 'same'],
    ['1430002', 'content'],
    ['1430003', 'ban'],
    ['1430004', 'person'],
  ])('explains the refusal %s', async (code, failureClass) => {
    const forbidden_list = [{ code: Number(code), count: 1, userid: 'user-1' }];
    const send_result = { forbidden_list, forbidden_user_id_list: ['user-2'] };
    const oapiBase = await answering({ body: { errcode: 0, send_result } });
    const { dingtalk } = await openDingTalk({ config: { oapiBase } });
    expect(await dingtalk.fetchNoticeResult('1')).toMatchObject({
      value: {
        refused: [
          { userId: 'user-2', code: 'forbidden', class: 'person' },
          { userId: 'user-1', code, class: failureClass },
        ],
      },
    });
  });
});

describe('every failure', () => {
  it('explains itself in Chinese, in a whole sentence', () => {
    for (const { explanation } of failureMeanings) expect(explanation).toMatch(/[一-鿿].*。$/u);
    expect(failureOf('nobody-knows').explanation).toMatch(/。$/u);
  });

  it('is described once', () => {
    const codes = failureMeanings.flatMap((meaning) => meaning.codes);
    expect(codes).toEqual([...new Set(codes)]);
  });

  it.each([
    ['contain.sensitiveWord', 'content'],
    ['invalidParameter.msgParam.tooLong', 'content'],
    ['invalidParameter.robotCode.empty', 'config'],
    ['too.many.requests', 'soon'],
    ['Forbidden.AccessDenied.QpmLimitForAppkeyAndApi', 'slow'],
  ])('%s is told from its family', (code, failureClass) => {
    expect(failureOf(code).class).toBe(failureClass);
  });
});
