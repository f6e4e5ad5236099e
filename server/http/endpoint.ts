import type { Context, Middleware } from 'koa';
import type { StaffMember } from '../domain/directory.ts';
import { instant, MINUTE } from '../domain/time.ts';
import type { AppDeps } from './app-deps.ts';
import { type Failure, OFFICE_ONLY, SIGNED_OUT } from './failures.ts';
import { fail } from './middleware/errors.ts';
import type { Throttle } from './middleware/throttle.ts';
import type { Caller, Route, Scene } from './route.ts';
import { takeScene } from './scene.ts';
import type { SessionCookie } from './session-cookie.ts';
import { isOffice } from './views/people.ts';

/** A session falls idle after half an hour without a request. */
export const IDLE_MS = 30 * MINUTE;
/** Not every request moves the end of idleness, or every reading would be a writing. */
const KEEP_EVERY_MS = MINUTE;

export interface EndpointParts {
  readonly deps: AppDeps;
  readonly cookie: SessionCookie;
  readonly throttle: Throttle;
}

/** Who asks, may he, not too often, is it well-formed, and then the route's own work. */
export function endpoint(route: Route, { deps, cookie, throttle }: EndpointParts): Middleware {
  return async (context) => {
    context.state.route = route.path;
    const scene = await takeScene(deps);
    const token = cookie.read(context);
    const person = route.access === 'everyone' ? null : await whoHolds(token, scene);
    if (person) context.state.person = person.id;
    const failure =
      refusedAccess(route, person, scene) ??
      (route.rate && (await throttle(route.rate, person?.id ?? context.ip)));
    if (failure) return fail(context, failure);
    const reply = await route.handle(
      {
        params: context.params,
        query: { ...context.query },
        body: context.request.body,
        caller: callerOf(context, person, token),
      },
      scene,
    );
    Object.assign(context.state, reply.note ? { note: reply.note } : {});
    if ('failure' in reply) return fail(context, reply.failure);
    if (reply.session === null) cookie.clear(context);
    if (reply.session) cookie.write(context, reply.session.token, scene.now, reply.session.expiresAt);
    context.status = reply.status;
    if (typeof route.answer === 'string') context.type = route.answer;
    if (reply.body !== undefined) context.body = reply.body;
  };
}

async function whoHolds(token: string | null, { deps, now, directory }: Scene) {
  const session = token === null ? null : await deps.store.findSession(token, now);
  const person = session && directory.staff.get(session.staffId);
  if (!token || !session || !person?.active) return null;
  const idleUntil = instant(now + IDLE_MS);
  if (idleUntil - session.idleUntil >= KEEP_EVERY_MS) {
    await deps.store.keepSession(token, idleUntil);
  }
  return person;
}

function refusedAccess(route: Route, person: StaffMember | null, { regime }: Scene): Failure | null {
  if (route.access === 'everyone') return null;
  if (!person) return SIGNED_OUT;
  return route.access === 'office' && !isOffice(person, regime) ? OFFICE_ONLY : null;
}

function callerOf(context: Context, person: StaffMember | null, token: string | null): Caller {
  const { requestId } = context.state;
  return { person, token, address: context.ip, requestId, local: isLocal(context) };
}

function isLocal({ req, headers }: Context): boolean {
  const address = req.socket.remoteAddress ?? '';
  const loopback = address === '::1' || address.replace('::ffff:', '').startsWith('127.');
  return loopback && headers['x-forwarded-for'] === undefined && headers.forwarded === undefined;
}
