import { z } from 'zod';
import type { Caller } from './caller.ts';
import type { CallOutcome } from './failures.ts';

export interface Person {
  readonly userId: string;
  /** To-dos know people by this id only. */
  readonly unionId: string;
  readonly name: string;
  readonly title: string;
  readonly departmentIds: readonly number[];
  /** Whether the person has ever signed in to the organisation in DingTalk. */
  readonly active: boolean;
}

export interface Department {
  readonly id: number;
  readonly name: string;
  readonly parentId: number;
}

/** The organisation's address book. All of it is free of charge. */
export interface AddressBook {
  /** Null for somebody the organisation does not know, or no longer. */
  readonly person: (userId: string) => Promise<CallOutcome<Person | null>>;
  /** All below, however deep, without the department itself; 1 is the whole organisation. One call each. */
  readonly departmentsBelow: (id: number) => Promise<CallOutcome<readonly Department[]>>;
  /** Members of this department itself, whether or not the app may read more about them. */
  readonly peopleIn: (departmentId: number) => Promise<CallOutcome<readonly string[]>>;
}

export function connectAddressBook(caller: Caller): AddressBook {
  return {
    async person(userId) {
      const body = { userid: userId, language: 'zh_CN' };
      const answer = personAnswer;
      const found = await caller.legacy('/topapi/v2/user/get', { body, answer, charged: false });
      const isUnknown = !found.ok && unknownPerson.has(found.failure.code);
      return isUnknown ? { ok: true, value: null } : found;
    },
    departmentsBelow: (id) => below(caller, id),
    peopleIn: (departmentId) =>
      caller.legacy('/topapi/user/listid', {
        body: { dept_id: departmentId },
        answer: peopleAnswer,
        charged: false,
      }),
  };
}

const unknownPerson: ReadonlySet<string> = new Set(['33012', '60121']);

/** DingTalk tells one level at a time. A department moved meanwhile may be met twice and is listed once. */
async function below(caller: Caller, id: number): Promise<CallOutcome<readonly Department[]>> {
  const found = new Map<number, Department>();
  const waiting = [id];
  for (let parent = waiting.shift(); parent !== undefined; parent = waiting.shift()) {
    const children = await caller.legacy('/topapi/v2/department/listsub', {
      body: { dept_id: parent, language: 'zh_CN' },
      answer: departmentsAnswer,
      charged: false,
    });
    if (!children.ok) return children;
    const fresh = children.value.filter((child) => child.id !== id && !found.has(child.id));
    for (const child of fresh) found.set(child.id, child);
    waiting.push(...fresh.map((child) => child.id));
  }
  return { ok: true, value: [...found.values()] };
}

const personAnswer = z
  .object({
    result: z.object({
      userid: z.string().min(1),
      unionid: z.string().min(1),
      name: z.string(),
      title: z.string().nullish(),
      dept_id_list: z.array(z.number()).nullish(),
      active: z.boolean().nullish(),
    }),
  })
  .transform(({ result }): Person | null => ({
    userId: result.userid,
    unionId: result.unionid,
    name: result.name,
    title: result.title ?? '',
    departmentIds: result.dept_id_list ?? [],
    active: result.active ?? false,
  }));

/** Null instead of an empty list is how DingTalk says that there are none; no field at all is no answer. */
const departmentsAnswer = z
  .object({
    result: z
      .array(z.object({ dept_id: z.number(), name: z.string(), parent_id: z.number() }))
      .nullable(),
  })
  .transform(({ result }) =>
    (result ?? []).map(({ dept_id, name, parent_id }) => ({
      id: dept_id,
      name,
      parentId: parent_id,
    })),
  );

const peopleAnswer = z
  .object({ result: z.object({ userid_list: z.array(z.string()).nullish() }) })
  .transform(({ result }) => result.userid_list ?? []);
