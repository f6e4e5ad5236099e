import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DAY, MINUTE } from '../../server/domain/time.ts';
import type { Sandbox } from '../../server/sandbox/sandbox.ts';
import { aNotice, conversationId, credentials, openDingTalk } from '../support/dingtalk.ts';
import { openWire } from '../support/wire.ts';

describe('a sandbox with a journal', () => {
  it('still knows after a restart what it showed to whom', async () => {
    const journal = aJournal();
    const first = await openDingTalk({ options: { journal } });
    const sent = await first.dingtalk.sendWorkNotice(aNotice());
    await first.dingtalk.sendGroupMessage(aPost);
    first.sandbox.markRead('1', 'user-1');
    await first.sandbox.stop();

    const second = await openDingTalk({ options: { journal } });
    expect(sent).toMatchObject({ value: { taskId: '1' } });
    expect(second.sandbox.inbox('user-2')).toEqual(first.sandbox.inbox('user-2'));
    expect(second.sandbox.group(conversationId)).toEqual(first.sandbox.group(conversationId));
    expect(second.sandbox.record()).toEqual(first.sandbox.record());
    expect(await second.dingtalk.fetchNoticeResult('1')).toMatchObject({
      value: { readUserIds: ['user-1'], unreadUserIds: ['user-2'] },
    });
  });

  it('still knows cards, to-dos, approvals, chats, DINGs and who left', async () => {
    const journal = aJournal();
    const first = await openWire({ options: { journal, forms: [form] } });
    await fill(first);
    const known = seenBy(first.sandbox);
    expect(known).toEqual({
      cards: [expect.objectContaining({ variables: { title: '已接件' } })],
      toDos: [expect.objectContaining({ done: true })],
      approvals: [expect.objectContaining({ result: 'agree' })],
      chat: [
        expect.objectContaining({ from: 'robot', readAt: first.now() }),
        expect.objectContaining({ from: 'person' }),
      ],
      dings: [expect.objectContaining({ content: '请接收。' })],
      people: ['user-1', 'user-2', 'user-9'],
    });
    await first.sandbox.stop();

    const second = await openWire({ options: { journal, forms: [form] } });
    expect(seenBy(second.sandbox)).toEqual(known);
  });

  it('numbers on and still drops the same text on the same day', async () => {
    const journal = aJournal();
    const first = await openDingTalk({ options: { journal } });
    await first.dingtalk.sendWorkNotice(aNotice());
    await first.sandbox.stop();

    const second = await openDingTalk({ options: { journal } });
    const again = await second.dingtalk.sendWorkNotice(aNotice());
    expect(again).toMatchObject({ value: { taskId: '2' } });
    expect(second.sandbox.inbox('user-1')).toHaveLength(1);
    second.pass(DAY);
    await second.dingtalk.sendWorkNotice(aNotice());
    expect(second.sandbox.inbox('user-1')).toHaveLength(2);
  });

  it('has the month’s calls spent before the restart', async () => {
    const options = { journal: aJournal(), quota: 1 };
    const first = await openDingTalk({ options });
    expect(await first.dingtalk.sendGroupMessage(aPost)).toMatchObject({ ok: true });
    await first.sandbox.stop();

    const second = await openDingTalk({ options });
    second.pass(MINUTE);
    expect(await second.dingtalk.sendGroupMessage(aPost)).toMatchObject({
      failure: { class: 'quota' },
    });
  });

  it('forgets a line that was cut short, and writes on after the last whole one', async () => {
    const journal = aJournal();
    const first = await openDingTalk({ options: { journal } });
    await first.dingtalk.sendGroupMessage(aPost);
    await first.sandbox.stop();
    appendFileSync(journal, '{"kind":"post","key":"cut sh');

    const second = await openDingTalk({ options: { journal } });
    await second.dingtalk.sendGroupMessage(aPost);
    await second.sandbox.stop();
    const third = await openDingTalk({ options: { journal } });
    expect(third.sandbox.group(conversationId)).toHaveLength(2);
  });
});

async function fill({ askOpen, sandbox }: Awaited<ReturnType<typeof openWire>>): Promise<void> {
  const { robotCode } = credentials;
  const post = async (path: string, json: object) => (await askOpen('POST', path, json)).body;
  await post('/v1.0/card/instances/createAndDeliver', {
    cardTemplateId: 'petition.schema',
    outTrackId: 'card-1',
    openSpaceId: 'dtv1.card//IM_ROBOT.user-1',
    cardData: { cardParamMap: { title: '新交办' } },
    imRobotOpenSpaceModel: { supportForward: false },
    imRobotOpenDeliverModel: { spaceType: 'IM_ROBOT', robotCode },
  });
  await askOpen('PUT', '/v1.0/card/instances', {
    outTrackId: 'card-1',
    cardData: { cardParamMap: { title: '已接件' } },
  });
  const tasks = '/v1.0/todo/users/union-user-1/tasks';
  const toDo = { subject: '接收', executorIds: ['union-user-1'] };
  const detailUrl = { appUrl: 'https://office.example/', pcUrl: 'https://office.example/' };
  const { id } = await post(tasks, { ...toDo, detailUrl });
  await askOpen('PUT', `${tasks}/${String(id)}`, { done: true });
  const { instanceId } = await post('/v1.0/workflow/processInstances', {
    originatorUserId: 'user-2',
    processCode: form.processCode,
    approvers: [{ actionType: 'NONE', userIds: ['user-1'] }],
    formComponentValues: [{ name: '信访编号', value: 'XF-2026-0012' }],
  });
  sandbox.decideApproval('user-1', String(instanceId), 'agree', '同意');
  const message = { msgKey: 'sampleText', msgParam: '{"content":"请接收。"}' };
  await post('/v1.0/robot/oToMessages/batchSend', { robotCode, userIds: ['user-1'], ...message });
  sandbox.readChat('user-1');
  sandbox.say({ by: 'user-1', conversationId: null, text: '待办' });
  const ding = { remindType: 1, receiverUserIdList: ['user-1'], content: '请接收。' };
  await post('/v1.0/robot/ding/send', { robotCode, ...ding });
  sandbox.leave('user-3');
  sandbox.join({ userId: 'user-9', name: '新来的' });
}

function seenBy(sandbox: Sandbox) {
  return {
    cards: sandbox.cards('user-1'),
    toDos: sandbox.toDos('user-1'),
    approvals: sandbox.approvals('user-1'),
    chat: sandbox.chat('user-1'),
    dings: sandbox.dings('user-1'),
    people: sandbox.people().map(({ userId }) => userId),
  };
}

const form = {
  processCode: 'PROC-SIGNING',
  name: '信访件签批',
  fields: [{ label: '信访编号', required: true }],
};

const aPost = {
  messageId: 'notice-1',
  title: '每日提醒',
  markdown: '今日无待办。',
  link: 'https://office.example/',
  linkTitle: '查看',
};

function aJournal(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-journal-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'dingtalk.jsonl');
}
