import { z } from 'zod';
import type { Caller } from './caller.ts';
import { type CallOutcome, failed } from './failures.ts';

/** A markdown text of the robot's. Of markdown DingTalk shows headings, quotes, bold, links and lists. */
export interface RobotText {
  readonly title: string;
  readonly markdown: string;
}

export interface Robot {
  /** One to one, to at most 20. A success may leave out people: `throttled` may be tried later, `invalid` never. */
  readonly sendToPeople: (
    message: RobotText & { readonly userIds: readonly string[] },
  ) => Promise<CallOutcome<SentToPeople>>;
  /** Of a message to people, within 24 hours of sending. */
  readonly readersOf: (receipt: string) => Promise<CallOutcome<Readers>>;
  /** Rings in the app of at most 200 people; not for every edition of DingTalk. */
  readonly ding: (ding: {
    readonly userIds: readonly string[];
    readonly content: string;
  }) => Promise<CallOutcome<{ dingId: string; failed: readonly string[] }>>;
}

export interface SentToPeople {
  readonly receipt: string;
  readonly invalid: readonly string[];
  readonly throttled: readonly string[];
}

export interface Readers {
  readonly read: readonly string[];
  readonly unread: readonly string[];
}

export function connectRobot(
  caller: Caller,
  { robotCode }: { readonly robotCode?: string },
): Robot {
  return {
    async sendToPeople({ userIds, title, markdown }) {
      if (!robotCode) return failed('robotNotConfigured');
      const msgParam = JSON.stringify({ title, text: markdown });
      const fault =
        faultOf(userIds, 20) ?? (Buffer.byteLength(msgParam) > 15_000 ? 'tooLong' : null);
      if (fault) return failed(fault);
      const request = { robotCode, userIds, msgKey: 'sampleMarkdown', msgParam };
      return await caller.platform(
        { api: '/v1.0/robot/oToMessages/batchSend', charged: true, answer: sentAnswer },
        ({ robot, runtime }, token) => {
          const { module, client } = robot();
          return client.batchSendOTOWithOptions(
            new module.BatchSendOTORequest(request),
            new module.BatchSendOTOHeaders({ xAcsDingtalkAccessToken: token }),
            runtime,
          );
        },
      );
    },
    async readersOf(receipt) {
      if (!robotCode) return failed('robotNotConfigured');
      return await caller.platform(
        { api: '/v1.0/robot/oToMessages/readStatus', charged: true, answer: readersAnswer },
        ({ robot, runtime }, token) => {
          const { module, client } = robot();
          return client.batchOTOQueryWithOptions(
            new module.BatchOTOQueryRequest({ robotCode, processQueryKey: receipt }),
            new module.BatchOTOQueryHeaders({ xAcsDingtalkAccessToken: token }),
            runtime,
          );
        },
      );
    },
    async ding({ userIds, content }) {
      if (!robotCode) return failed('robotNotConfigured');
      const fault = faultOf(userIds, 200);
      if (fault) return failed(fault);
      const request = { robotCode, remindType: IN_APP, receiverUserIdList: userIds, content };
      return await caller.platform(
        { api: '/v1.0/robot/ding/send', charged: true, answer: dingAnswer },
        ({ robot, runtime }, token) => {
          const { module, client } = robot();
          return client.robotSendDingWithOptions(
            new module.RobotSendDingRequest(request),
            new module.RobotSendDingHeaders({ xAcsDingtalkAccessToken: token }),
            runtime,
          );
        },
      );
    },
  };
}

/** The other kinds, text message and telephone call, cost money. */
const IN_APP = 1;

function faultOf(userIds: readonly string[], most: number): string | null {
  if (userIds.length === 0) return 'noRecipients';
  return userIds.length > most ? 'tooManyRecipients' : null;
}

const people = z
  .array(z.string())
  .nullish()
  .transform((list) => list ?? []);

const sentAnswer = z
  .object({
    processQueryKey: z.string().min(1),
    invalidStaffIdList: people,
    flowControlledStaffIdList: people,
  })
  .transform(
    (sent): SentToPeople => ({
      receipt: sent.processQueryKey,
      invalid: sent.invalidStaffIdList,
      throttled: sent.flowControlledStaffIdList,
    }),
  );

const readersAnswer = z
  .object({
    sendStatus: z.string(),
    messageReadInfoList: z
      .array(z.object({ userId: z.string(), readStatus: z.string() }))
      .nullish()
      .transform((list) => list ?? []),
  })
  .transform(({ messageReadInfoList: list }): Readers => {
    const those = (isRead: boolean) =>
      list
        .filter(({ readStatus }) => (readStatus === 'READ') === isRead)
        .map(({ userId }) => userId);
    return { read: those(true), unread: those(false) };
  });

const dingAnswer = z
  .object({
    openDingId: z.string().min(1),
    failedList: z.record(z.string(), z.unknown()).nullish(),
  })
  .transform(({ openDingId, failedList }) => ({
    dingId: openDingId,
    failed: Object.keys(failedList ?? {}),
  }));
