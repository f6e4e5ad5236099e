import type { z } from 'zod';
import type { Calendar } from '../domain/calendar.ts';
import type { Directory, StaffMember } from '../domain/directory.ts';
import type { Office } from '../domain/office.ts';
import type { Regime } from '../domain/regime.ts';
import type { Instant } from '../domain/time.ts';
import type { AppDeps } from './app-deps.ts';
import { type Failure, inChinese, invalidRequest } from './failures.ts';

/** One address of the API, declared once: the router, the checks and the documentation are made from it. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** With `:name` for parameters. */
  readonly path: string;
  readonly summary: string;
  readonly access: Access;
  /** What it counts as when throttled; absent: not throttled. */
  readonly rate?: 'reads' | 'writes' | 'logins';
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** Null: nothing is answered but the status 204. A text is the media type of an answer that is not JSON. */
  readonly answer: z.ZodType | string | null;
  /** The body is a file as it is, `application/octet-stream`, of at most so many bytes; never together with `body`. */
  readonly upload?: { readonly maximumBytes: number };
  /** Other than 200 or 204. */
  readonly created?: true;
  readonly handle: (request: RawRequest, scene: Scene) => Reply | Promise<Reply>;
}

/**
 * `office` is whoever acts at the start of a flow: the clerks and the director of the petition office. `roleHolder` is
 * everyone with an office-wide role: the office and the leaders. The regulation says which of its roles administer the
 * office and which audit it.
 */
export type Access =
  | 'everyone'
  | 'signedIn'
  | 'roleHolder'
  | 'office'
  | 'administrator'
  | 'auditor';

export interface RawRequest {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  /** What was uploaded; empty where the route takes no file. */
  readonly bytes: Buffer;
  /** Empty for one that was not sent. */
  readonly header: (name: string) => string;
  readonly caller: Caller;
}

export interface Caller {
  /** Null only where `access` is `everyone`. */
  readonly person: StaffMember | null;
  readonly token: string | null;
  readonly address: string;
  /** Asked on this machine itself and not through a proxy. */
  readonly local: boolean;
}

/** The caller's office at the moment of the request; where nobody need sign in, the main one. */
export interface Scene {
  readonly deps: AppDeps;
  readonly now: Instant;
  readonly calendar: Calendar;
  readonly directory: Directory;
  readonly office: Office;
  /** Every version that a petition may be pinned to. */
  readonly regimes: readonly Regime[];
  /** The version under which is registered now. */
  readonly regime: Regime;
}

export type Reply<Body = unknown> =
  | {
      readonly status: 200 | 201 | 204 | 503;
      readonly body?: Body;
      /** Of a file whose kind differs from one to the next; otherwise the route's `answer` says it. */
      readonly mediaType?: string;
      /** Offers the body for saving under this name; without it the browser shows it. */
      readonly saveAs?: string;
      /** The session to put into the cookie; null takes it out. */
      readonly session?: { readonly token: string; readonly expiresAt: Instant } | null;
      /** Noted in the log line of the request: codes and ids only. */
      readonly note?: Readonly<Record<string, string>>;
    }
  | { readonly failure: Failure; readonly note?: Readonly<Record<string, string>> };

interface Declaration<Params, Query, Body, Answer>
  extends Omit<Route, 'handle' | 'params' | 'query' | 'body' | 'answer'> {
  readonly params?: z.ZodType<Params>;
  readonly query?: z.ZodType<Query>;
  readonly body?: z.ZodType<Body>;
  readonly answer: z.ZodType<Answer> | string | null;
}

export interface Asked<Params, Query, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly bytes: Buffer;
  readonly header: (name: string) => string;
  readonly caller: Caller;
}

type Handle<Asking, Answer> = (
  asked: Asking,
  scene: Scene,
) => Reply<Answer> | Promise<Reply<Answer>>;

/** A route that anyone may call. */
export function openRoute<
  Params = undefined,
  Query = undefined,
  Body = undefined,
  Answer = unknown,
>(
  declaration: Declaration<Params, Query, Body, Answer> & { readonly access: 'everyone' },
  handle: Handle<Asked<Params, Query, Body>, Answer>,
): Route {
  return { ...declaration, handle: checked(declaration, handle) };
}

/** A route for people of the office; who is asking is known. */
export function route<Params = undefined, Query = undefined, Body = undefined, Answer = unknown>(
  declaration: Declaration<Params, Query, Body, Answer> & {
    readonly access: Exclude<Access, 'everyone'>;
  },
  handle: Handle<Asked<Params, Query, Body> & { readonly person: StaffMember }, Answer>,
): Route {
  return {
    ...declaration,
    handle: checked(declaration, (asked, scene) => {
      const { person } = asked.caller;
      if (!person) throw new Error(`${declaration.path} was reached without a session`);
      return handle({ ...asked, person }, scene);
    }),
  };
}

/** Reads path, query and body by their schemas; whatever does not fit is answered with the fields at fault. */
function checked<Params, Query, Body, Answer>(
  { params, query, body }: Declaration<Params, Query, Body, Answer>,
  handle: Handle<Asked<Params, Query, Body>, Answer>,
): Route['handle'] {
  return (raw, scene) => {
    const read = {
      params: params?.safeParse(raw.params, { error: inChinese }),
      query: query?.safeParse(raw.query, { error: inChinese }),
      body: body?.safeParse(raw.body, { error: inChinese }),
    };
    for (const part of [read.params, read.query, read.body]) {
      if (part && !part.success) return { failure: invalidRequest(part.error) };
    }
    const asked = {
      params: read.params?.data,
      query: read.query?.data,
      body: read.body?.data,
      bytes: raw.bytes,
      header: raw.header,
      caller: raw.caller,
    };
    // Without a schema the type is `undefined`, and so is the value.
    return handle(asked as Asked<Params, Query, Body>, scene);
  };
}
