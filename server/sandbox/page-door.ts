import type { z } from 'zod';
import type { Calendar } from '../domain/calendar.ts';
import type { Directory, PostId } from '../domain/directory.ts';
import type { Instant } from '../domain/time.ts';
import type { Sandbox } from './sandbox.ts';

/** What the page with everyone's phones stands on. */
export interface OfficePage {
  readonly sandbox: Sandbox;
  readonly conversationId: string;
  /** Moving it lets everything happen that falls due on the way. */
  readonly clock: { readonly now: () => Instant; readonly to: (at: Instant) => Promise<void> };
  readonly directory: () => Promise<Directory>;
  readonly calendar: () => Calendar;
  /** The posts by which people are told of assignments, with their titles. */
  readonly postTitles: ReadonlyMap<PostId, string>;
}

export interface Asked {
  /** Whose phone it is about; empty when it is about none. */
  readonly id: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

export interface PageAnswer {
  readonly status: number;
  readonly body: object;
}

export type Answering = (page: OfficePage, asked: Asked) => Promise<PageAnswer> | PageAnswer;

export function given(body: object = {}): PageAnswer {
  return { status: 200, body };
}

/** The page shows the sentence. */
export function refused(status: 400 | 404 | 409, message: string): PageAnswer {
  const codes = { 400: 'badRequest', 404: 'notFound', 409: 'conflict' };
  return { status, body: { code: codes[status], message } };
}

/** Answers what was asked in this form, and says what is wrong with anything else. */
export function reading<Form>(
  form: z.ZodType<Form>,
  answer: (page: OfficePage, body: Form, id: string) => Promise<PageAnswer> | PageAnswer,
): Answering {
  return (page, { id, body }) => {
    const read = form.safeParse(body ?? {});
    if (read.success) return answer(page, read.data, id);
    return refused(400, read.error.issues[0]?.message ?? '请求内容不正确。');
  };
}

/** Somebody of the organisation, with a phone of his own. */
export function hasPhone({ sandbox }: OfficePage, id: string): boolean {
  return sandbox.people().some(({ userId }) => userId === id);
}

export const NO_SUCH_PERSON = refused(404, '演示单位没有这个人。');
