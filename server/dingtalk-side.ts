import type { Middleware } from 'koa';
import { demonstrationOffice } from '../db/seed-office.ts';
import type { Config } from './config.ts';
import type { DingTalkCredentials } from './config-dingtalk.ts';
import { connectDingTalk, type DingTalk, type DingTalkSurroundings } from './dingtalk/dingtalk.ts';
import type { Calendar } from './domain/calendar.ts';
import type { Directory } from './domain/directory.ts';
import type { OfficeClock } from './office-clock.ts';
import { officePage } from './sandbox/office-page.ts';
import { type Sandbox, type SandboxCredentials, startSandbox } from './sandbox/sandbox.ts';

/** DingTalk as the office has it: the real one, or the embedded one with the page that shows everyone's phones. */
export interface DingTalkSide {
  readonly dingTalk: DingTalk;
  readonly corpId: string;
  /** Put into every address of the mini-app: by it the page knows whom to ask for a login code. */
  readonly query: string;
  readonly sandbox: Sandbox | null;
  readonly page: Middleware | null;
  stop(): Promise<void>;
}

export interface SideSurroundings extends Omit<DingTalkSurroundings, 'clock'> {
  readonly clock: OfficeClock;
  readonly directory: () => Promise<Directory>;
  readonly calendar: () => Calendar;
  /** Where the embedded DingTalk keeps what it has seen. */
  readonly journal: string;
  /** For its limits a second or a minute: real elapsed milliseconds unless told. */
  readonly elapsed?: () => number;
}

export async function openDingTalkSide(
  config: Config,
  given: SideSurroundings,
): Promise<DingTalkSide> {
  return config.dingTalk ? realSide(config.dingTalk, given) : await sandboxSide(given);
}

function realSide(
  credentials: DingTalkCredentials,
  { clock, ...given }: SideSurroundings,
): DingTalkSide {
  const { corpId, appKey } = credentials;
  return {
    dingTalk: connectDingTalk(credentials, { ...given, clock: clock.now }),
    corpId,
    query: `?${new URLSearchParams({ corpId, clientId: appKey })}`,
    sandbox: null,
    page: null,
    stop: async () => {},
  };
}

async function sandboxSide(given: SideSurroundings): Promise<DingTalkSide> {
  const { clock, directory, calendar, journal, elapsed, ...surroundings } = given;
  const staff = [...(await directory()).staff.values()];
  const sandbox = await startSandbox({
    clock: clock.now,
    people: staff.map(({ id, name, title }) => ({ userId: id, name, title })),
    groups: [
      {
        conversationId: CONVERSATION,
        name: `${demonstrationOffice().title}工作群`,
        memberIds: staff.map(({ id }) => id),
      },
    ],
    credentials: CREDENTIALS,
    journal,
    ...(elapsed ? { elapsed } : {}),
  });
  const { apiBase, oapiBase } = sandbox;
  const dingTalk = connectDingTalk(
    { ...CREDENTIALS, groupConversationId: CONVERSATION, apiBase, oapiBase },
    { ...surroundings, clock: clock.now },
  );
  const page = officePage({ sandbox, conversationId: CONVERSATION, clock, directory, calendar });
  return { dingTalk, corpId: CREDENTIALS.corpId, query: '', sandbox, page, stop: sandbox.stop };
}

const CONVERSATION = 'sandbox-group';

/** Known to the embedded DingTalk only. */
const CREDENTIALS: SandboxCredentials = {
  appKey: 'sandbox-app',
  appSecret: 'sandbox-secret',
  agentId: '1',
  corpId: 'sandbox-corp',
  robotCode: 'sandbox-robot',
  webhookToken: 'sandbox-webhook',
  webhookSecret: 'sandbox-webhook-secret',
};
