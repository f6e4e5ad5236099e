import {
  cardSignature,
  eventSignature,
  robotSignature,
  wrap,
} from '../../server/dingtalk/callback-crypto.ts';
import type { Instant } from '../../server/domain/time.ts';

/** What DingTalk and the office have agreed on. */
export const agreed = {
  appKey: 'dingapp',
  appSecret: 'app-secret',
  corpId: 'dingcorp',
  aesKey: '1234567890123456789012345678901234567890123',
  token: '123456',
};

/** A request as DingTalk posts it. */
export interface Posted {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object;
}

interface Posting {
  readonly at: Instant;
  readonly nonce?: string;
  readonly owner?: string;
  readonly token?: string;
}

export function postedEvent(event: object, posting: Posting): Posted {
  const { at, nonce = 'nonce', owner = agreed.appKey, token = agreed.token } = posting;
  const encrypt = wrap(agreed.aesKey, { message: JSON.stringify(event), owner });
  const timestamp = String(at);
  const msg_signature = eventSignature({ token, timestamp, nonce, encrypt });
  return {
    path: '/dingtalk/callback',
    query: { msg_signature, timestamp, nonce },
    headers: {},
    body: { encrypt },
  };
}

export function postedChat(msgId: string, { at, owner = agreed.corpId }: Posting): Posted {
  const timestamp = String(at);
  return {
    path: '/dingtalk/robot',
    query: {},
    headers: { timestamp, sign: robotSignature(timestamp, agreed.appSecret) },
    body: {
      conversationId: 'cid-1',
      conversationType: '1',
      chatbotCorpId: owner,
      robotCode: 'robot',
      msgId,
      senderStaffId: 'user-1',
      sessionWebhook: 'https://oapi.dingtalk.com/robot/sendBySession?session=s',
      sessionWebhookExpiredTime: at + 5_400_000,
      msgtype: 'text',
      text: { content: ' 待办 ' },
    },
  };
}

export function postedTap(
  outTrackId: string,
  { at, owner = agreed.corpId }: Posting,
  content: object = { cardPrivateData: { actionIds: ['primary'], params: { phrase: '同意' } } },
): Posted {
  const timestamp = String(at);
  return {
    path: '/dingtalk/card',
    query: {},
    headers: {
      'x-ddpaas-signature-timestamp': timestamp,
      'x-ddpaas-signature': cardSignature(timestamp, agreed.appSecret),
    },
    body: {
      type: 'actionCallback',
      outTrackId,
      corpId: owner,
      userId: 'user-1',
      content: JSON.stringify(content),
    },
  };
}
