import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { Instant } from '../domain/time.ts';
import { type CallOutcome, failed } from './failures.ts';
import type { LegacyClient } from './legacy-client.ts';
import type { Limiter } from './limiter.ts';
import type { RobotText } from './robot.ts';

/** Texts that go to an address instead of to people, and that mention people. They cost no API calls. */
export interface Webhooks {
  /** To the office's group through the custom robot, to which alone it is given to mention people: at most 50. */
  readonly mentionInGroup: (
    message: RobotText & {
      /** Stays the same when the message is tried again: one id is shown once. */
      readonly messageId: string;
      readonly userIds: readonly string[];
    },
  ) => Promise<CallOutcome<{ receipt: string }>>;
  /** Into the conversation in which the robot was spoken to, for as long as DingTalk keeps that address. */
  readonly answerInSession: (
    answer: RobotText & {
      readonly sessionWebhook: string;
      /** User ids, at most 50. */
      readonly mention?: readonly string[];
    },
  ) => Promise<CallOutcome<null>>;
}

export interface WebhookChannel {
  readonly oapiBase: string;
  readonly groupWebhook?: string;
  readonly groupSecret?: string;
}

export interface WebhookSurroundings {
  readonly legacy: LegacyClient;
  readonly limiter: Limiter;
  readonly clock: () => Instant;
}

export function connectWebhooks(
  { oapiBase, groupWebhook, groupSecret }: WebhookChannel,
  { legacy, limiter, clock }: WebhookSurroundings,
): Webhooks {
  return {
    async mentionInGroup({ messageId, userIds, ...text }) {
      if (!groupWebhook) return failed('groupNotConfigured');
      if (userIds.length === 0) return failed('noRecipients');
      const body = { ...mentioning(text, userIds), msgUuid: messageId };
      const fault = faultOf(body, userIds);
      if (fault) return failed(fault);
      const answer = z.object({}).transform(() => ({ receipt: messageId }));
      return await limiter.run(() => {
        const url = signedWebhook(groupWebhook, groupSecret, clock());
        return legacy.post({ url, body, answer, charged: false });
      });
    },
    async answerInSession({ sessionWebhook, mention = [], ...text }) {
      const url = sessionAddress(sessionWebhook, oapiBase);
      if (!url) return failed('foreignSession');
      const body = mentioning(text, mention);
      const fault = faultOf(body, mention);
      if (fault) return failed(fault);
      const answer = z.object({}).transform(() => null);
      const sent = await limiter.run(() => legacy.post({ url, body, answer, charged: false }));
      return !sent.ok && sent.failure.code === '300001' ? failed('sessionOver') : sent;
    },
  };
}

/** Base64 HMAC of the custom robot's 加签, before URL encoding. DingTalk accepts it within an hour of its own clock. */
export function webhookSignature(timestamp: number, secret: string): string {
  return createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
}

/** `searchParams` encodes the signature; encoding it before as well is the classic mistake. */
export function signedWebhook(webhook: string, secret: string | undefined, now: Instant): URL {
  const url = new URL(webhook);
  if (secret === undefined) return url;
  url.searchParams.set('timestamp', String(now));
  url.searchParams.set('sign', webhookSignature(now, secret));
  return url;
}

/** Whoever is only listed and not named in the text is not told: both are needed. */
function mentioning({ title, markdown }: RobotText, userIds: readonly string[]) {
  const names = userIds.map((userId) => `@${userId}`).join(' ');
  const text = names === '' ? markdown : `${markdown}\n\n${names}`;
  return {
    msgtype: 'markdown',
    markdown: { title, text },
    ...(names === '' ? {} : { at: { atUserIds: userIds, isAtAll: false } }),
  };
}

function faultOf(body: object, userIds: readonly string[]): string | null {
  if (userIds.length > 50) return 'tooManyRecipients';
  return Buffer.byteLength(JSON.stringify(body)) > 20_000 ? 'tooLong' : null;
}

/** The address came with a message: whoever could forge one would have us call anything inside our network. */
function sessionAddress(given: string, oapiBase: string): URL | null {
  if (!URL.canParse(given)) return null;
  const url = new URL(given);
  const own = new URL(`${oapiBase}/robot/sendBySession`);
  const isOwn = url.origin === own.origin && url.pathname === own.pathname;
  return isOwn && url.username === '' && url.password === '' ? url : null;
}
