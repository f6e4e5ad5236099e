import { z } from 'zod';
import {
  type MessageTemplate,
  templateIds,
  type Wording,
  wordingProblems,
} from '../server/domain/wording.ts';
import wording from './seed/wording.json' with { type: 'json' };

/** The wording of all messages. Faulty wording stops the start, with every problem named. */
export function loadWording(): Wording {
  return parseWording(wording);
}

/** Reads a wording from JSON: every template there is, none besides, each with its notice number and known values. */
export function parseWording(json: unknown): Wording {
  const read = wordingSchema.safeParse(json, { error: z.locales.zhCN().localeError });
  const problems = read.success
    ? wordingProblems(read.data)
    : read.error.issues.map((issue) => `${issue.path.join('.')}：${issue.message}`);
  if (!read.success || problems.length > 0)
    throw new Error(`消息文本有误：\n${problems.join('\n')}`);
  return read.data;
}

const template = z.strictObject({
  title: z.string().trim().min(1).max(20),
  text: z.string().trim().min(1),
}) satisfies z.ZodType<MessageTemplate>;

const wordingSchema: z.ZodType<Wording> = z.strictObject(
  Object.fromEntries(templateIds.map((id) => [id, template])) as Record<
    (typeof templateIds)[number],
    typeof template
  >,
);
