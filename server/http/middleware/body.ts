import { bodyParser } from '@koa/bodyparser';
import type { Middleware } from 'koa';
import { BAD_JSON, TOO_LARGE, WRONG_CONTENT_TYPE } from '../failures.ts';
import { fail } from './errors.ts';

/** Reads JSON of at most 1 MB. */
export function readJson(): Middleware {
  const parse = bodyParser({ enableTypes: ['json'], jsonLimit: '1mb' });
  return async (context, next) => {
    let read = false;
    try {
      await parse(context, () => {
        read = true;
        return Promise.resolve();
      });
    } catch (thrown) {
      // The parser stops reading; what is still on its way would hold up the next request on this connection.
      context.req.resume();
      return fail(context, failureOf(statusOf(thrown)));
    }
    if (read) await next();
  };
}

function failureOf(status: number | undefined) {
  if (status === 413) return TOO_LARGE;
  return status === 415 ? WRONG_CONTENT_TYPE : BAD_JSON;
}

function statusOf(thrown: unknown): number | undefined {
  const status = thrown instanceof Error && 'status' in thrown ? thrown.status : undefined;
  return typeof status === 'number' ? status : undefined;
}
