import { describe, expect, it } from 'vitest';
import type { DingTalk } from '../../server/dingtalk/dingtalk.ts';
import { at } from '../support/at.ts';
import { type Asked, contract, contractOf, faultsOf } from '../support/dingtalk-contract.ts';
import { connectRecorded } from '../support/recorded-dingtalk.ts';

const text = { title: '新交办', markdown: '信访件 XF-2026-0012 已交办贵单位，请于今日内接收。' };
const link = 'https://office.example/petitions/12?from=notice';

/** Every method of the adapter, asked for as much as it can be. One that is missing here does not compile. */
const everything: {
  readonly [Name in keyof DingTalk]: (dingtalk: DingTalk, base: string) => Promise<{ ok: boolean }>;
} = {
  exchangeLoginCode: (to) => to.exchangeLoginCode('code-1'),
  openStreamConnection: (to) => to.openStreamConnection(),
  authorisedPart: (to) => to.authorisedPart(),
  signPage: (to) => to.signPage('https://office.example/'),
  sendWorkNotice: (to) =>
    to.sendWorkNotice({ ...text, userIds: ['user-1', 'user-2'], link, linkTitle: '查看' }),
  fetchNoticeResult: (to) => to.fetchNoticeResult('256271667526'),
  sendGroupMessage: (to) =>
    to.sendGroupMessage({ ...text, messageId: 'message-1', link, linkTitle: '查看' }),
  deliverCard: (to) =>
    to.deliverCard({
      outTrackId: 'card-1',
      userIds: ['user-1', 'user-2'],
      variables: { title: '新交办', status: 'open', phrases: '["同意"]' },
      summary: '新交办',
    }),
  updateCard: (to) =>
    to.updateCard({
      outTrackId: 'card-1',
      variables: { status: 'done' },
      personal: { 'user-1': { primaryLabel: '' } },
    }),
  registerCardCallback: (to) =>
    to.registerCardCallback({ url: 'https://office.example/dingtalk/card', secret: 'secret' }),
  createToDo: (to) =>
    to.createToDo({
      sourceId: 'step-1:liaison',
      creator: 'union+1=',
      executors: ['union-2'],
      subject: '接收信访件 XF-2026-0012',
      dueAt: at('2026-09-28 17:00'),
      urgent: true,
      link,
    }),
  updateToDo: (to) =>
    to.updateToDo({
      taskId: 'task-1',
      creator: 'union-1',
      executors: ['union-2'],
      subject: '接收信访件 XF-2026-0012',
      dueAt: at('2026-09-29 17:00'),
      done: true,
    }),
  deleteToDo: (to) => to.deleteToDo({ taskId: 'task-1', creator: 'union-1' }),
  createApprovalForm: (to) =>
    to.createApprovalForm({
      name: '信访件呈批',
      description: '领导签批',
      fields: [
        { label: '编号', kind: 'text', required: true },
        { label: '呈批意见', kind: 'paragraph', required: false },
      ],
    }),
  startApproval: (to) =>
    to.startApproval({
      originator: 'user-1',
      approver: 'user-2',
      departmentId: -1,
      fields: { 编号: 'XF-2026-0012', 呈批意见: '' },
    }),
  approval: (to) => to.approval('instance-1'),
  approvalsStarted: (to) =>
    to.approvalsStarted({ from: at('2026-09-28 10:00'), until: at('2026-09-28 11:00') }),
  endApproval: (to) => to.endApproval({ instanceId: 'instance-1', by: 'user-1', remark: '已办' }),
  person: (to) => to.person('user-1'),
  departmentsBelow: (to) => to.departmentsBelow(1),
  peopleIn: (to) => to.peopleIn(2),
  sendToPeople: (to) => to.sendToPeople({ ...text, userIds: ['user-1'] }),
  readersOf: (to) => to.readersOf('receipt+/='),
  ding: (to) => to.ding({ userIds: ['user-1'], content: '请接收' }),
  mentionInGroup: (to) => to.mentionInGroup({ ...text, messageId: 'm-1', userIds: ['user-1'] }),
  answerInSession: (to, base) =>
    to.answerInSession({
      ...text,
      sessionWebhook: `${base}/robot/sendBySession?session=s-1`,
      mention: ['user-1'],
    }),
};

describe('every request to DingTalk', () => {
  it.each(Object.entries(everything))('%s is as the documents say', async (_, ask) => {
    const { dingtalk, base, asked } = await connectRecorded();
    expect(await ask(dingtalk, base)).toMatchObject({ ok: true });
    expect(asked.flatMap(faultsOf)).toEqual([]);
  });

  it('of the contract is made by some method', async () => {
    const made = new Set<string | undefined>();
    for (const ask of Object.values(everything)) {
      const { dingtalk, base, asked } = await connectRecorded();
      await ask(dingtalk, base);
      for (const one of asked) made.add(contractOf(one)?.call);
    }
    const elsewhere = contract.map(({ call }) => call).filter((call) => !made.has(call));
    // A to-do is looked up only when there is one already.
    expect(elsewhere).toEqual(['GET /v1.0/todo/users/{unionId}/tasks/sources/{sourceId}']);
  });

  it('to the group goes by the signed webhook when there is no robot', async () => {
    const { dingtalk, sent } = await connectRecorded({ config: { groupConversationId: '' } });
    const message = { ...text, messageId: 'message-1', link, linkTitle: '查看' };
    expect((await dingtalk.sendGroupMessage(message)).ok).toBe(true);
    expect(sent('POST /robot/send')).toMatchObject([{ msgtype: 'actionCard' }]);
  });
});

describe('the contract', () => {
  const good: Asked = {
    method: 'POST',
    path: '/v1.0/robot/oToMessages/batchSend',
    query: {},
    headers: {
      'x-acs-dingtalk-access-token': 'token-1',
      'content-type': 'application/json; charset=utf-8',
    },
    body: {
      robotCode: 'ding-robot',
      userIds: ['user-1'],
      msgKey: 'sampleMarkdown',
      msgParam: '{"title":"新交办","text":"请接收"}',
    },
  };
  const people = (count: number) => Array.from({ length: count }, (_, index) => `user-${index}`);
  const withBody = (changes: object) => ({ ...good, body: { ...Object(good.body), ...changes } });

  it('knows a good request', () => {
    expect(faultsOf(good)).toEqual([]);
    expect(faultsOf(withBody({ userIds: people(20) }))).toEqual([]);
  });

  it.each<[string, Asked]>([
    ['an unknown field', withBody({ userIdType: 1 })],
    ['a missing field', withBody({ robotCode: undefined })],
    ['a number where text belongs', withBody({ robotCode: 7 })],
    ['a number inside the text', withBody({ msgParam: '{"title":"新交办","text":7}' })],
    ['a list over its limit', withBody({ userIds: people(21) })],
    [
      'a text over its limit',
      withBody({ msgParam: `{"title":"新交办","text":"${'访'.repeat(5000)}"}` }),
    ],
    ['an unknown path', { ...good, path: '/v1.0/robot/otoMessages/batchSend' }],
    ['another method', { ...good, method: 'PUT' }],
    ['a query nobody asked for', { ...good, query: { access_token: 'token-1' } }],
    ['no token', { ...good, headers: { 'content-type': 'application/json' } }],
    [
      'a body not declared as JSON',
      { ...good, headers: { 'x-acs-dingtalk-access-token': 'token-1' } },
    ],
    [
      'a slash in an id',
      { ...good, method: 'DELETE', path: '/v1.0/todo/users/union/1/tasks/2', body: null },
    ],
  ])('notices %s', (_, asked) => {
    expect(faultsOf(asked)).not.toEqual([]);
  });
});
