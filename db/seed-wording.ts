import { z } from 'zod';
import {
  type MessageTemplate,
  type TemplateId,
  type Templates,
  templateIds,
  type Wording,
  wordingProblems,
} from '../server/domain/wording.ts';
import common from './seed/wording.json' with { type: 'json' };
import { seedFiles } from './seed-files.ts';

/**
 * The wording of all messages, with what each institution words its own way: the file of the regime's name in the
 * folder. Faulty wording stops the start, with every problem named.
 */
export function loadWording(ownFolder?: string | null): Wording {
  const own = [...seedFiles('wording', ownFolder)].map(
    ([name, json]) => [name.replace(/\.json$/, ''), parseOwnWording(json)] as const,
  );
  return { common: parseWording(common), own: Object.fromEntries(own) };
}

/** Reads a wording from JSON: every template there is, none besides, each with its notice number and known values. */
export function parseWording(json: unknown): Templates {
  return parsed(json, wordingSchema);
}

/** The same of an institution's own wording, which may lack any of them. */
function parseOwnWording(json: unknown): Partial<Templates> {
  return parsed(json, ownWordingSchema);
}

function parsed<Read extends Partial<Templates>>(json: unknown, schema: z.ZodType<Read>): Read {
  const read = schema.safeParse(json, { error: z.locales.zhCN().localeError });
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

const templateTable = Object.fromEntries(templateIds.map((id) => [id, template])) as Record<
  TemplateId,
  typeof template
>;
const wordingSchema: z.ZodType<Templates> = z.strictObject(templateTable);
const ownWordingSchema: z.ZodType<Partial<Templates>> = z.partialRecord(
  z.enum(templateIds),
  template,
);
