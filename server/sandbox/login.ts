import { randomUUID } from 'node:crypto';
import { MINUTE } from '../domain/time.ts';
import type { SandboxState } from './state.ts';
import { type Route, refused } from './wire.ts';

const LIFETIME_MS = 5 * MINUTE;

export const loginRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/topapi/v2/user/getuserinfo',
    authenticated: true,
    billable: false,
    answer(state, { body }) {
      const code = String(body?.code ?? '');
      const issued = state.loginCodes.get(code);
      state.loginCodes.delete(code);
      const person = issued && state.people.get(issued.userId);
      if (!person || state.clock() >= issued.expiresAt) {
        return refused('40078', '不存在的临时授权码');
      }
      const { userId, name } = person;
      const unionid = unionIdOf(userId);
      return {
        body: {
          result: {
            userid: userId,
            unionid,
            associated_unionid: unionid,
            name,
            device_id: 'sandbox',
            sys: false,
            sys_level: 0,
          },
        },
      };
    },
  },
];

/** An unknown person is a mistake in the caller, not something DingTalk would answer: it throws. */
export function issueLoginCode(state: SandboxState, userId: string): string {
  if (!state.people.has(userId)) throw new Error(`nobody in the sandbox has the user id ${userId}`);
  const code = randomUUID().replaceAll('-', '');
  state.loginCodes.set(code, { userId, expiresAt: state.clock() + LIFETIME_MS });
  return code;
}

export function unionIdOf(userId: string): string {
  return `union-${userId}`;
}
