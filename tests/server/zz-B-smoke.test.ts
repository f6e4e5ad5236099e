import { it } from 'vitest';
import { openDingTalk } from '../support/dingtalk.ts';

it('smoke', async () => {
  const { sandbox, dingtalk, pass } = await openDingTalk({
    options: { forms: [{ processCode: 'PROC-1', name: '签批', fields: [{ label: '编号', required: true }] }] },
    config: (s) => ({ cardTemplateId: 'x.schema', approvalProcessCode: 'PROC-1', groupWebhook: s.webhookUrl, groupSecret: 'SEC-webhook-secret' }),
  });
  const show = (name: string, value: unknown) => console.log(name, JSON.stringify(value));
  const card = { outTrackId: 'c1', userIds: ['user-1', 'nobody'], variables: { title: 'a' }, summary: 's' };
  show('deliver', await dingtalk.deliverCard(card));
  show('deliver again', await dingtalk.deliverCard(card));
  show('update', await dingtalk.updateCard({ outTrackId: 'c1', variables: { status: 'done' }, personal: { 'user-1': { title: 'mine' } } }));
  show('cards', sandbox.cards('user-1'));
  show('register', await dingtalk.registerCardCallback({ url: 'https://office.example/card', secret: 'x' }));
  const toDo = { sourceId: 's1', creator: 'union-user-1', executors: ['union-user-2'], subject: '接收', urgent: true, link: 'https://office.example/#/a', dueAt: 1790564400000 as never };
  const made = await dingtalk.createToDo(toDo);
  show('todo', made);
  show('todo again', await dingtalk.createToDo(toDo));
  const taskId = made.ok ? made.value.taskId : '';
  show('todo update', await dingtalk.updateToDo({ taskId, creator: 'union-user-1', done: true, executors: ['union-user-3'] }));
  show('todos', sandbox.toDos('user-3'));
  show('todo delete', await dingtalk.deleteToDo({ taskId, creator: 'union-user-1' }));
  show('todo delete again', await dingtalk.deleteToDo({ taskId, creator: 'union-user-1' }));
  show('form', await dingtalk.createApprovalForm({ name: 'f', description: 'd', fields: [{ label: '编号', kind: 'text', required: true }] }));
  const start = await dingtalk.startApproval({ originator: 'user-1', departmentId: 1, approver: 'user-2', fields: { 编号: '12' } });
  show('start', start);
  const instanceId = start.ok ? start.value.instanceId : '';
  show('approval', await dingtalk.approval(instanceId));
  show('started', await dingtalk.approvalsStarted({ from: (1790564400000 - 1000) as never, until: 1790564500000 as never }));
  pass(16_000);
  show('end', await dingtalk.endApproval({ instanceId, by: 'user-1', remark: 'x' }));
  show('approval', await dingtalk.approval(instanceId));
  show('person', await dingtalk.person('user-1'));
  show('person', await dingtalk.person('nobody'));
  show('departments', await dingtalk.departmentsBelow(1));
  show('peopleIn', await dingtalk.peopleIn(1));
  const told = await dingtalk.sendToPeople({ userIds: ['user-1', 'nobody'], title: 't', markdown: 'm' });
  show('told', told);
  sandbox.readChat('user-1');
  show('readers', told.ok ? await dingtalk.readersOf(told.value.receipt) : 'none');
  show('ding', await dingtalk.ding({ userIds: ['user-1', 'nobody'], content: 'x' }));
  show('mention', await dingtalk.mentionInGroup({ messageId: 'm1', userIds: ['user-1'], title: 't', markdown: 'm' }));
  show('group', sandbox.group('cid-office=='));
  show('sign', await dingtalk.signPage('https://office.example/'));
  show('stream', await dingtalk.openStreamConnection());
});
