import { z } from 'zod';
import type { SandboxPerson } from './known.ts';
import type { SandboxDepartment, SandboxState } from './state.ts';
import { type Reply, type Route, refused } from './wire.ts';

type Body = Readonly<Record<string, unknown>>;

/** Departments and who is in them; what the application may see of them is everything. */
export const departmentRoutes: readonly Route[] = [
  inDepartment('/topapi/v2/department/get', (state, id) => {
    const known = state.departments.find(({ departmentId }) => departmentId === id);
    return entryOf(known ?? { departmentId: 1, name: '本单位', parentId: 0 });
  }),
  inDepartment('/topapi/v2/department/listsub', (state, id) => below(state, id).map(entryOf)),
  inDepartment('/topapi/v2/department/listsubid', (state, id) => ({
    dept_id_list: below(state, id).map(({ departmentId }) => departmentId),
  })),
  inDepartment('/topapi/v2/department/listparentbydept', (state, id) => ({
    parent_id_list: chainOf(state, id),
  })),
  inDepartment('/topapi/user/listid', (state, id) => ({
    userid_list: membersOf(state, id).map(({ userId }) => userId),
  })),
  inDepartment('/topapi/user/listsimple', (state, id, body) => {
    const page = pageSchema.safeParse(body);
    if (!page.success) return null;
    const { cursor, size } = page.data;
    const members = membersOf(state, id);
    const list = members
      .slice(cursor, cursor + size)
      .map(({ userId, name }) => ({ userid: userId, name }));
    const hasMore = cursor + size < members.length;
    return { has_more: hasMore, ...(hasMore ? { next_cursor: cursor + size } : {}), list };
  }),
  {
    method: 'GET',
    path: '/auth/scopes',
    authenticated: true,
    billable: false,
    answer: () => ({
      body: {
        auth_user_field: ['name', 'userid', 'unionid', 'title'],
        condition_field: [],
        auth_org_scopes: { authed_user: [], authed_dept: [1] },
      },
    }),
  },
];

/** The root when a person has none. */
export function departmentsOf({ departmentIds }: SandboxPerson): readonly number[] {
  return departmentIds ?? [1];
}

/** The answer is the `result`; null for parameters DingTalk does not take. */
function inDepartment(
  path: string,
  answer: (state: SandboxState, departmentId: number, body: Body) => object | null,
): Route {
  return {
    method: 'POST',
    path,
    authenticated: true,
    billable: false,
    answer(state, request): Reply {
      const body = request.body ?? {};
      const id = departmentId(state, body);
      if (id === null) return refused('60003', '部门不存在');
      const result = answer(state, id, body);
      return result === null ? refused('400002', '参数错误') : { body: { result } };
    },
  };
}

/** The root when left out; null for a department that does not exist. */
function departmentId(state: SandboxState, body: Body): number | null {
  const asked = z.coerce.number().int().default(1).safeParse(body.dept_id);
  if (!asked.success) return null;
  const exists =
    asked.data === 1 || state.departments.some((known) => known.departmentId === asked.data);
  return exists ? asked.data : null;
}

function below(state: SandboxState, id: number): readonly SandboxDepartment[] {
  return state.departments.filter(({ parentId }) => parentId === id);
}

/** From the department itself up to the root. */
function chainOf(state: SandboxState, id: number): readonly number[] {
  const known = state.departments.find(({ departmentId }) => departmentId === id);
  return known ? [id, ...chainOf(state, known.parentId)] : [id];
}

function membersOf(state: SandboxState, id: number): readonly SandboxPerson[] {
  return [...state.people.values()].filter((person) => departmentsOf(person).includes(id));
}

function entryOf({ departmentId: dept_id, name, parentId: parent_id }: SandboxDepartment) {
  return { dept_id, name, parent_id, auto_add_user: false, create_dept_group: false };
}

const pageSchema = z.object({
  cursor: z.coerce.number().int().min(0),
  size: z.coerce.number().int().min(1).max(100),
});
