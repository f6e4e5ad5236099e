import { z } from 'zod';
import type { Instant } from '../domain/time.ts';
import type { Caller } from './caller.ts';
import { type CallOutcome, failed } from './failures.ts';
import type { LegacyClient } from './legacy-client.ts';
import type { Limiter } from './limiter.ts';
import { openInDingTalk } from './page-link.ts';
import { signedWebhook } from './webhook.ts';

export interface GroupMessage {
  /** Stays the same when the message is tried again: the webhook shows one id once. The robot has no such key. */
  readonly messageId: string;
  readonly title: string;
  readonly markdown: string;
  /** Absolute address of the mini-app page. */
  readonly link: string;
  readonly linkTitle: string;
}

export type SendGroupMessage = (message: GroupMessage) => Promise<CallOutcome<{ receipt: string }>>;

export interface GroupChannel {
  readonly robotCode?: string;
  readonly groupConversationId?: string;
  readonly groupWebhook?: string;
  readonly groupSecret?: string;
}

export interface GroupSurroundings {
  readonly caller: Caller;
  /** For the webhook, which knows no token. */
  readonly legacy: LegacyClient;
  readonly limiter: Limiter;
  readonly clock: () => Instant;
}

/** The organisation's robot when robot and conversation are configured, else the custom robot, else a refusal. */
export function connectGroupMessages(
  channel: GroupChannel,
  given: GroupSurroundings,
): SendGroupMessage {
  const { robotCode, groupConversationId, groupWebhook, groupSecret } = channel;
  if (robotCode && groupConversationId) return byRobot(robotCode, groupConversationId, given);
  if (groupWebhook) return byWebhook(groupWebhook, groupSecret, given);
  return () => Promise.resolve(failed('groupNotConfigured'));
}

function byRobot(
  robotCode: string,
  openConversationId: string,
  { caller }: GroupSurroundings,
): SendGroupMessage {
  return async (message) => {
    const msgParam = JSON.stringify(cardOf(message));
    if (Buffer.byteLength(msgParam) > 15_000) return failed('tooLong');
    const request = { robotCode, openConversationId, msgKey: 'sampleActionCard', msgParam };
    return await caller.platform(
      { api: '/v1.0/robot/groupMessages/send', charged: true, answer: sentAnswer },
      ({ robot, runtime }, token) => {
        const { module, client } = robot();
        return client.orgGroupSendWithOptions(
          new module.OrgGroupSendRequest(request),
          new module.OrgGroupSendHeaders({ xAcsDingtalkAccessToken: token }),
          runtime,
        );
      },
    );
  };
}

const sentAnswer = z
  .object({ processQueryKey: z.string().min(1) })
  .transform(({ processQueryKey }) => ({ receipt: processQueryKey }));

function byWebhook(
  webhook: string,
  secret: string | undefined,
  { limiter, legacy, clock }: GroupSurroundings,
): SendGroupMessage {
  return async (message) => {
    const body = { msgtype: 'actionCard', actionCard: cardOf(message), msgUuid: message.messageId };
    if (Buffer.byteLength(JSON.stringify(body)) > 20_000) return failed('tooLong');
    const answer = z.object({}).transform(() => ({ receipt: message.messageId }));
    return await limiter.run(() => {
      const url = signedWebhook(webhook, secret, clock());
      return legacy.post({ url, body, answer, charged: false });
    });
  };
}

/** The robot and the webhook spell this card the same way. */
function cardOf({ title, markdown, link, linkTitle }: GroupMessage) {
  return { title, text: markdown, singleTitle: linkTitle, singleURL: openInDingTalk(link) };
}
