import { describe, expect, it } from 'vitest';
import { DAY, instant } from '../../server/domain/time.ts';
import { at } from '../support/at.ts';
import { type Answer, connectRecorded } from '../support/recorded-dingtalk.ts';

const forms = 'POST /v1.0/workflow/forms';
const begin = 'POST /v1.0/workflow/processInstances';
const look = 'GET /v1.0/workflow/processInstances';
const list = 'POST /v1.0/workflow/processes/instanceIds/query';
const end = 'POST /v1.0/workflow/processInstances/terminate';

const start = {
  originator: 'user-1',
  approver: 'user-2',
  departmentId: 7,
  fields: { 编号: 'XF-2026-0012', 呈批意见: '拟同意' },
};

const hour = { from: at('2026-09-28 10:00'), until: at('2026-09-28 11:00') };

const refusal = (status: number, code: string): Answer => ({
  status,
  body: { code, message: code, requestid: 'request-1' },
});

const page = (ids: readonly string[], nextToken: string | null): Answer => ({
  body: { success: true, result: { list: ids, nextToken } },
});

describe('the template of approvals', () => {
  it('has a text or a paragraph for every field', async () => {
    const { dingtalk, sent } = await connectRecorded({ config: { approvalProcessCode: '' } });
    const made = await dingtalk.createApprovalForm({
      name: '信访件呈批',
      description: '领导签批',
      fields: [
        { label: '编号', kind: 'text', required: true },
        { label: '呈批意见', kind: 'paragraph', required: false },
      ],
    });
    expect(made).toEqual({ ok: true, value: { processCode: 'PROC-1' } });
    expect(sent(forms)).toEqual([
      {
        name: '信访件呈批',
        description: '领导签批',
        formComponents: [
          {
            componentType: 'TextField',
            props: { componentId: 'TextField-1', label: '编号', required: true },
          },
          {
            componentType: 'TextareaField',
            props: { componentId: 'TextareaField-2', label: '呈批意见', required: false },
          },
        ],
      },
    ]);
  });
});

describe('an approval', () => {
  it('is started for one leader, with the fields under their labels', async () => {
    const { dingtalk, sent, billed } = await connectRecorded();
    expect(await dingtalk.startApproval(start)).toEqual({
      ok: true,
      value: { instanceId: 'instance-1' },
    });
    expect(sent(begin)).toEqual([
      {
        originatorUserId: 'user-1',
        processCode: 'PROC-1',
        deptId: 7,
        approvers: [{ actionType: 'NONE', userIds: ['user-2'] }],
        formComponentValues: [
          { name: '编号', value: 'XF-2026-0012' },
          { name: '呈批意见', value: '拟同意' },
        ],
      },
    ]);
    expect(billed()).toMatchObject([{ billable: true, outcome: 'ok' }]);
  });

  it('needs a template', async () => {
    const { dingtalk, asked } = await connectRecorded({ config: { approvalProcessCode: '' } });
    const failure = { class: 'config', code: 'approvalNotConfigured' };
    expect(await dingtalk.startApproval(start)).toMatchObject({ failure });
    expect(await dingtalk.approvalsStarted(hour)).toMatchObject({ failure });
    expect(asked).toEqual([]);
  });

  it.each<[string, Answer]>([
    ['the connection drops', 'reset'],
    ['DingTalk is broken', refusal(500, 'systemError')],
    ['DingTalk is broken in its own spelling', refusal(400, 'sysErrror')],
    ['a gateway is broken', { status: 502, body: '<html></html>' }],
    ['the answer names no instance', { body: {} }],
    ['the answer is an unknown code', refusal(400, 'nobody.knows')],
  ])('may have been started when %s', async (_, answer) => {
    const { dingtalk } = await connectRecorded({ answers: { [begin]: answer } });
    expect(await dingtalk.startApproval(start)).toMatchObject({ failure: { class: 'unknown' } });
  });

  it('may have been started when no answer comes', async () => {
    const { dingtalk } = await connectRecorded({ answers: { [begin]: 'hang' }, timeoutMs: 300 });
    expect(await dingtalk.startApproval(start)).toMatchObject({
      failure: { class: 'unknown', code: 'timedOut' },
    });
  });

  it('has certainly not been started when there was no token', async () => {
    const answers = { 'POST /v1.0/oauth2/accessToken': refusal(500, 'systemError') };
    const { dingtalk, sent } = await connectRecorded({ answers });
    expect(await dingtalk.startApproval(start)).toMatchObject({ failure: { class: 'soon' } });
    expect(sent(begin)).toEqual([]);
  });

  it.each([
    [400, 'invalidParameter', 'config'],
    [400, 'processInstanceInvalidParameter', 'config'],
    [400, 'needAuth', 'config'],
    [400, 'processCodeError', 'config'],
    [400, 'formConverterError', 'config'],
    [400, 'illegalComponent', 'config'],
    [400, 'autoflowLikeTriggerRateLimited', 'slow'],
    [403, 'Forbidden.AccessDenied.QpsLimitForApi', 'slow'],
    [403, 'Forbidden.AccessDenied.ApiCountLimitForOrg', 'quota'],
  ])('has certainly not been started after %i %s', async (status, code, failureClass) => {
    const { dingtalk } = await connectRecorded({ answers: { [begin]: refusal(status, code) } });
    expect(await dingtalk.startApproval(start)).toMatchObject({
      failure: { class: failureClass, code },
    });
  });

  it.each([
    ['150 fields', 150, 1, true],
    ['151 fields', 151, 1, false],
    ['65 535 characters', 1, 65_535, true],
    ['65 536 characters', 1, 65_536, false],
  ])('of %s', async (_, count, length, fits) => {
    const value = '访'.repeat(length);
    const names = Array.from({ length: count }, (__, index) => [`字段${index}`, value]);
    const { dingtalk } = await connectRecorded();
    const started = await dingtalk.startApproval({ ...start, fields: Object.fromEntries(names) });
    expect(started.ok).toBe(fits);
    if (!fits) expect(started).toMatchObject({ failure: { code: 'tooLong' } });
  });
});

describe('what became of an approval', () => {
  const became = async (result: object) => {
    const answers = { [look]: { body: { success: 'true', result } } };
    const { dingtalk, asked } = await connectRecorded({ answers });
    const state = await dingtalk.approval('instance-1');
    expect(asked.at(-1)?.query).toEqual({ processInstanceId: 'instance-1' });
    return state;
  };

  it('is nothing yet while it runs', async () => {
    expect(await became({ status: 'RUNNING', result: '' })).toEqual({
      ok: true,
      value: { status: 'running', result: null, fields: {} },
    });
  });

  it('is told with who decided, in what words and when', async () => {
    const state = await became({
      status: 'COMPLETED',
      result: 'agree',
      finishTime: '2026-09-28T10:30Z',
      formComponentValues: [
        { id: 'TextField-1', name: '编号', value: 'XF-2026-0012' },
        { id: 'TextField-2', name: '件数', value: 3 },
        { id: 'TextField-3', name: '备注', value: null },
      ],
      operationRecords: [
        { userId: 'user-1', type: 'START_PROCESS_INSTANCE', result: 'NONE' },
        { userId: 'user-2', type: 'EXECUTE_TASK_NORMAL', result: 'AGREE', remark: '同意' },
        { userId: 'user-1', type: 'ADD_REMARK', result: 'NONE', remark: '收到' },
      ],
    });
    expect(state).toEqual({
      ok: true,
      value: {
        status: 'completed',
        result: 'agree',
        fields: { 编号: 'XF-2026-0012', 件数: '3', 备注: '' },
        decidedBy: 'user-2',
        remark: '同意',
        finishedAt: at('2026-09-28 18:30'),
      },
    });
  });

  it.each([
    ['a moment of Beijing', '2026-09-28 18:30:00', at('2026-09-28 18:30')],
    ['milliseconds', at('2026-09-28 18:30'), at('2026-09-28 18:30')],
    ['a moment with its zone', '2026-09-28T18:30:00+08:00', at('2026-09-28 18:30')],
    ['no moment', 'yesterday', undefined],
  ])('reads %s', async (_, finishTime, finishedAt) => {
    const state = await became({ status: 'COMPLETED', result: 'refuse', finishTime });
    expect(state).toMatchObject({ value: { status: 'completed', result: 'refuse' } });
    expect(state.ok && state.value.finishedAt).toBe(finishedAt);
  });

  it.each(['TERMINATED', 'CANCELED'])('is no decision when it was %s', async (status) => {
    expect(await became({ status, result: 'agree' })).toMatchObject({
      value: { status: 'terminated', result: null },
    });
  });

  it('is not guessed from a status nobody has described', async () => {
    expect(await became({ status: 'PAUSED' })).toMatchObject({ failure: { class: 'unknown' } });
  });
});

describe('the approvals started', () => {
  it('are listed page by page', async () => {
    const answers = { [list]: [page(['a', 'b'], '20'), page(['c'], null)] };
    const { dingtalk, sent } = await connectRecorded({ answers });
    expect(await dingtalk.approvalsStarted(hour)).toEqual({
      ok: true,
      value: { instanceIds: ['a', 'b', 'c'] },
    });
    const asking = {
      processCode: 'PROC-1',
      startTime: hour.from,
      endTime: hour.until,
      maxResults: 20,
    };
    expect(sent(list)).toEqual([
      { ...asking, nextToken: 0 },
      { ...asking, nextToken: 20 },
    ]);
  });

  it('are not asked for without end when a page leads back to itself', async () => {
    const { dingtalk, sent } = await connectRecorded({ answers: { [list]: page(['a'], '20') } });
    expect((await dingtalk.approvalsStarted(hour)).ok).toBe(true);
    expect(sent(list)).toHaveLength(2);
  });

  it('are not known when the second page fails', async () => {
    const answers = { [list]: [page(['a'], '20'), refusal(500, 'systemError')] };
    const { dingtalk } = await connectRecorded({ answers });
    expect(await dingtalk.approvalsStarted(hour)).toMatchObject({ failure: { class: 'soon' } });
  });

  it.each([
    [120 * DAY, true],
    [120 * DAY + 1, false],
  ])('in a span of %i milliseconds', async (span, fits) => {
    const { dingtalk, asked } = await connectRecorded();
    const until = instant(hour.from + span);
    expect((await dingtalk.approvalsStarted({ from: hour.from, until })).ok).toBe(fits);
    expect(asked.length > 0).toBe(fits);
  });
});

describe('the end of an approval', () => {
  it('is asked for by who started it', async () => {
    const { dingtalk, sent } = await connectRecorded();
    const ended = await dingtalk.endApproval({ instanceId: 'i-1', by: 'user-1', remark: '已办' });
    expect(ended).toEqual({ ok: true, value: null });
    expect(sent(end)).toEqual([
      { processInstanceId: 'i-1', isSystem: false, operatingUserId: 'user-1', remark: '已办' },
    ]);
  });

  it('that DingTalk does not confirm is in doubt', async () => {
    const answers = { [end]: { body: { success: true, result: false } } };
    const { dingtalk } = await connectRecorded({ answers });
    const ended = await dingtalk.endApproval({ instanceId: 'i-1', by: 'user-1', remark: '已办' });
    expect(ended).toMatchObject({ failure: { class: 'unknown', code: 'incomplete' } });
  });
});
