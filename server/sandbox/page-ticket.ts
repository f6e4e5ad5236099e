import { randomUUID } from 'node:crypto';
import { DAY, HOUR } from '../domain/time.ts';
import type { SandboxState } from './state.ts';
import type { Route } from './wire.ts';

const LIFETIME_MS = 2 * HOUR;

/** The ticket that pages are signed with (jsapi_ticket). */
export const pageTicketRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/v1.0/oauth2/jsapiTickets',
    authenticated: true,
    billable: false,
    answer: (state) => ({ body: { jsapiTicket: issue(state), expireIn: LIFETIME_MS / 1000 } }),
  },
  {
    method: 'GET',
    path: '/get_jsapi_ticket',
    authenticated: true,
    billable: false,
    answer: (state) => ({ body: { ticket: issue(state), expires_in: LIFETIME_MS / 1000 } }),
  },
];

/** The same one while it lives, renewed by the asking, and never older than a day. */
function issue(state: SandboxState): string {
  const now = state.clock();
  const known = state.pageTicket;
  const isAlive = known !== null && now < known.expiresAt && now - known.since < DAY;
  const { value, since } = isAlive ? known : { value: randomUUID(), since: now };
  state.pageTicket = { value, since, expiresAt: now + LIFETIME_MS };
  return value;
}
