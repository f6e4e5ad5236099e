import { randomBytes } from 'node:crypto';
import { loginBody, me } from '../../contract/people.ts';
import { mayEnter } from '../../domain/access.ts';
import { officeOf } from '../../domain/office.ts';
import { HOUR, instant } from '../../domain/time.ts';
import { IDLE_MS } from '../endpoint.ts';
import type { Failure } from '../failures.ts';
import { openRoute, type Reply, type Scene } from '../route.ts';
import { takeScene } from '../scene.ts';
import { meView } from './me.ts';

/** However busy, everyone signs in anew after a working day's morning and afternoon. */
const ABSOLUTE_MS = 8 * HOUR;
const TOKEN_BYTES = 32;

export const logIn = openRoute(
  {
    method: 'POST',
    path: '/api/session',
    summary: '钉钉免登：以免登码换取会话',
    access: 'everyone',
    rate: 'logins',
    body: loginBody,
    answer: me,
  },
  async ({ body }, scene) => {
    const { deps, directory, now } = scene;
    const exchanged = await deps.exchangeLoginCode(body.code);
    if (!exchanged.ok) {
      await noteLogin(scene, { ok: false, detail: exchanged.failure.code });
      return { failure: dingTalkFailure(exchanged.failure) };
    }
    const person = directory.staff.get(exchanged.value.userId);
    if (!person || !mayEnter(person, directory)) {
      await noteLogin(scene, { ok: false, detail: person ? 'left' : 'unknown' });
      return { failure: STRANGER };
    }
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const expiresAt = instant(now + ABSOLUTE_MS);
    await deps.store.createSession({
      token,
      staffId: person.id,
      createdAt: now,
      idleUntil: instant(now + IDLE_MS),
      expiresAt,
    });
    await noteLogin(scene, { ok: true, actor: person.id });
    const own = await takeScene(deps, officeOf(person));
    return { status: 200, body: meView(person, own), session: { token, expiresAt } };
  },
);

export const logOut = openRoute(
  {
    method: 'DELETE',
    path: '/api/session',
    summary: '退出登录',
    access: 'everyone',
    rate: 'logins',
    answer: null,
  },
  async ({ caller: { token } }, { deps: { store }, now }): Promise<Reply> => {
    const session = token === null ? null : await store.findSession(token, now);
    if (token && session) {
      await store.deleteSession(token);
      await store.recordAudit({ at: now, actor: session.staffId, action: 'logout', ok: true });
    }
    return { status: 204, session: null };
  },
);

const STRANGER: Failure = {
  status: 403,
  code: 'notOfThisOffice',
  message: '您不在本系统的人员名单中，不能登录。如应开通，请联系{office}管理员。',
};

/** What passes by itself is not tried again by us: the code is good for one attempt, and only the person has another. */
function dingTalkFailure(failure: {
  readonly class: string;
  readonly explanation: string;
}): Failure {
  const why = passing.has(failure.class) ? NO_ANSWER : failure.explanation;
  return { status: 502, code: 'dingTalk', message: `钉钉登录未成功：${why}` };
}

const passing: ReadonlySet<string> = new Set(['soon', 'slow', 'ban', 'unknown']);
const NO_ANSWER =
  '钉钉暂时没有应答。请过几分钟从钉钉重新打开本应用；仍不能登录请联系{office}管理员。';

function noteLogin(
  { deps: { store }, now }: Scene,
  entry: { readonly ok: boolean; readonly actor?: string; readonly detail?: string },
): Promise<void> {
  return store.recordAudit({ at: now, action: 'login', ...entry });
}
