import { SECOND } from '../domain/time.ts';
import { approvalRoutes } from './approvals.ts';
import { spentThisMonth } from './budget.ts';
import { departmentRoutes } from './departments.ts';
import { dingRoutes } from './dings.ts';
import { directoryRoutes } from './directory.ts';
import { gatewayRoutes } from './gateway.ts';
import { groupChatRoutes } from './group-chat.ts';
import { cardRoutes } from './interactive-cards.ts';
import { loginRoutes } from './login.ts';
import { oneToOneRoutes } from './one-to-one.ts';
import { pageTicketRoutes } from './page-ticket.ts';
import { sessionRoutes } from './session.ts';
import { type SandboxState, withinRate } from './state.ts';
import { toDoRoutes } from './to-dos.ts';
import { tokenRefusal, tokenRoutes } from './tokens.ts';
import type { Weather } from './weather.ts';
import { webhookRoutes } from './webhook.ts';
import {
  type Family,
  familyOf,
  type Reply,
  type Route,
  refused,
  refusedByGateway,
  type WireRequest,
} from './wire.ts';
import { workNoticeRoutes } from './work-notices.ts';

const routes: readonly Route[] = [
  ...tokenRoutes,
  ...loginRoutes,
  ...directoryRoutes,
  ...workNoticeRoutes,
  ...groupChatRoutes,
  ...webhookRoutes,
  ...sessionRoutes,
  ...oneToOneRoutes,
  ...dingRoutes,
  ...cardRoutes,
  ...toDoRoutes,
  ...approvalRoutes,
  ...departmentRoutes,
  ...pageTicketRoutes,
  ...gatewayRoutes,
];

/** What DingTalk's gateway does before the API proper: address, token, rate, monthly quota. */
export function answer(
  state: SandboxState,
  request: WireRequest,
): { reply: Reply; counted: boolean } {
  const family = familyOf(request.path);
  const route = routes.find((known) => isFor(known, request));
  if (!route) return { reply: unknownAddress(family), counted: false };
  const refusal =
    weatherRefusal(request.weather, family, route) ??
    (route.authenticated ? tokenRefusal(state, family, request) : null) ??
    (withinRate(state, request.path, state.callsPerSecond, SECOND) ? null : tooFast(family)) ??
    (route.billable ? quotaRefusal(state, family) : null);
  if (refusal) return { reply: refusal, counted: false };
  return { reply: route.answer(state, request), counted: route.billable };
}

function isFor({ method, path }: Route, request: WireRequest): boolean {
  if (method !== request.method) return false;
  return typeof path === 'string' ? path === request.path : path.test(request.path);
}

/** The new API answers an unknown address with a 200 in the legacy form. */
function unknownAddress(family: Family): Reply {
  if (family === 'topapi') return refused('22', 'Invalid method');
  return refused('404', '请求的URI地址不存在', 200);
}

function weatherRefusal(weather: Weather | null, family: Family, route: Route): Reply | null {
  if (weather === 'busy') {
    return family === 'open' ? refused('system.busy', '系统繁忙', 503) : refused('-1', '系统繁忙');
  }
  if (weather === 'throttled') return tooFast(family);
  return weather === 'quota' && route.billable ? overQuota(family) : null;
}

function tooFast(family: Family): Reply {
  return family === 'open'
    ? refused('Forbidden.AccessDenied.QpsLimitForAppkeyAndApi', '应用调用该接口的QPS超限', 403)
    : refusedByGateway('90018', '您的应用调用该接口的频率过高');
}

function quotaRefusal(state: SandboxState, family: Family): Reply | null {
  return spentThisMonth(state) < state.quota ? null : overQuota(family);
}

function overQuota(family: Family): Reply {
  return family === 'open'
    ? refused('Forbidden.AccessDenied.ApiCountLimitForOrg', '企业本月接口调用量已超限', 403)
    : refusedByGateway('90020', '企业本月接口调用量已超限');
}
