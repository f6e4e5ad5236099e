import { randomUUID } from 'node:crypto';
import { SECOND } from '../domain/time.ts';
import type { SandboxState } from './state.ts';
import {
  type Family,
  type Reply,
  type Route,
  refused,
  refusedByGateway,
  type WireRequest,
} from './wire.ts';

const LIFETIME_SECONDS = 7200;

export const tokenRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/gettoken',
    authenticated: false,
    billable: false,
    answer(state, { query }) {
      const appKey = query.get('appkey');
      const appSecret = query.get('appsecret');
      if (!appKey || !appSecret) return refused('40035', '不合法的参数');
      if (!isOurs(state, appKey, appSecret)) return refused('40096', '不合法的appKey或appSecret');
      return { body: { access_token: issueToken(state), expires_in: LIFETIME_SECONDS } };
    },
  },
  {
    method: 'POST',
    path: '/v1.0/oauth2/accessToken',
    authenticated: false,
    billable: false,
    answer(state, { body }) {
      if (!isOurs(state, body?.appKey, body?.appSecret)) {
        return refused('invalidClientIdOrSecret', '无效的clientId或者clientSecret');
      }
      return { body: { accessToken: issueToken(state), expireIn: LIFETIME_SECONDS } };
    },
  },
  {
    method: 'POST',
    path: /^\/v1\.0\/oauth2\/[^/]+\/token$/,
    authenticated: false,
    billable: false,
    answer: answerCorporationToken,
  },
];

/** Null when the request carries a token that is known and has not run out. */
export function tokenRefusal(
  state: SandboxState,
  family: Family,
  request: WireRequest,
): Reply | null {
  const given =
    family === 'open'
      ? request.header('x-acs-dingtalk-access-token')
      : request.query.get('access_token');
  if (!given) {
    return family === 'open'
      ? refused('AuthenticationFailed.MissingParameter', '缺少x-acs-dingtalk-access-token')
      : refusedByGateway('40000', 'access_token is blank');
  }
  const isKnown = state.token?.value === given && state.clock() < state.token.expiresAt;
  if (isKnown && request.weather !== 'tokenInvalid') return null;
  return family === 'open'
    ? refused('InvalidAuthentication', '不合法的access_token')
    : refusedByGateway('40014', '不合法的access_token');
}

function answerCorporationToken(state: SandboxState, { path, body }: WireRequest): Reply {
  if (body?.grant_type !== 'client_credentials') {
    return refused('unsupported.grant.type', '不支持的grant_type');
  }
  const isCorporation = path.split('/')[3] === state.credentials.corpId;
  if (!isCorporation || !isOurs(state, body.client_id, body.client_secret)) {
    return refused('unknownError', '未知错误', 500);
  }
  return { body: { access_token: issueToken(state), expires_in: LIFETIME_SECONDS } };
}

function isOurs({ credentials }: SandboxState, appKey: unknown, appSecret: unknown): boolean {
  return appKey === credentials.appKey && appSecret === credentials.appSecret;
}

/** While a token lives, asking again gives the same one and renews it. */
function issueToken(state: SandboxState): string {
  const now = state.clock();
  const value =
    state.token && now < state.token.expiresAt
      ? state.token.value
      : randomUUID().replaceAll('-', '');
  state.token = { value, expiresAt: now + LIFETIME_SECONDS * SECOND };
  return value;
}
