import { z } from 'zod';
import { unionIdOf } from './login.ts';
import type { SandboxDepartment, SandboxPerson, SandboxState } from './state.ts';
import { type Reply, type Route, refused } from './wire.ts';

export const directoryRoutes: readonly Route[] = [
  lookUp('/topapi/v2/user/get', (state, body) => {
    const person = state.people.get(String(body.userid ?? ''));
    return person ? { body: { result: entryOf(person) } } : refused('60121', '找不到该用户');
  }),
  lookUp('/topapi/v2/department/listsub', (state, body) => {
    const department = departmentId(state, body);
    if (department === null) return refused('60003', '部门不存在');
    const below = state.departments.filter(({ parentId }) => parentId === department);
    return { body: { result: below.map(departmentEntry) } };
  }),
  lookUp('/topapi/user/listid', (state, body) => {
    const department = departmentId(state, body);
    if (department === null) return refused('60003', '部门不存在');
    const members = [...state.people.values()].filter((person) =>
      departmentsOf(person).includes(department),
    );
    return { body: { result: { userid_list: members.map(({ userId }) => userId) } } };
  }),
];

function lookUp(
  path: string,
  answer: (state: SandboxState, body: Readonly<Record<string, unknown>>) => Reply,
): Route {
  return {
    method: 'POST',
    path,
    authenticated: true,
    billable: false,
    answer: (state, request) => answer(state, request.body ?? {}),
  };
}

/** The root when left out; null for a department that does not exist. */
function departmentId(state: SandboxState, body: Readonly<Record<string, unknown>>): number | null {
  const asked = z.coerce.number().int().default(1).safeParse(body.dept_id);
  if (!asked.success) return null;
  const exists =
    asked.data === 1 || state.departments.some((known) => known.departmentId === asked.data);
  return exists ? asked.data : null;
}

function departmentsOf({ departmentIds }: SandboxPerson): readonly number[] {
  return departmentIds ?? [1];
}

function departmentEntry({ departmentId: dept_id, name, parentId: parent_id }: SandboxDepartment) {
  return { dept_id, name, parent_id, auto_add_user: false, create_dept_group: false };
}

function entryOf(person: SandboxPerson) {
  return {
    userid: person.userId,
    unionid: unionIdOf(person.userId),
    name: person.name,
    title: person.title ?? '',
    dept_id_list: departmentsOf(person),
    active: true,
    admin: false,
    boss: false,
    senior: false,
  };
}
