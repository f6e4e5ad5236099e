import { z } from 'zod';

/** One call as DingTalk's documents describe it. */
export interface Contract {
  /** Method and path; names in braces stand for ids. */
  readonly call: string;
  readonly token: 'header' | 'query' | 'none';
  /** No query at all unless told. */
  readonly query?: z.ZodType;
  /** Null where there is no body. */
  readonly body: z.ZodType;
  readonly mostBytes?: number;
  /** Whether it must say that it reads JSON. */
  readonly saysWhatItReads?: true;
  /** What DingTalk says when all is well. */
  readonly answer: object;
}

export const text = z.string().min(1);

export const legacyToken = z.strictObject({ access_token: z.literal('token-1') });

export function within(bytes: number) {
  return z.string().refine((value) => Buffer.byteLength(value) <= bytes, `over ${bytes} bytes`);
}

/** One to `most` ids. */
export function ids(most: number) {
  return z.array(text).min(1).max(most);
}
