import type { Middleware } from 'koa';
import type { Config } from './config.ts';
import type { DingTalkCredentials } from './config-dingtalk.ts';
import type { Offers } from './delivery-side.ts';
import { connectDingTalk, type DingTalk, type DingTalkSurroundings } from './dingtalk/dingtalk.ts';
import type { Calendar } from './domain/calendar.ts';
import type { Directory, PostId } from './domain/directory.ts';
import type { OfficeClock } from './office-clock.ts';
import { officePage } from './sandbox/office-page.ts';
import { type Sandbox, type SandboxCredentials, startSandbox } from './sandbox/sandbox.ts';

/** DingTalk as the office has it: the real one, or the embedded one with the page that shows everyone's phones. */
export interface DingTalkSide {
  readonly dingTalk: DingTalk;
  /** What the office has beyond notices and the group. */
  readonly offers: Offers;
  /** By which way DingTalk speaks to us, and the secrets it signs with. */
  readonly ways: ReceivingWays;
  readonly corpId: string;
  /** Put into every address of the mini-app: by it the page knows whom to ask for a login code. */
  readonly query: string;
  readonly sandbox: Sandbox | null;
  readonly page: Middleware | null;
  stop(): Promise<void>;
}

type ReceivingWays = Pick<
  DingTalkCredentials,
  | 'receive'
  | 'appKey'
  | 'appSecret'
  | 'corpId'
  | 'callbackAesKey'
  | 'callbackToken'
  | 'groupConversationId'
>;

export interface SideSurroundings extends Omit<DingTalkSurroundings, 'clock'> {
  readonly clock: OfficeClock;
  readonly directory: () => Promise<Directory>;
  readonly calendar: () => Calendar;
  /** The office, as its group and its organisation are called. */
  readonly title: string;
  /** The posts by which people are told of assignments, with their titles. */
  readonly postTitles: ReadonlyMap<PostId, string>;
  /** Where the embedded DingTalk keeps what it has seen. */
  readonly journal: string;
  /** For its limits a second or a minute: real elapsed milliseconds unless told. */
  readonly elapsed?: () => number;
  readonly callsPerSecond?: number;
  /** Of the embedded DingTalk: billable calls a month. */
  readonly quota?: number;
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
    offers: {
      cards: credentials.cardTemplateId !== undefined,
      operator: credentials.operatorUserId ?? null,
      approvals: credentials.approvalProcessCode !== undefined,
      ding: credentials.ding,
      mention: credentials.groupWebhook !== undefined,
    },
    ways: credentials,
    corpId,
    query: `?${new URLSearchParams({ corpId, clientId: appKey })}`,
    sandbox: null,
    page: null,
    stop: async () => {},
  };
}

async function sandboxSide(given: SideSurroundings): Promise<DingTalkSide> {
  const {
    clock,
    directory,
    calendar,
    postTitles,
    title: office,
    journal,
    elapsed,
    callsPerSecond,
    quota,
    ...surroundings
  } = given;
  const known = await directory();
  const sandbox = await startSandbox({
    clock: clock.now,
    ...organisation(known, office),
    forms: [SIGNING_FORM],
    credentials: CREDENTIALS,
    journal,
    ...(elapsed ? { elapsed } : {}),
    ...(callsPerSecond === undefined ? {} : { callsPerSecond }),
    ...(quota === undefined ? {} : { quota }),
  });
  const { apiBase, oapiBase } = sandbox;
  const dingTalk = connectDingTalk(
    {
      ...CREDENTIALS,
      groupConversationId: CONVERSATION,
      groupWebhook: sandbox.webhookUrl,
      groupSecret: CREDENTIALS.webhookSecret,
      cardTemplateId: 'sandbox-card.schema',
      approvalProcessCode: SIGNING_FORM.processCode,
      apiBase,
      oapiBase,
    },
    { ...surroundings, ...(elapsed ? { elapsed } : {}), clock: clock.now },
  );
  const page = officePage({
    sandbox,
    conversationId: CONVERSATION,
    clock,
    directory,
    calendar,
    postTitles,
  });
  // Everything DingTalk has, so that whoever tries it sees all of it.
  const officers = [...known.staff.values()].filter(({ roles }) => roles.length > 0);
  const operator = (officers.find(({ unitId }) => unitId !== undefined) ?? officers[0])?.id ?? null;
  const offers = { cards: true, operator, approvals: true, ding: true, mention: true };
  return {
    dingTalk,
    offers,
    ways: { ...CREDENTIALS, receive: 'stream', groupConversationId: CONVERSATION },
    corpId: CREDENTIALS.corpId,
    query: '',
    sandbox,
    page,
    stop: sandbox.stop,
  };
}

/** Everybody of the installation, in one group, and a department for every unit. */
function organisation({ staff, units }: Directory, office: string) {
  const unitIds = [...units.keys()];
  return {
    people: [...staff.values()].map(({ id, name, title, unitId }) => ({
      userId: id,
      name,
      title,
      departmentIds: [departmentOf(unitId, unitIds)],
    })),
    departments: [
      { departmentId: ROOT, name: office, parentId: 0 },
      ...[...units.values()].map(({ id, name }) => ({
        departmentId: departmentOf(id, unitIds),
        name,
        parentId: ROOT,
      })),
    ],
    groups: [
      { conversationId: CONVERSATION, name: `${office}工作群`, memberIds: [...staff.keys()] },
    ],
  };
}

/** The root when somebody belongs to no unit; the units come after it. */
function departmentOf(unitId: string | undefined, units: readonly string[]): number {
  return unitId === undefined ? ROOT : ROOT + 1 + units.indexOf(unitId);
}

const CONVERSATION = 'sandbox-group';
const ROOT = 1;

/** The approval template, as if it had been made there before. */
const SIGNING_FORM = {
  processCode: 'PROC-SANDBOX',
  name: '信访件签批',
  fields: [
    { label: '信访编号', required: true },
    { label: '事项', required: true },
    { label: '摘要', required: false },
  ],
};

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
