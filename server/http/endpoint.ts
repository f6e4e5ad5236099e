import type { Context, Middleware } from 'koa';
import { holdsRight, mayEnter } from '../domain/access.ts';
import type { StaffMember } from '../domain/directory.ts';
import { officeOf } from '../domain/office.ts';
import { inTerms } from '../domain/terms.ts';
import { instant, MINUTE } from '../domain/time.ts';
import type { AppDeps } from './app-deps.ts';
import {
  ADMINISTRATORS_ONLY,
  AUDITORS_ONLY,
  type Failure,
  type FieldFailure,
  fileTooLarge,
  OFFICE_ONLY,
  ROLE_HOLDERS_ONLY,
  SIGNED_OUT,
} from './failures.ts';
import type { Metrics } from './metrics.ts';
import { fail } from './middleware/errors.ts';
import type { Throttle } from './middleware/throttle.ts';
import { readUpload } from './middleware/upload.ts';
import type { Caller, Reply, Route, Scene } from './route.ts';
import { takeOpenScene, takeScene } from './scene.ts';
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
  readonly metrics: Metrics;
}

/** Who asks, may he, not too often, is it well-formed, and then the route's own work. */
export function endpoint(route: Route, parts: EndpointParts): Middleware {
  return async (context) => {
    context.state.route = route.path;
    const caller = await callerOf(context, route, parts);
    const scene = await (caller.person
      ? takeScene(parts.deps, officeOf(caller.person))
      : takeOpenScene(parts.deps));
    const failure =
      refusedAccess(route, caller.person, scene) ?? (await throttled(route, caller, parts));
    if (failure) return fail(context, inWords(failure, scene));
    const maximum = route.upload?.maximumBytes ?? 0;
    const bytes = await readUpload(context.req, maximum);
    if (bytes === null) return fail(context, fileTooLarge(maximum));
    const { params } = context;
    const query = { ...context.query };
    const { body } = context.request;
    const header = (name: string) => context.get(name);
    const request = { params, query, body, bytes, header, caller };
    const reply = await route.handle(request, scene);
    answerWith(reply, context, scene, parts);
    if (context.status === 200) nameType(context, reply, route);
  };
}

function nameType(context: Context, reply: Reply, { answer }: Route): void {
  const mediaType = 'mediaType' in reply ? reply.mediaType : answer;
  if (typeof mediaType === 'string') context.type = mediaType;
}

function answerWith(
  reply: Reply,
  context: Context,
  scene: Scene,
  { cookie, metrics }: EndpointParts,
): void {
  const { note } = reply;
  context.state.note = note;
  if (note?.command) metrics.command(note.command, note.outcome ?? '');
  if ('failure' in reply) {
    fail(context, inWords(reply.failure, scene));
    return;
  }
  const { session, status, body, saveAs } = reply;
  if (session === null) cookie.clear(context);
  if (session) cookie.write(context, session.token, scene.now, session.expiresAt);
  if (saveAs !== undefined) {
    context.set(
      'Content-Disposition',
      `attachment; filename*=UTF-8''${encodeURIComponent(saveAs)}`,
    );
  }
  context.status = status;
  if (body !== undefined) context.body = body;
}

/** What is told in the words of the institution. */
function inWords(failure: Failure, { regime }: Scene): Failure {
  const told = ({ field, message }: FieldFailure) => ({
    field,
    message: inTerms(message, regime.terms),
  });
  const { details } = failure;
  return {
    ...failure,
    message: inTerms(failure.message, regime.terms),
    ...(details ? { details: details.map(told) } : {}),
  };
}

async function callerOf(
  context: Context,
  { access }: Route,
  { cookie, deps }: EndpointParts,
): Promise<Caller> {
  const token = cookie.read(context);
  const person = access === 'everyone' || token === null ? null : await holderOf(token, deps);
  if (person) context.state.person = person.id;
  return { person, token, address: context.ip, local: isLocal(context) };
}

/** Whoever has left the office has no session, whatever the cookie says. */
async function holderOf(
  token: string,
  { store, clock }: Pick<AppDeps, 'store' | 'clock'>,
): Promise<StaffMember | null> {
  const now = clock();
  const [session, directory] = await Promise.all([
    store.findSession(token, now),
    store.directory(),
  ]);
  const person = session && directory.staff.get(session.staffId);
  if (!session || !person || !mayEnter(person, directory)) return null;
  const idleUntil = instant(now + IDLE_MS);
  if (idleUntil - session.idleUntil >= KEEP_EVERY_MS) await store.keepSession(token, idleUntil);
  return person;
}

function refusedAccess(
  { access }: Route,
  person: StaffMember | null,
  { regime }: Scene,
): Failure | null {
  if (access === 'everyone') return null;
  if (!person) return SIGNED_OUT;
  if (access === 'office' && !isOffice(person, regime)) return OFFICE_ONLY;
  if (access === 'administrator' && !holdsRight(person, regime, 'administers')) {
    return ADMINISTRATORS_ONLY;
  }
  if (access === 'auditor' && !holdsRight(person, regime, 'audits')) return AUDITORS_ONLY;
  return access === 'roleHolder' && person.roles.length === 0 ? ROLE_HOLDERS_ONLY : null;
}

function throttled(
  { rate }: Route,
  { person, address }: Caller,
  { throttle }: EndpointParts,
): Promise<Failure | undefined> | undefined {
  return rate && throttle(rate, person?.id ?? address);
}

function isLocal({ req, headers }: Context): boolean {
  const address = req.socket.remoteAddress ?? '';
  const loopback = address === '::1' || address.replace('::ffff:', '').startsWith('127.');
  return loopback && headers['x-forwarded-for'] === undefined && headers.forwarded === undefined;
}
