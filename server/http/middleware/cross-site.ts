import type { Middleware } from 'koa';
import { CROSS_SITE, WRONG_CONTENT_TYPE } from '../failures.ts';
import { fail } from './errors.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A foreign page can make the browser send a request with our cookie, but it cannot set this header, nor send JSON,
 * without being asked who it is. Whatever changes something must bring both.
 */
export function refuseCrossSite(publicUrl: string): Middleware {
  const own = new URL(publicUrl).origin;
  return async (context, next) => {
    // What DingTalk posts is signed, and no session is looked at there.
    if (SAFE.has(context.method) || context.path.startsWith('/dingtalk/')) return next();
    const origin = context.get('Origin');
    const foreign =
      origin !== '' && origin !== own && origin !== `${context.protocol}://${context.host}`;
    if (foreign || context.get('X-Requested-With') === '') return fail(context, CROSS_SITE);
    // Null: there is no body at all, as when signing out. Neither type can be sent from a foreign page unasked.
    if (context.is('application/json', 'application/octet-stream') === false) {
      return fail(context, WRONG_CONTENT_TYPE);
    }
    await next();
  };
}
