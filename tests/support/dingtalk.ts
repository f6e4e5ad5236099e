import { onTestFinished } from 'vitest';
import {
  type ApiCall,
  connectDingTalk,
  type DingTalkConfig,
  type WorkNotice,
} from '../../server/dingtalk/dingtalk.ts';
import { type Instant, instant } from '../../server/domain/time.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../server/sandbox/sandbox.ts';
import { at } from './at.ts';

export const credentials = {
  appKey: 'ding-app-key',
  appSecret: 'ding-app-secret',
  agentId: '30001',
  corpId: 'ding-corporation',
  robotCode: 'ding-robot',
  webhookToken: 'webhook-token',
  webhookSecret: 'SEC-webhook-secret',
};

export const conversationId = 'cid-office==';

export interface OpenedDingTalk {
  readonly options?: Partial<SandboxOptions>;
  /** May depend on where the sandbox turned out to listen. */
  readonly config?: Partial<DingTalkConfig> | ((sandbox: Sandbox) => Partial<DingTalkConfig>);
  readonly timeoutMs?: number;
}

/**
 * A DingTalk on loopback, and the adapter connected to it. Time stands still at 2026-09-28 11:00 unless a
 * test moves it or the adapter waits for its own limiter.
 */
export async function openDingTalk({ options, config, timeoutMs }: OpenedDingTalk = {}) {
  let now: Instant = at('2026-09-28 11:00');
  let elapsed = 0;
  const pass = (ms: number) => {
    now = instant(now + ms);
    elapsed += ms;
  };
  const sandbox = await startSandbox({
    clock: () => now,
    elapsed: () => elapsed,
    people: people(3),
    groups: [{ conversationId, name: '信访工作群', memberIds: ['user-1', 'user-2'] }],
    credentials,
    ...options,
  });
  onTestFinished(() => sandbox.stop());
  const billed: ApiCall[] = [];
  const dingtalk = connectDingTalk(
    {
      ...credentials,
      groupConversationId: conversationId,
      apiBase: sandbox.apiBase,
      oapiBase: sandbox.oapiBase,
      ...(typeof config === 'function' ? config(sandbox) : config),
    },
    {
      clock: () => now,
      random: () => 0,
      onCall: (call) => billed.push(call),
      wait: (ms) => Promise.resolve(pass(ms)),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    },
  );
  return {
    sandbox,
    dingtalk,
    /** What the adapter reported for the budget. */
    billed,
    pass,
    now: () => now,
    setTime(text: string) {
      now = at(text);
    },
    /** How often the sandbox was asked at a path ending like this. */
    asked: (path: string) => sandbox.record().filter((call) => call.path.endsWith(path)).length,
  };
}

export function people(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    userId: `user-${index + 1}`,
    name: `联络员${index + 1}`,
  }));
}

export function aNotice(changes: Partial<WorkNotice> = {}): WorkNotice {
  return {
    userIds: ['user-1', 'user-2'],
    title: '新交办',
    markdown: '信访件 XF-2026-0012 已交办贵单位，请于今日内接收。',
    link: 'https://office.example/petitions/12?from=notice',
    linkTitle: '查看',
    ...changes,
  };
}
