import type { Me } from '../../server/contract/people.ts';
import { type Answer, call } from './call.ts';

/** POST /api/session: exchanges a 免登 code for the session cookie. */
export function logIn(code: string): Promise<Answer<Me>> {
  return call('POST', '/session', { code });
}

/** DELETE /api/session */
export function logOut(): Promise<Answer<null>> {
  return call('DELETE', '/session');
}

/** GET /api/me */
export function loadMe(): Promise<Answer<Me>> {
  return call('GET', '/me');
}
