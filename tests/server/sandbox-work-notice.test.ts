import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { credentials, people } from '../support/dingtalk.ts';
import { notice, openWire, sendPath } from '../support/wire.ts';

describe('a work notice', () => {
  it('may come as a form with the message as JSON text', async () => {
    const { ask, token, sandbox } = await openWire();
    const { agent_id, userid_list, msg } = notice('表单');
    const form = { agent_id: String(agent_id), userid_list, msg: JSON.stringify(msg) };
    expect((await ask(sendPath + token, { form })).body).toMatchObject({ errcode: 0, task_id: 1 });
    expect(sandbox.inbox('user-1')).toMatchObject([{ markdown: '表单' }]);
  });

  it('may come in chunks', async () => {
    const { token, sandbox } = await openWire();
    await new Promise<void>((answered, failed) => {
      const chunked = request(
        sandbox.oapiBase + sendPath + token,
        { method: 'POST', headers: { 'content-type': 'application/json' } },
        (response) => response.resume().on('end', answered),
      );
      chunked.on('error', failed);
      const text = JSON.stringify(notice('分块'));
      chunked.write(text.slice(0, 20));
      chunked.end(text.slice(20));
    });
    expect(sandbox.inbox('user-1')).toMatchObject([{ markdown: '分块' }]);
  });

  it.each([
    ['an empty list of people', notice('一', ''), 1],
    [
      '101 people',
      notice(
        '一',
        people(101)
          .map(({ userId }) => userId)
          .join(','),
      ),
      400_002,
    ],
    ['another app’s id', { ...notice('一'), agent_id: 1 }, 400_002],
    ['no message', { ...notice('一'), msg: undefined }, 400_002],
    ['a message without text', { ...notice('一'), msg: { msgtype: 'text', text: {} } }, 34_014],
    ['2049 bytes', notice('x'.repeat(2049 - 40)), 34_016],
  ])('with %s is refused', async (_, json, errcode) => {
    const { ask, token, sandbox } = await openWire();
    expect((await ask(sendPath + token, { json })).body.errcode).toBe(errcode);
    expect(sandbox.inbox('user-1')).toEqual([]);
  });

  it('of 2048 bytes is taken', async () => {
    const { ask, token } = await openWire();
    const json = notice('x'.repeat(2048 - 40));
    expect(JSON.stringify(json.msg)).toHaveLength(2048);
    expect((await ask(sendPath + token, { json })).body.errcode).toBe(0);
  });

  it('is dropped in silence when it is the 501st of the day', async () => {
    const { ask, token, sandbox, pass } = await openWire();
    for (let number = 1; number <= 501; number += 1) {
      pass(100);
      await ask(sendPath + token, { json: notice(`第${number}条`) });
    }
    expect(sandbox.inbox('user-1')).toHaveLength(500);
    expect(sandbox.record().at(-1)).toMatchObject({
      outcome: 'ok',
      silentlyDropped: [{ userId: 'user-1', code: '143105' }],
    });
  });

  it('leaves the phone when it is recalled', async () => {
    const { ask, token, sandbox } = await openWire();
    await ask(sendPath + token, { json: notice('撤回') });
    const agent_id = credentials.agentId;
    const path = (operation: string) =>
      `/topapi/message/corpconversation/${operation}?access_token=${token}`;
    const progress = await ask(path('getsendprogress'), { json: { agent_id, task_id: 1 } });
    expect(progress.body.progress).toEqual({ progress_in_percent: 100, status: 2 });
    const recalled = await ask(path('recall'), { json: { agent_id, msg_task_id: 1 } });
    expect(recalled.body.errcode).toBe(0);
    expect(sandbox.inbox('user-1')).toEqual([]);
    expect((await ask(path('recall'), { json: { agent_id, msg_task_id: 2 } })).body.errcode).toBe(
      400_002,
    );
  });
});
