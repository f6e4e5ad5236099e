import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { instant } from '../domain/time.ts';
import { unwrapLink } from './card.ts';
import type { KnownToDo } from './known.ts';
import { unionIdOf } from './login.ts';
import { remember } from './memory.ts';
import type { ToDo } from './seen.ts';
import type { SandboxState } from './state.ts';
import { type Reply, type Route, refused, type WireRequest } from './wire.ts';

/** To-dos (待办). People are union ids; one source id is one to-do. */
export const toDoRoutes: readonly Route[] = [
  route('POST', '', create),
  route('GET', '/sources/([^/]+)', find),
  route('PUT', '/([^/]+)', change),
  route('DELETE', '/([^/]+)', withdraw),
];

export function toDosOf(state: SandboxState, userId: string): readonly ToDo[] {
  return [...state.toDos.values()]
    .filter(({ executorIds }) => executorIds.includes(unionIdOf(userId)))
    .map(({ creatorId: _creatorId, executorIds: _executorIds, ...toDo }) => toDo);
}

/** In front of the answer stands the owner, who is in the address. */
function route(
  method: Route['method'],
  rest: string,
  answer: (state: SandboxState, request: WireRequest, asked: Asked) => Reply,
): Route {
  const path = new RegExp(`^/v1\\.0/todo/users/([^/]+)/tasks${rest}$`);
  return {
    method,
    path,
    authenticated: true,
    billable: true,
    answer(state, request) {
      const [, owner = '', id = ''] = (path.exec(request.path) ?? []).map(decodeURIComponent);
      return answer(state, request, { owner, id });
    },
  };
}

interface Asked {
  readonly owner: string;
  readonly id: string;
}

function create(state: SandboxState, { body }: WireRequest, { owner }: Asked): Reply {
  const asked = newSchema.safeParse(body);
  if (!asked.success) return refused('todo.taskCreate.paramError', 'param error');
  const { sourceId = null, subject, dueTime, priority, executorIds, detailUrl } = asked.data;
  if (!areKnown(state, [owner, ...executorIds]))
    return refused('todo.taskCreate.paramError', 'unionId not exist');
  const known = bySource(state, sourceId);
  if (known)
    return refused(
      'todo.taskCreate.paramError',
      `task existed, sourceId is ${sourceId}, taskId is ${known.taskId}`,
    );
  const toDo: KnownToDo = {
    taskId: `task${randomUUID().replaceAll('-', '')}`,
    sourceId,
    subject,
    dueAt: dueTime === undefined ? null : instant(dueTime),
    priority,
    done: false,
    link: unwrapLink(detailUrl.appUrl),
    createdAt: state.clock(),
    creatorId: owner,
    executorIds,
  };
  remember(state, { kind: 'toDo', toDo });
  return { body: entryOf(toDo) };
}

function find(state: SandboxState, _request: WireRequest, { id }: Asked): Reply {
  const known = bySource(state, id);
  return known ? { body: entryOf(known) } : refused('todo.taskQuery.paramError', 'task not exist');
}

function change(state: SandboxState, { body }: WireRequest, { owner, id }: Asked): Reply {
  const asked = changeSchema.safeParse(body);
  const known = state.toDos.get(id);
  if (!asked.success) return refused('todo.taskUpdate.paramError', 'param error');
  if (known?.creatorId !== owner) return refused('todo.taskUpdate.paramError', 'task not exist');
  const { subject, dueTime, done, executorIds } = asked.data;
  if (executorIds && !areKnown(state, executorIds))
    return refused('todo.taskUpdate.paramError', 'unionId not exist');
  const toDo = {
    ...known,
    ...(subject === undefined ? {} : { subject }),
    ...(dueTime === undefined ? {} : { dueAt: instant(dueTime) }),
    ...(done === undefined ? {} : { done }),
    ...(executorIds === undefined ? {} : { executorIds }),
  };
  remember(state, { kind: 'toDo', toDo });
  return { body: { result: true, requestId: toDo.taskId } };
}

function withdraw(state: SandboxState, _request: WireRequest, { owner, id }: Asked): Reply {
  if (state.toDos.get(id)?.creatorId !== owner)
    return refused('todo.taskDelete.paramError', 'task not exist');
  remember(state, { kind: 'toDoGone', taskId: id });
  return { body: { result: true, requestId: id } };
}

function bySource(state: SandboxState, sourceId: string | null): KnownToDo | undefined {
  if (sourceId === null) return undefined;
  return [...state.toDos.values()].find((known) => known.sourceId === sourceId);
}

function areKnown(state: SandboxState, unionIds: readonly string[]): boolean {
  const known = new Set([...state.people.keys()].map(unionIdOf));
  return unionIds.every((unionId) => known.has(unionId));
}

function entryOf(toDo: KnownToDo): object {
  const { taskId, sourceId, subject, dueAt, priority, done, createdAt, creatorId } = toDo;
  return {
    id: taskId,
    ...(sourceId === null ? {} : { sourceId }),
    subject,
    ...(dueAt === null ? {} : { dueTime: dueAt }),
    priority,
    done,
    createdTime: createdAt,
    creatorId,
    executorIds: toDo.executorIds,
    requestId: taskId,
  };
}

const executorIds = z.array(z.string().min(1)).max(100);
const subject = z.string().min(1).max(1024);
const dueTime = z.number().int().positive();
const address = z
  .string()
  .min(1)
  .refine((text) => Buffer.byteLength(text) <= 1024);

const newSchema = z.object({
  sourceId: z.string().min(1).optional(),
  subject,
  dueTime: dueTime.optional(),
  executorIds,
  detailUrl: z.object({ appUrl: address, pcUrl: address }),
  priority: z.union([10, 20, 30, 40].map((level) => z.literal(level))).default(20),
  notifyConfigs: z.record(z.string(), z.string()).optional(),
});

const changeSchema = z.object({
  subject: subject.optional(),
  dueTime: dueTime.optional(),
  done: z.boolean().optional(),
  executorIds: executorIds.optional(),
});
