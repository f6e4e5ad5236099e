import { existsSync } from 'node:fs';
import type { Middleware } from 'koa';
import sirv from 'sirv';

/** The built mini-app. Its files carry their hash in the name and stay for good; the pages themselves are always asked for. */
export function servePages(folder: string, { sandbox }: { readonly sandbox: boolean }): Middleware {
  if (!existsSync(folder)) return (_context, next) => next();
  const serve = sirv(folder, {
    etag: true,
    gzip: true,
    brotli: true,
    setHeaders(response, pathname) {
      const hashed = pathname.includes('/assets/');
      const lifetime = hashed ? 'public, max-age=31536000, immutable' : 'no-cache';
      response.setHeader('Cache-Control', lifetime);
    },
  });
  return async (context, next) => {
    if (context.method !== 'GET' && context.method !== 'HEAD') return next();
    // Its page loads what it needs by relative addresses.
    if (sandbox && context.path === '/sandbox') return context.redirect('/sandbox/');
    if (!sandbox && /^\/sandbox(\/|$)/.test(context.path)) return next();
    const found = await new Promise<boolean>((settle) => {
      context.res.once('finish', () => settle(true));
      context.res.once('close', () => settle(true));
      // sirv sets the status itself; Koa had put 404.
      context.res.statusCode = 200;
      serve(context.req, context.res, () => settle(false));
    });
    if (found) context.respond = false;
    else {
      context.status = 404;
      await next();
    }
  };
}
