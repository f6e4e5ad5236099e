import type { Middleware } from 'koa';

/**
 * Sandbox only: `/as/<staffId>/…` is the same app as that person's phone sees it. Every phone has a cookie of its own
 * under that path, so the mini-app only has to use relative addresses.
 */
export const phones: Middleware = async (context, next) => {
  const parts = /^\/as\/([\w.-]{1,64})(\/.*)?$/.exec(context.path);
  if (!parts) return next();
  const [, phone, rest] = parts;
  if (rest === undefined) return context.redirect(`/as/${phone}/`);
  context.state.phone = phone;
  context.path = rest;
  await next();
};
