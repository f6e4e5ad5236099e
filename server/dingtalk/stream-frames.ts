import { z } from 'zod';
import {
  cardResponse,
  chatTold,
  eventTold,
  parsed,
  type Take,
  type Told,
  tapTold,
} from './arrivals.ts';

/** A message on the long connection. */
export type Frame = z.infer<typeof frameSchema>;

/** What goes back for a frame; `data` is JSON. */
export interface FrameReply {
  readonly code: 200 | 404 | 500;
  readonly message: string;
  readonly data: string;
}

/** Null for what is no frame. */
export function readFrame(text: string): Frame | null {
  const read = frameSchema.safeParse(parsed(text));
  return read.success ? read.data : null;
}

/** Takes an event or a callback and words the acknowledgement. Rejects when it was not taken. */
export async function takeFrame(frame: Frame, take: Take): Promise<FrameReply | 'unknown'> {
  const told = toldBy(frame);
  if (told === null) return 'unknown';
  const answer = await take(told);
  if (frame.type === 'EVENT') return acknowledged({ status: 'SUCCESS' });
  return acknowledged({ response: told.kind === 'cardTap' ? cardResponse(answer) : null });
}

/** Nothing is asked for again that we have no use for. */
export function letPass({ type }: Frame): FrameReply {
  if (type === 'EVENT') return acknowledged({ status: 'SUCCESS' });
  return { code: 404, message: 'no such topic', data: '{}' };
}

/** DingTalk brings it again later. */
export function notTaken({ type }: Frame): FrameReply {
  if (type === 'EVENT') return acknowledged({ status: 'LATER', message: 'not stored' });
  return { code: 500, message: 'not stored', data: '{}' };
}

export function acknowledged(data: object): FrameReply {
  return { code: 200, message: 'OK', data: JSON.stringify(data) };
}

function toldBy({ type, headers, data }: Frame): Told | null {
  const { topic, messageId, eventType = '', eventId } = headers;
  if (type === 'EVENT') return eventTold(eventType, parsed(data), eventId || messageId);
  if (topic === CHAT_TOPIC) return chatTold(parsed(data), messageId);
  return topic === CARD_TOPIC ? tapTold(parsed(data), messageId) : null;
}

export const CHAT_TOPIC = '/v1.0/im/bot/messages/get';
export const CARD_TOPIC = '/v1.0/card/instances/callback';

const frameSchema = z.object({
  type: z.enum(['SYSTEM', 'EVENT', 'CALLBACK']),
  headers: z.object({
    topic: z.string(),
    messageId: z.string().default(''),
    eventType: z.string().optional(),
    eventId: z.string().optional(),
  }),
  data: z.string().default('{}'),
});
