import { departmentsOf } from './departments.ts';
import type { SandboxPerson } from './known.ts';
import { unionIdOf } from './login.ts';
import type { SandboxState } from './state.ts';
import { type Reply, type Route, refused } from './wire.ts';

/** Single people. Whoever left is unknown. */
export const directoryRoutes: readonly Route[] = [
  lookUp('/topapi/v2/user/get', (state, body) => {
    const person = state.people.get(String(body.userid ?? ''));
    return person ? { body: { result: entryOf(person) } } : refused('60121', '找不到该用户');
  }),
  lookUp('/topapi/user/getbyunionid', (state, body) => {
    const userId = [...state.people.keys()].find((known) => unionIdOf(known) === body.unionid);
    return userId === undefined
      ? refused('60121', '找不到该用户')
      : { body: { result: { contact_type: 0, userid: userId } } };
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
