import { renewSession } from '../session.ts';
import { type Answer, call, type Method } from './call.ts';

/** A call that survives the end of a session: signs in again once, silently, and repeats itself. */
export async function request<Value>(
  method: Method,
  path: string,
  body?: unknown,
): Promise<Answer<Value>> {
  const answer = await call<Value>(method, path, body);
  if (answer.ok || answer.failure.kind !== 'signedOut') return answer;
  return (await renewSession()) ? call<Value>(method, path, body) : answer;
}
