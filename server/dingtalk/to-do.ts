import { z } from 'zod';
import type { Instant } from '../domain/time.ts';
import type { Caller } from './caller.ts';
import { type CallOutcome, failed } from './failures.ts';
import type { PlatformRefusal } from './open-platform.ts';
import { openInDingTalk } from './page-link.ts';
import { isSafeId } from './safe-id.ts';

/** Everyone in a to-do is a unionId, never a user id. */
export interface NewToDo {
  /** Ours: one to-do per id, however often it is asked for. */
  readonly sourceId: string;
  readonly creator: string;
  /** At most 100. */
  readonly executors: readonly string[];
  /** At most 1024 characters. */
  readonly subject: string;
  readonly dueAt?: Instant;
  readonly urgent: boolean;
  /** Absolute address of the mini-app page. */
  readonly link: string;
}

/** Only what is given changes. Its urgency DingTalk does not let us change: an urging goes into the subject. */
export interface ToDoChange extends ToDoId {
  readonly executors?: readonly string[];
  readonly subject?: string;
  readonly dueAt?: Instant;
  /** For all executors together. */
  readonly done?: boolean;
}

export interface ToDoId {
  readonly taskId: string;
  readonly creator: string;
}

export interface ToDos {
  readonly createToDo: (toDo: NewToDo) => Promise<CallOutcome<{ taskId: string }>>;
  readonly updateToDo: (change: ToDoChange) => Promise<CallOutcome<null>>;
  /** One that is gone already counts as deleted. */
  readonly deleteToDo: (toDo: ToDoId) => Promise<CallOutcome<null>>;
}

export function connectToDos(caller: Caller): ToDos {
  return {
    async createToDo(toDo) {
      const fault = faultOfNew(toDo);
      if (fault) return failed(fault);
      const created = await create(caller, toDo);
      if (!created.ok) return created;
      const { taskId } = created.value;
      return taskId === null ? await findBySource(caller, toDo) : { ok: true, value: { taskId } };
    },
    async updateToDo(change) {
      const { taskId, creator, executors = [], subject = '' } = change;
      const fault = faultOfIds([taskId, creator, ...executors]) ?? faultOf(executors, subject);
      return fault ? failed(fault) : await update(caller, change);
    },
    async deleteToDo(toDo) {
      const fault = faultOfIds([toDo.taskId, toDo.creator]);
      return fault ? failed(fault) : await remove(caller, toDo);
    },
  };
}

const tasks = '/v1.0/todo/users/{unionId}/tasks';

/** No DING and no line in the assistant's chat: messages and cards tell people, the to-do is the list. */
async function create(caller: Caller, toDo: NewToDo) {
  const { sourceId, creator, executors, subject, dueAt, urgent, link } = toDo;
  const address = openInDingTalk(link);
  const request = {
    operatorId: creator,
    sourceId,
    creatorId: creator,
    executorIds: executors,
    subject,
    ...(dueAt === undefined ? {} : { dueTime: dueAt }),
    detailUrl: { appUrl: address, pcUrl: address },
    isOnlyShowExecutor: true,
    priority: urgent ? URGENT : NORMAL,
    notifyConfigs: { dingNotify: '0', sendTodoApn: 'false', sendAssistantChat: 'false' },
  };
  return await caller.platform(
    { api: tasks, charged: true, answer: taskAnswer, doneBefore: taskBefore },
    ({ todo, runtime }, token) => {
      const { module, client } = todo();
      return client.createTodoTaskWithOptions(
        encodeURIComponent(creator),
        new module.CreateTodoTaskRequest(request),
        new module.CreateTodoTaskHeaders({ xAcsDingtalkAccessToken: token }),
        runtime,
      );
    },
  );
}

const URGENT = 40;
const NORMAL = 20;

/** DingTalk says only in words that the source has its task, and not always which task that is. */
function taskBefore({ code, message }: PlatformRefusal) {
  if (code !== 'todo.taskCreate.paramError' || !/task exist/i.test(message)) return null;
  const taskId = /taskId is\s*([A-Za-z0-9_-]+)/.exec(message)?.[1] ?? null;
  return { value: { taskId } };
}

async function findBySource(caller: Caller, { creator, sourceId }: NewToDo) {
  return await caller.platform(
    { api: `${tasks}/sources/{sourceId}`, charged: true, answer: foundAnswer },
    ({ todo, runtime }, token) => {
      const { module, client } = todo();
      return client.getTodoTaskBySourceIdWithOptions(
        encodeURIComponent(creator),
        encodeURIComponent(sourceId),
        new module.GetTodoTaskBySourceIdHeaders({ xAcsDingtalkAccessToken: token }),
        runtime,
      );
    },
  );
}

async function update(caller: Caller, change: ToDoChange) {
  const { taskId, creator, executors, subject, dueAt, done } = change;
  const request = {
    operatorId: creator,
    ...(executors === undefined ? {} : { executorIds: executors }),
    ...(subject === undefined ? {} : { subject }),
    ...(dueAt === undefined ? {} : { dueTime: dueAt }),
    ...(done === undefined ? {} : { done }),
  };
  return await caller.platform(
    { api: `${tasks}/{taskId}`, charged: true, answer: doneAnswer },
    ({ todo, runtime }, token) => {
      const { module, client } = todo();
      return client.updateTodoTaskWithOptions(
        encodeURIComponent(creator),
        encodeURIComponent(taskId),
        new module.UpdateTodoTaskRequest(request),
        new module.UpdateTodoTaskHeaders({ xAcsDingtalkAccessToken: token }),
        runtime,
      );
    },
  );
}

async function remove(caller: Caller, { taskId, creator }: ToDoId) {
  const doneBefore = ({ message }: PlatformRefusal) =>
    /not ?exist|不存在/i.test(message) ? { value: null } : null;
  return await caller.platform(
    { api: `${tasks}/{taskId}`, charged: true, answer: doneAnswer, doneBefore },
    ({ todo, runtime }, token) => {
      const { module, client } = todo();
      return client.deleteTodoTaskWithOptions(
        encodeURIComponent(creator),
        encodeURIComponent(taskId),
        new module.DeleteTodoTaskRequest({ operatorId: creator }),
        new module.DeleteTodoTaskHeaders({ xAcsDingtalkAccessToken: token }),
        runtime,
      );
    },
  );
}

function faultOfNew({ sourceId, creator, executors, subject, link }: NewToDo): string | null {
  if (executors.length === 0) return 'noRecipients';
  if (Buffer.byteLength(openInDingTalk(link)) > 1024) return 'tooLong';
  return faultOfIds([sourceId, creator, ...executors]) ?? faultOf(executors, subject);
}

function faultOf(executors: readonly string[], subject: string): string | null {
  if (executors.length > 100) return 'tooManyRecipients';
  return subject.length > 1024 ? 'tooLong' : null;
}

function faultOfIds(ids: readonly string[]): string | null {
  return ids.every(isSafeId) ? null : 'unsafeId';
}

const taskAnswer = z
  .object({ id: z.string().min(1) })
  .transform(({ id }): { taskId: string | null } => ({ taskId: id }));

const foundAnswer = z.object({ id: z.string().min(1) }).transform(({ id }) => ({ taskId: id }));

const doneAnswer = z.object({ result: z.literal(true) }).transform(() => null);
