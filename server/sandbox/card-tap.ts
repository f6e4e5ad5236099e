import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { SECOND } from '../domain/time.ts';
import type { Answer } from './callback-post.ts';
import { cardsOf } from './interactive-cards.ts';
import type { SentCard, Variables } from './known.ts';
import { remember } from './memory.ts';
import { type HttpWay, push } from './push.ts';
import type { TapResult } from './seen.ts';
import type { SandboxState } from './state.ts';
import { after } from './timers.ts';

const PATIENCE_MS = 2 * SECOND;
const TOPIC = '/v1.0/card/instances/callback';

export interface Tap {
  readonly userId: string;
  readonly outTrackId: string;
  readonly actionId: string;
  readonly params: Variables;
}

/** The application's answer changes the card of whoever tapped, and nobody else's. */
export async function tapCard(state: SandboxState, tap: Tap): Promise<TapResult> {
  const card = state.cards.get(tap.outTrackId);
  if (!card?.views.has(tap.userId))
    throw new Error(`${tap.userId} has no card ${tap.outTrackId} in the sandbox`);
  const answer = card.callbackType === null ? null : await answerInTime(state, card, tap);
  if (answer === null) return { answered: false, sentence: '应用没有响应' };
  applyAnswer(state, tap, answer);
  const shown = cardsOf(state, tap.userId).find(({ outTrackId }) => outTrackId === tap.outTrackId);
  return { answered: true, variables: shown?.variables ?? {} };
}

function answerInTime(state: SandboxState, card: SentCard, tap: Tap): Promise<Answer> {
  return new Promise((resolve) => {
    const stopWaiting = after(state, PATIENCE_MS, () => resolve(null));
    const isHttp = card.callbackType === 'HTTP';
    const data = payloadOf(state, tap);
    const answered = push(state, {
      type: 'CALLBACK',
      topic: TOPIC,
      data,
      http: isHttp ? cardWay(state, card, data) : null,
      onlyHttp: isHttp,
    });
    void answered.then((answer) => {
      stopWaiting();
      resolve(answer);
    });
  });
}

function payloadOf(state: SandboxState, { userId, outTrackId, actionId, params }: Tap) {
  const content = { cardPrivateData: { actionIds: [actionId], params } };
  return {
    type: 'actionCallback',
    outTrackId,
    corpId: state.credentials.corpId,
    userId,
    userIdType: 1,
    spaceId: userId,
    spaceType: 'IM_ROBOT',
    extension: '{}',
    content: JSON.stringify(content),
  };
}

function cardWay(state: SandboxState, { routeKey }: SentCard, data: object): HttpWay | null {
  const route = state.cardRoutes.get(routeKey ?? '');
  if (!route) return null;
  return {
    request() {
      const timestamp = String(state.clock());
      const headers = {
        'x-ddpaas-signature-timestamp': timestamp,
        'x-ddpaas-signature': createHmac('sha256', route.apiSecret)
          .update(timestamp)
          .digest('base64'),
      };
      return { url: route.url, headers, body: data };
    },
    isTaken: () => true,
  };
}

function applyAnswer(state: SandboxState, { userId, outTrackId }: Tap, answer: Answer): void {
  // Over the stream it is wrapped.
  const read = answerSchema.safeParse(answer?.response ?? answer ?? {});
  if (!read.success) return;
  const { cardData, userPrivateData, cardUpdateOptions } = read.data;
  if (!(cardData || userPrivateData)) return;
  remember(state, {
    kind: 'cardChange',
    outTrackId,
    only: userId,
    shared: cardData?.cardParamMap ?? null,
    personal: userPrivateData ? { [userId]: userPrivateData.cardParamMap } : {},
    sharedByKey: cardUpdateOptions.updateCardDataByKey,
    personalByKey: cardUpdateOptions.updatePrivateDataByKey,
    at: state.clock(),
  });
}

const values = z.object({ cardParamMap: z.record(z.string(), z.string()) });

const answerSchema = z.object({
  cardData: values.optional(),
  userPrivateData: values.optional(),
  cardUpdateOptions: z
    .object({
      updateCardDataByKey: z.boolean().default(false),
      updatePrivateDataByKey: z.boolean().default(false),
    })
    .default({ updateCardDataByKey: false, updatePrivateDataByKey: false }),
});
