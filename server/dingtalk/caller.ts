import type { CallOutcome } from './failures.ts';
import type { LegacyClient, LegacyRequest } from './legacy-client.ts';
import type { Limiter } from './limiter.ts';
import type { OpenPlatform, PlatformAnswer, PlatformRequest } from './open-platform.ts';
import type { Sdk } from './sdk.ts';
import type { TokenKeeper } from './token.ts';

/** A call in its turn and with a token, to either family of APIs. */
export interface Caller {
  platform<Value>(
    request: PlatformRequest<Value>,
    perform: (sdk: Sdk, token: string) => Promise<PlatformAnswer>,
  ): Promise<CallOutcome<Value>>;
  /** `path` below the base of oapi. */
  legacy<Value>(
    path: string,
    request: Omit<LegacyRequest<Value>, 'url'>,
  ): Promise<CallOutcome<Value>>;
}

export function createCaller(given: {
  readonly oapiBase: string;
  readonly openPlatform: OpenPlatform;
  readonly legacy: LegacyClient;
  readonly tokens: TokenKeeper;
  readonly limiter: Limiter;
}): Caller {
  const { oapiBase, openPlatform, legacy, tokens, limiter } = given;
  return {
    platform: (request, perform) =>
      limiter.run(() =>
        tokens.withToken((token) => openPlatform.call(request, (sdk) => perform(sdk, token))),
      ),
    legacy: (path, request) =>
      limiter.run(() =>
        tokens.withToken((token) => {
          const url = new URL(`${oapiBase}${path}`);
          url.searchParams.set('access_token', token);
          return legacy.post({ url, ...request });
        }),
      ),
  };
}
