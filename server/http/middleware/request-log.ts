import { randomUUID } from 'node:crypto';
import type { Middleware } from 'koa';
import type { Logger } from 'pino';
import type { Metrics } from '../metrics.ts';

/** Gives every request its number and every request one line: ids, codes and times; no body, no query, no address. */
export function logRequests(log: Logger, metrics: Metrics): Middleware {
  return async (context, next) => {
    const requestId = randomUUID();
    context.state.requestId = requestId;
    context.set('X-Request-Id', requestId);
    const started = performance.now();
    await next();
    const ms = Math.round(performance.now() - started);
    const { route, person, failure, note } = context.state;
    const { method, status } = context;
    metrics.request(method, route ?? 'page', status, ms);
    const line = { requestId, method, route, status, ms, person, failure, ...note };
    if (route === undefined) log.debug(line, 'page');
    else log.info(line, 'request');
  };
}
