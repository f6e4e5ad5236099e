import type { Middleware } from 'koa';
import helmet from 'koa-helmet';

/** What browsers are told to refuse. In the sandbox one page shows several phones, so frames of our own are allowed. */
export function securityHeaders({
  sandbox,
  https,
}: {
  sandbox: boolean;
  https: boolean;
}): Middleware {
  const self = ["'self'"];
  const none = ["'none'"];
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: none,
        scriptSrc: self,
        styleSrc: self,
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: self,
        connectSrc: self,
        formAction: self,
        baseUri: none,
        objectSrc: none,
        frameSrc: sandbox ? self : none,
        frameAncestors: sandbox ? self : none,
      },
    },
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    xFrameOptions: { action: sandbox ? 'sameorigin' : 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
  });
}

/** Nothing the API answers may stay in a cache. */
export const neverStored: Middleware = async (context, next) => {
  if (!/^\/(api|sandbox\/api|healthz|metrics)\b/.test(context.path)) return next();
  context.set('Cache-Control', 'no-store');
  await next();
};
