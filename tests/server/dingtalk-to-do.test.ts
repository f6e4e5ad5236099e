import { describe, expect, it } from 'vitest';
import { at } from '../support/at.ts';
import { type Answer, connectRecorded } from '../support/recorded-dingtalk.ts';

const tasks = 'POST /v1.0/todo/users/{unionId}/tasks';
const source = 'GET /v1.0/todo/users/{unionId}/tasks/sources/{sourceId}';
const change = 'PUT /v1.0/todo/users/{unionId}/tasks/{taskId}';
const removal = 'DELETE /v1.0/todo/users/{unionId}/tasks/{taskId}';

const toDo = {
  sourceId: 'step-1',
  creator: 'union-1',
  executors: ['union-2', 'union-3'],
  subject: '接收信访件 XF-2026-0012',
  dueAt: at('2026-09-28 17:00'),
  urgent: true,
  link: 'https://office.example/petitions/12',
};

const page =
  'dingtalk://dingtalkclient/page/link?url=https%3A%2F%2Foffice.example%2Fpetitions%2F12&pc_slide=true';

const refusal = (code: string, message = code, status = 400): Answer => ({
  status,
  body: { code, message, requestid: 'request-1' },
});

const people = (count: number) => Array.from({ length: count }, (_, index) => `union-${index}`);

describe('a to-do', () => {
  it('carries its moment, its urgency and its page, and rings nobody', async () => {
    const { dingtalk, sent, asked, billed } = await connectRecorded();
    expect(await dingtalk.createToDo(toDo)).toEqual({ ok: true, value: { taskId: 'task-1' } });
    expect(sent(tasks)).toEqual([
      {
        sourceId: 'step-1',
        creatorId: 'union-1',
        executorIds: ['union-2', 'union-3'],
        subject: '接收信访件 XF-2026-0012',
        dueTime: at('2026-09-28 17:00'),
        detailUrl: { appUrl: page, pcUrl: page },
        isOnlyShowExecutor: true,
        priority: 40,
        notifyConfigs: { dingNotify: '0', sendTodoApn: 'false', sendAssistantChat: 'false' },
      },
    ]);
    expect(asked.at(-1)).toMatchObject({
      path: '/v1.0/todo/users/union-1/tasks',
      query: { operatorId: 'union-1' },
    });
    expect(billed()).toMatchObject([{ api: '/v1.0/todo/users/{unionId}/tasks', billable: true }]);
  });

  it('without a moment and without urgency is an ordinary one', async () => {
    const { dingtalk, sent } = await connectRecorded();
    const { dueAt: _, ...open } = toDo;
    await dingtalk.createToDo({ ...open, urgent: false });
    expect(sent(tasks)).toMatchObject([{ priority: 20 }]);
    expect(sent(tasks)).not.toMatchObject([{ dueTime: expect.anything() }]);
  });

  it.each(['task existed, taskId is task-7', 'task exist. taskId is task-7'])(
    'that is there already is the one DingTalk names: %s',
    async (message) => {
      const answers = { [tasks]: refusal('todo.taskCreate.paramError', message) };
      const { dingtalk, asked } = await connectRecorded({ answers });
      expect(await dingtalk.createToDo(toDo)).toEqual({ ok: true, value: { taskId: 'task-7' } });
      expect(asked.filter(({ method }) => method === 'GET')).toEqual([]);
    },
  );

  it('that is there already is looked up when DingTalk does not name it', async () => {
    const answers = { [tasks]: refusal('todo.taskCreate.paramError', 'task exist') };
    const { dingtalk, asked } = await connectRecorded({ answers });
    expect(await dingtalk.createToDo(toDo)).toEqual({ ok: true, value: { taskId: 'task-1' } });
    expect(asked.at(-1)?.path).toBe('/v1.0/todo/users/union-1/tasks/sources/step-1');
  });

  it('that is there already and cannot be looked up is tried again', async () => {
    const answers = {
      [tasks]: refusal('todo.taskCreate.paramError', 'task exist'),
      [source]: refusal('systemError', 'busy', 500),
    };
    const { dingtalk } = await connectRecorded({ answers });
    expect(await dingtalk.createToDo(toDo)).toMatchObject({ failure: { class: 'soon' } });
  });

  it('may be asked for again after a time-out', async () => {
    const answers = {
      [tasks]: ['reset', refusal('todo.taskCreate.paramError', 'task existed, taskId is task-7')],
    } as const;
    const { dingtalk } = await connectRecorded({ answers });
    expect(await dingtalk.createToDo(toDo)).toMatchObject({ failure: { class: 'unknown' } });
    expect(await dingtalk.createToDo(toDo)).toEqual({ ok: true, value: { taskId: 'task-7' } });
  });

  it.each([
    ['todo.taskCreate.paramError', 'content'],
    ['todo.taskCreate.lockError', 'soon'],
    ['todo.taskCreate.systemError', 'soon'],
    ['todo.taskCreate.flowControlError', 'slow'],
  ])('refused with %s', async (code, failureClass) => {
    const { dingtalk } = await connectRecorded({ answers: { [tasks]: refusal(code) } });
    expect(await dingtalk.createToDo(toDo)).toMatchObject({
      failure: { class: failureClass, code },
    });
  });

  it.each([
    ['1024 characters', { subject: '访'.repeat(1024) }, null],
    ['1025 characters', { subject: '访'.repeat(1025) }, 'tooLong'],
    ['a hundred people', { executors: people(100) }, null],
    ['a hundred and one people', { executors: people(101) }, 'tooManyRecipients'],
    ['nobody', { executors: [] }, 'noRecipients'],
    ['an address of 1024 bytes', { link: `https://office.example/${'x'.repeat(939)}` }, null],
    ['an address of 1025 bytes', { link: `https://office.example/${'x'.repeat(940)}` }, 'tooLong'],
    ['a creator that is a path', { creator: '../union-1' }, 'unsafeId'],
    ['a source that is a query', { sourceId: 'step-1?x=1' }, 'unsafeId'],
  ])('with %s', async (_, changes, code) => {
    const { dingtalk, asked } = await connectRecorded();
    const made = await dingtalk.createToDo({ ...toDo, ...changes });
    expect(made).toMatchObject(code ? { ok: false, failure: { code } } : { ok: true });
    expect(asked.length > 0).toBe(code === null);
  });

  it('of a person whose id is not plain is asked for with the id encoded', async () => {
    const { dingtalk, asked } = await connectRecorded();
    expect((await dingtalk.createToDo({ ...toDo, creator: 'union+1==' })).ok).toBe(true);
    expect(asked.at(-1)?.path).toBe('/v1.0/todo/users/union%2B1%3D%3D/tasks');
    expect(asked.at(-1)?.query).toEqual({ operatorId: 'union+1==' });
  });
});

describe('a change of a to-do', () => {
  it('names only what changes', async () => {
    const { dingtalk, sent, asked } = await connectRecorded();
    const done = await dingtalk.updateToDo({ taskId: 'task-1', creator: 'union-1', done: true });
    expect(done).toEqual({ ok: true, value: null });
    expect(sent(change)).toEqual([{ done: true }]);
    expect(asked.at(-1)).toMatchObject({
      path: '/v1.0/todo/users/union-1/tasks/task-1',
      query: { operatorId: 'union-1' },
    });
  });

  it.each([
    [{ executors: people(100) }, null],
    [{ executors: people(101) }, 'tooManyRecipients'],
    [{ subject: '访'.repeat(1024) }, null],
    [{ subject: '访'.repeat(1025) }, 'tooLong'],
    [{ taskId: 'task/1' }, 'unsafeId'],
  ])('keeps the limits', async (changes, code) => {
    const { dingtalk } = await connectRecorded();
    const changed = await dingtalk.updateToDo({ taskId: 'task-1', creator: 'union-1', ...changes });
    expect(changed).toMatchObject(code ? { ok: false, failure: { code } } : { ok: true });
  });

  it('that DingTalk does not confirm is in doubt', async () => {
    const { dingtalk } = await connectRecorded({
      answers: { [change]: { body: { result: false } } },
    });
    const changed = await dingtalk.updateToDo({ taskId: 'task-1', creator: 'union-1', done: true });
    expect(changed).toMatchObject({ failure: { class: 'unknown', code: 'incomplete' } });
  });
});

describe('the withdrawal of a to-do', () => {
  const withdrawn = { taskId: 'task-1', creator: 'union-1' };

  it('asks with no body', async () => {
    const { dingtalk, sent } = await connectRecorded();
    expect(await dingtalk.deleteToDo(withdrawn)).toEqual({ ok: true, value: null });
    expect(sent(removal)).toEqual([null]);
  });

  it.each([
    ['todo.taskDelete.paramError', 'task not exist', { ok: true }],
    ['todo.taskDelete.paramError', 'task not belong to bizTag', { failure: { class: 'content' } }],
    ['todo.taskDelete.systemError', 'busy', { failure: { class: 'soon' } }],
  ])('refused with %s “%s”', async (code, message, outcome) => {
    const { dingtalk } = await connectRecorded({ answers: { [removal]: refusal(code, message) } });
    expect(await dingtalk.deleteToDo(withdrawn)).toMatchObject(outcome);
  });

  it('of an id that is a path is refused by us', async () => {
    const { dingtalk, asked } = await connectRecorded();
    expect(await dingtalk.deleteToDo({ taskId: '..', creator: 'union-1' })).toMatchObject({
      failure: { code: 'unsafeId' },
    });
    expect(asked).toEqual([]);
  });
});
