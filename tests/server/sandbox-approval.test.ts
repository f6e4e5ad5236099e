import { describe, expect, it } from 'vitest';
import { DAY, SECOND } from '../../server/domain/time.ts';
import { openStream } from '../support/sandbox-stream.ts';
import { openWire } from '../support/wire.ts';

type Wire = Awaited<ReturnType<typeof openWire>>;

const instances = '/v1.0/workflow/processInstances';

describe('an approval', () => {
  it('waits for its approver and is told with its start and its result', async () => {
    const wire = await openWire();
    const stream = await openStream(wire);
    const { processCode, instanceId } = await started(wire);
    const start = await stream.next('EVENT');
    stream.acknowledge(start, { status: 'SUCCESS' });
    expect(start).toMatchObject({
      headers: { eventType: 'bpms_instance_change' },
      data: { processInstanceId: instanceId, processCode, type: 'start', staffId: 'user-1' },
    });
    expect(start.data.result).toBeUndefined();
    expect(wire.sandbox.approvals('user-2')).toMatchObject([
      {
        instanceId,
        title: '联络员1提交的信访件签批',
        fields: [{ label: '信访编号', value: 'XF-2026-0012' }],
        status: 'running',
        waiting: true,
      },
    ]);
    expect(wire.sandbox.decideApproval('user-2', instanceId, 'refuse', '请补充')).toBe(true);
    expect(await stream.next('EVENT')).toMatchObject({
      data: { processInstanceId: instanceId, type: 'finish', result: 'refuse' },
    });
    expect(wire.sandbox.approvals('user-2')).toMatchObject([
      { status: 'completed', result: 'refuse', remark: '请补充', waiting: false },
    ]);
    expect(wire.sandbox.decideApproval('user-2', instanceId, 'agree', '')).toBe(false);
  });

  it('is looked up with who decided what', async () => {
    const wire = await openWire();
    const { instanceId } = await started(wire);
    const look = async () =>
      (await wire.askOpen('GET', `${instances}?processInstanceId=${instanceId}`)).body;
    expect(await look()).toMatchObject({
      success: 'true',
      result: { status: 'RUNNING', result: '', tasks: [{ userId: 'user-2', status: 'RUNNING' }] },
    });
    wire.sandbox.decideApproval('user-2', instanceId, 'agree', '同意');
    expect(await look()).toMatchObject({
      result: {
        status: 'COMPLETED',
        result: 'agree',
        createTime: '2026-09-28T11:00+08:00',
        operationRecords: [{}, { userId: 'user-2', result: 'AGREE', remark: '同意' }],
        formComponentValues: [{ name: '信访编号', value: 'XF-2026-0012' }],
      },
    });
  });

  it('needs everybody of a step, or anybody, and one step after the other', async () => {
    const wire = await openWire();
    const { instanceId } = await started(wire, {
      approvers: [
        { actionType: 'OR', userIds: ['user-1', 'user-2'] },
        { actionType: 'AND', userIds: ['user-2', 'user-3'] },
      ],
    });
    const agree = (userId: string) =>
      wire.sandbox.decideApproval(userId, instanceId, 'agree', '同意');
    expect(agree('user-3')).toBe(false);
    expect(agree('user-1')).toBe(true);
    expect(agree('user-2')).toBe(true);
    expect(wire.sandbox.approvals('user-1')).toMatchObject([{ status: 'running' }]);
    expect(agree('user-3')).toBe(true);
    expect(wire.sandbox.approvals('user-1')).toMatchObject([{ result: 'agree' }]);
  });

  it('is ended, but not in its first 15 seconds and not twice', async () => {
    const wire = await openWire();
    const { instanceId } = await started(wire);
    const end = async () =>
      await wire.askOpen('POST', `${instances}/terminate`, {
        processInstanceId: instanceId,
        isSystem: true,
        remark: '已在系统中签署',
      });
    wire.pass(15 * SECOND - 1);
    expect((await end()).status).toBe(400);
    wire.pass(1);
    expect((await end()).body).toEqual({ success: true, result: true });
    expect(wire.sandbox.approvals('user-2')).toMatchObject([
      { status: 'terminated', result: null, remark: '已在系统中签署', waiting: false },
    ]);
    expect((await end()).status).toBe(400);
  });

  it.each<[string, string, object]>([
    ['of an unknown template', 'processCodeError', { processCode: 'PROC-OTHER' }],
    [
      'with a field the template lacks',
      'formConverterError',
      { formComponentValues: [{ name: '无此字段', value: '' }] },
    ],
    [
      'without a required field',
      'formConverterError',
      { formComponentValues: [{ name: '摘要', value: '反映集资房办证问题' }] },
    ],
    ['with a number', 'invalidParameter', { formComponentValues: [{ name: '摘要', value: 12 }] }],
    [
      'for a stranger',
      'processInstanceInvalidParameter',
      { approvers: [{ actionType: 'NONE', userIds: ['nobody'] }] },
    ],
  ])('is refused %s', async (_, code, changes) => {
    const wire = await openWire();
    expect(await start(wire, await template(wire), changes)).toMatchObject({
      status: 400,
      body: { code },
    });
    expect(wire.sandbox.approvals('user-2')).toEqual([]);
  });

  it('started twice is two approvals, twenty to a page', async () => {
    const wire = await openWire();
    const processCode = await template(wire);
    for (let number = 1; number <= 21; number += 1) {
      await start(wire, processCode);
      wire.pass(SECOND);
    }
    const list = async (changes: object) =>
      await wire.askOpen('POST', '/v1.0/workflow/processes/instanceIds/query', {
        processCode,
        startTime: wire.now() - DAY,
        nextToken: 0,
        maxResults: 20,
        ...changes,
      });
    const first = (await list({})).body.result;
    expect(first?.list).toHaveLength(20);
    expect(first?.nextToken).toBe('20');
    const second = (await list({ nextToken: 20 })).body.result;
    expect(second?.list).toHaveLength(1);
    expect(second?.nextToken).toBeUndefined();
    expect((await list({ startTime: wire.now() })).body.result?.list).toEqual([]);
    expect((await list({ maxResults: 21 })).status).toBe(400);
    expect((await list({ startTime: wire.now() - 120 * DAY })).status).toBe(200);
    expect((await list({ startTime: wire.now() - 120 * DAY - 1 })).status).toBe(400);
  });
});

async function template({ askOpen }: Wire): Promise<string> {
  const { body } = await askOpen('POST', '/v1.0/workflow/forms', {
    name: '信访件签批',
    description: '办领导签批',
    formComponents: [
      component('TextField', '信访编号', true),
      component('TextareaField', '摘要', false),
    ],
  });
  return String(body.result?.processCode);
}

function component(componentType: string, label: string, required: boolean) {
  return { componentType, props: { componentId: `${componentType}-${label}`, label, required } };
}

async function start({ askOpen }: Wire, processCode: string, changes: object = {}) {
  return await askOpen('POST', instances, {
    originatorUserId: 'user-1',
    processCode,
    deptId: 1,
    approvers: [{ actionType: 'NONE', userIds: ['user-2'] }],
    formComponentValues: [{ name: '信访编号', value: 'XF-2026-0012' }],
    ...changes,
  });
}

async function started(wire: Wire, changes: object = {}) {
  const processCode = await template(wire);
  const { body } = await start(wire, processCode, changes);
  return { processCode, instanceId: String(body.instanceId) };
}
