import { createHmac, randomUUID } from 'node:crypto';
import { spentThisMonth } from './budget.ts';
import type { Answer } from './callback-post.ts';
import { unionIdOf } from './login.ts';
import { remember } from './memory.ts';
import { type HttpWay, push } from './push.ts';
import { SESSION_MS } from './recall.ts';
import { answerIn } from './session.ts';
import type { SandboxState } from './state.ts';

export interface Saying {
  readonly by: string;
  /** Null one to one. */
  readonly conversationId: string | null;
  readonly text: string;
}

/** A message to the robot; without quota it hears that somebody spoke, and not what. */
export function say(state: SandboxState, { by, conversationId, text }: Saying): void {
  if (!state.people.has(by)) throw new Error(`nobody in the sandbox has the user id ${by}`);
  const session = randomUUID();
  const at = state.clock();
  const shown = conversationId === null ? text : `@机器人 ${text}`;
  remember(state, { kind: 'said', session, by, conversationId, text: shown, at });
  const message = messageOf(state, { by, conversationId, text }, session);
  void push(state, {
    type: 'CALLBACK',
    topic: '/v1.0/im/bot/messages/get',
    data: message,
    http: state.callback ? robotWay(state, state.callback.robotUrl, message) : null,
  }).then((answer) => showAnswer(state, session, answer));
}

function messageOf(state: SandboxState, { by, conversationId, text }: Saying, session: string) {
  const at = state.clock();
  const { corpId, robotCode } = state.credentials;
  const group = state.groups.find((known) => known.conversationId === conversationId);
  const isOverQuota = state.weather?.weather === 'quota' || spentThisMonth(state) >= state.quota;
  return {
    conversationId: conversationId ?? `cid-${by}-robot`,
    conversationType: conversationId === null ? '1' : '2',
    ...(group ? { conversationTitle: group.name, isInAtList: true } : {}),
    atUsers: conversationId === null ? [] : [{ dingtalkId: `$:LWCP_v1:$${robotCode}` }],
    chatbotCorpId: corpId,
    chatbotUserId: `$:LWCP_v1:$${robotCode}`,
    msgId: randomUUID(),
    senderNick: state.people.get(by)?.name ?? '',
    isAdmin: false,
    senderStaffId: by,
    senderUnionId: unionIdOf(by),
    senderCorpId: corpId,
    senderId: `$:LWCP_v1:$${unionIdOf(by)}`,
    senderPlatform: 'Android',
    sessionWebhook: `${state.base}/robot/sendBySession?session=${session}`,
    sessionWebhookExpiredTime: at + SESSION_MS,
    createAt: at,
    robotCode,
    msgtype: 'text',
    ...(isOverQuota
      ? { errorCode: 20001, errorMessage: '企业本月Webhook和Stream调用量已超限' }
      : // What is left of the text once the mention is taken off begins with a space.
        { text: { content: conversationId === null ? text : ` ${text}` } }),
  };
}

function robotWay(state: SandboxState, url: string, message: object): HttpWay {
  const { appSecret } = state.credentials;
  return {
    request() {
      const timestamp = String(state.clock());
      const sign = createHmac('sha256', appSecret)
        .update(`${timestamp}\n${appSecret}`)
        .digest('base64');
      return { url, headers: { timestamp, sign }, body: message };
    },
    isTaken: () => true,
  };
}

/** Over HTTP the answer may come back right away, as a message. */
function showAnswer(state: SandboxState, session: string, answer: Answer): void {
  if (typeof answer?.msgtype !== 'string' || answer.msgtype === 'empty') return;
  const bodyBytes = Buffer.byteLength(JSON.stringify(answer));
  answerIn(state, session, { body: answer, bodyBytes, header: () => 'application/json' });
}
