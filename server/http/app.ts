import Router from '@koa/router';
import Koa from 'koa';
import type { AppDeps } from './app-deps.ts';
import { type EndpointParts, endpoint } from './endpoint.ts';
import { wrongMethod } from './failures.ts';
import { createMetrics } from './metrics.ts';
import { readJson } from './middleware/body.ts';
import { refuseCrossSite } from './middleware/cross-site.ts';
import { fail, traceOf, translateErrors } from './middleware/errors.ts';
import { neverStored, securityHeaders } from './middleware/headers.ts';
import { servePages } from './middleware/pages.ts';
import { phones } from './middleware/phones.ts';
import { logRequests } from './middleware/request-log.ts';
import { createThrottle } from './middleware/throttle.ts';
import type { Route } from './route.ts';
import { allRoutes } from './routes.ts';
import { sessionCookie } from './session-cookie.ts';

/** The office's web application as a value: it listens to nothing until somebody serves its `callback()`. */
export function buildApp(deps: AppDeps): Koa {
  const { log, office, sandboxPage } = deps;
  const sandbox = sandboxPage !== null;
  const app = new Koa({ proxy: deps.proxyHops > 0, maxIpsCount: deps.proxyHops });
  // Only what goes wrong after the answer was begun arrives here: the other side hung up.
  app.on('error', (thrown: unknown) => log.debug(traceOf(thrown), 'connection lost'));
  const metrics = createMetrics();
  app.use(logRequests(log, metrics));
  app.use(securityHeaders({ sandbox, https: office.publicUrl.startsWith('https://') }));
  app.use(translateErrors(log));
  if (sandbox) app.use(phones);
  app.use(neverStored);
  app.use(refuseCrossSite(office.publicUrl));
  app.use(readJson());
  if (sandboxPage) app.use(sandboxPage);
  const cookie = sessionCookie(office.publicUrl);
  const throttle = createThrottle(deps.rateLimits);
  const router = routerOf(allRoutes(metrics), { deps, cookie, throttle, metrics });
  app.use(router.routes());
  app.use(servePages(deps.pages, { sandbox }));
  return app;
}

function routerOf(routes: readonly Route[], parts: EndpointParts): Router {
  const router = new Router();
  for (const route of routes) {
    router.register(route.path, [route.method], endpoint(route, parts));
  }
  for (const path of new Set(routes.map((route) => route.path))) {
    const methods = routes.filter((route) => route.path === path).map(({ method }) => method);
    router.all(path, (context) => fail(context, wrongMethod(methods)));
  }
  return router;
}
