import { reactive, readonly } from 'vue';
import type { Me } from '../server/contract/people.ts';
import type { Answer } from './api/call.ts';
import { loadMe, logIn, logOut } from './api/session.ts';
import { clock } from './clock.ts';
import { requestLoginCode } from './dingtalk.ts';
import { officeHours } from './office-hours.ts';

interface Session {
  state: 'starting' | 'signedIn' | 'signedOut' | 'unreachable';
  me: Me | null;
  /** Why there is no session, in words for the person. */
  message: string;
}

const state = reactive<Session>({ state: 'starting', me: null, message: '' });
let renewal: Promise<boolean> | null = null;

/** Who is using the app. */
export const session = readonly(state);

/** Signs in with the code in the address, or goes on with the session there is, or asks DingTalk for a code. */
export async function startSession(): Promise<void> {
  state.state = 'starting';
  const code = codeFromAddress();
  const login = code === null ? null : await logIn(code);
  if (login && settle(login)) return;
  const known = await loadMe();
  if (known.ok || known.failure.kind !== 'signedOut') settle(known);
  else if (login && !login.ok && login.failure.kind === 'refused') settle(login);
  else await renewSession();
}

/** 免登 once more, without a word to the person; several failing calls share one attempt. */
export function renewSession(): Promise<boolean> {
  renewal ??= askAgain().finally(() => {
    renewal = null;
  });
  return renewal;
}

export async function endSession(): Promise<boolean> {
  const answer = await logOut();
  if (!answer.ok && answer.failure.kind !== 'signedOut') return false;
  Object.assign(state, { state: 'signedOut', me: null, message: '您已退出登录。' });
  return true;
}

async function askAgain(): Promise<boolean> {
  const code = await requestLoginCode();
  if (code !== null) return settle(await logIn(code));
  state.state = 'signedOut';
  state.message = '';
  return false;
}

function settle(answer: Answer<Me>): boolean {
  if (answer.ok) {
    clock.synchronize(answer.value.now);
    officeHours.value = answer.value.officeHours;
    Object.assign(state, { state: 'signedIn', me: answer.value, message: '' });
    return true;
  }
  const { kind, message } = answer.failure;
  state.state = kind === 'unknown' ? 'unreachable' : 'signedOut';
  state.message = message;
  return false;
}

/** The code works once, so it is taken out of the address before anyone can bookmark or share it. */
function codeFromAddress(): string | null {
  const address = new URL(location.href);
  const code = address.searchParams.get('code');
  if (code === null) return null;
  address.searchParams.delete('code');
  history.replaceState(history.state, '', address);
  return code;
}
