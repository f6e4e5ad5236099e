import { z } from 'zod';
import { moment, text } from './field.ts';

/** POST /sandbox/api/clock: where the demonstration office's clock may jump. */
export const clockMove = z.strictObject({
  move: z.enum(['hour', 'opening', 'workingDay'], {
    error: 'move 只能是 hour（过1小时）、opening（到下次上班）或 workingDay（到下个工作日）。',
  }),
});

/** POST /sandbox/api/phones/:id/open: the notice tapped, or none to open the mini-app from elsewhere. */
export const openRequest = z.strictObject({ taskId: z.string().max(40).optional() });

/** POST /sandbox/api/phones/:id/tap: the primary button of a card, with the opinion chosen on it. */
export const tapRequest = z.strictObject({
  outTrackId: z.string().max(200),
  phrase: z.string().max(500).optional(),
});

/** POST /sandbox/api/phones/:id/say: to the robot, one to one or mentioning it in the group. */
export const sayRequest = z.strictObject({
  text: text('要说的话', 1, 500),
  where: z.enum(['robot', 'group']),
});

/** POST /sandbox/api/phones/:id/decide */
export const decideRequest = z.strictObject({
  instanceId: z.string().max(200),
  result: z.enum(['agree', 'refuse']),
  remark: z.string().trim().max(500, '审批意见不得超过500个字。'),
});

const weathers = [
  'busy',
  'throttled',
  'quota',
  'html',
  'blocked',
  'hang',
  'resetBeforeWork',
  'resetAfterWork',
  'tokenInvalid',
  'silentDrop',
  'partialFailure',
] as const;

const weatherScope = {
  /** Part of the path of the calls that it befalls; every call when left out. */
  api: z.string().max(100).optional(),
  /** It clears up after so many calls; it stays when left out. */
  calls: z.int('次数应为整数。').min(1, '次数至少为1。').max(9999, '次数最多为9999。').optional(),
};

/** POST /sandbox/api/weather: what DingTalk suffers from now on; null is fair weather. */
export const weatherRequest = z.strictObject({
  weather: z.enum(weathers).nullable(),
  ...weatherScope,
});

/** POST /sandbox/api/connection: what befalls the long connection and what is pushed over it. */
export const connectionRequest = z.discriminatedUnion('event', [
  z.strictObject({ event: z.enum(['disconnect', 'silence', 'refuse']) }),
  z.strictObject({ event: z.enum(['duplicate', 'late']), on: z.boolean() }),
]);

/** POST /sandbox/api/people: somebody leaves, moves to another department or is new. */
export const peopleRequest = z.discriminatedUnion('change', [
  z.strictObject({ change: z.literal('leave'), id: z.string().max(100) }),
  z.strictObject({ change: z.literal('move'), id: z.string().max(100), department: z.int() }),
  z.strictObject({
    change: z.literal('join'),
    name: text('姓名', 1, 20),
    title: z.string().trim().max(40, '职务不得超过40个字。'),
    department: z.int(),
  }),
]);

/** The little of markdown that the office's messages use. */
const lines = z.array(z.object({ text: z.string(), look: z.enum(['heading', 'item', 'plain']) }));

/** A page of the mini-app, `/petitions/…`. */
const route = z.string();

const notice = z.object({
  kind: z.literal('notice'),
  id: z.string(),
  sentText: z.string(),
  lines,
  linkTitle: z.string().optional(),
  route: route.optional(),
  read: z.boolean(),
});

/** A button is there when it has a label. */
const card = z.object({
  kind: z.literal('card'),
  id: z.string(),
  sentText: z.string(),
  lines,
  status: z.enum(['open', 'done', 'closed', 'expired']),
  statusText: z.string(),
  phrases: z.array(z.string()),
  primaryLabel: z.string(),
  links: z.array(z.object({ label: z.string(), route })),
});

const chat = z.object({
  kind: z.literal('chat'),
  id: z.string(),
  sentText: z.string(),
  lines,
  from: z.enum(['person', 'robot']),
  linkTitle: z.string().optional(),
  route: route.optional(),
  read: z.boolean(),
});

const ding = z.object({
  kind: z.literal('ding'),
  id: z.string(),
  sentText: z.string(),
  lines,
});

const toDo = z.object({
  id: z.string(),
  subject: z.string(),
  dueText: z.string().optional(),
  late: z.boolean(),
  priorityText: z.string(),
  urgent: z.boolean(),
  done: z.boolean(),
  route,
});

const approval = z.object({
  id: z.string(),
  title: z.string(),
  from: z.string(),
  fields: z.array(z.object({ label: z.string(), value: z.string() })),
  startedText: z.string(),
  waiting: z.boolean(),
  /** 审批中、已同意、已拒绝、已撤销 */
  outcome: z.enum(['running', 'agreed', 'refused', 'ended']),
  remark: z.string().optional(),
  finishedText: z.string().optional(),
});

/** Everything newest first. */
export const phoneView = z.object({
  id: z.string(),
  messages: z.array(z.discriminatedUnion('kind', [notice, card, chat, ding])),
  toDos: z.array(toDo),
  approvals: z.array(approval),
});

/** GET /sandbox/api/state?phones=a,b: the table, with what is on the phones that lie on it. */
export const sandboxState = z.object({
  now: moment,
  nowText: z.string(),
  dayText: z.string(),
  officeOpen: z.boolean(),
  nextOpeningText: z.string(),
  nextWorkingDayText: z.string(),
  people: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      title: z.string(),
      group: z.string(),
      /** Messages not read, and cards that wait for an answer. */
      unread: z.int(),
    }),
  ),
  phones: z.array(phoneView),
  posts: z.array(
    z.object({
      sentText: z.string(),
      /** Who wrote it, when a person did. */
      by: z.string().optional(),
      /** Names of those called (@). */
      mentions: z.array(z.string()),
      lines,
    }),
  ),
  weather: z.object({ kind: z.enum(weathers), ...weatherScope }).nullable(),
  connection: z.object({ open: z.int(), duplicate: z.boolean(), late: z.boolean() }),
  budget: z.object({ spent: z.int(), quota: z.int() }),
  departments: z.array(z.object({ id: z.int(), name: z.string() })),
  calls: z.int().meta({ description: '演示钉钉收到的接口调用数' }),
});

export type ClockMove = z.infer<typeof clockMove>;
export type WeatherKind = (typeof weathers)[number];
export type WeatherRequest = z.infer<typeof weatherRequest>;
export type ConnectionRequest = z.infer<typeof connectionRequest>;
export type PeopleRequest = z.infer<typeof peopleRequest>;
export type MessageLines = z.infer<typeof lines>;
export type CardView = z.infer<typeof card>;
export type MessageView = PhoneView['messages'][number];
export type ToDoView = z.infer<typeof toDo>;
export type ApprovalView = z.infer<typeof approval>;
export type PhoneView = z.infer<typeof phoneView>;
export type SandboxState = z.infer<typeof sandboxState>;
