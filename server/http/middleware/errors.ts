import type { Context, Middleware } from 'koa';
import type { Logger } from 'pino';
import { BUG, type Failure, NOT_FOUND, UNKNOWN_ADDRESS } from '../failures.ts';

/** Whatever was thrown is a bug: it is logged, and the outside sees only that there was one. */
export function translateErrors(log: Logger): Middleware {
  return async (context, next) => {
    try {
      await next();
      if (context.status === 404 && context.body === undefined) {
        fail(
          context,
          context.method === 'GET' || context.path.startsWith('/api/')
            ? UNKNOWN_ADDRESS
            : NOT_FOUND,
        );
      }
    } catch (thrown) {
      log.error({ requestId: context.state.requestId, ...traceOf(thrown) }, 'bug');
      fail(context, BUG);
    }
  };
}

/** The one shape of every error. */
export function fail(context: Context, failure: Failure): void {
  const { status, code, message, details, retryAfter, allow } = failure;
  context.state.failure = code;
  context.status = status;
  if (retryAfter !== undefined) context.set('Retry-After', String(retryAfter));
  if (allow !== undefined) context.set('Allow', allow);
  context.body = {
    code,
    message,
    ...(details === undefined ? {} : { details }),
    requestId: context.state.requestId,
  };
}

/** Without its message, which may quote what somebody wrote. */
export function traceOf(thrown: unknown): { error: string; code?: string; at: readonly string[] } {
  if (!(thrown instanceof Error)) return { error: typeof thrown, at: [] };
  const frames = (thrown.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    error: thrown.name,
    ...('code' in thrown && typeof thrown.code === 'string' ? { code: thrown.code } : {}),
    at: frames.slice(0, 12).map((line) => line.trim()),
  };
}
