import { z } from 'zod';
import { type Instant, type LocalDay, parseInstant, parseLocalDay } from '../domain/time.ts';

/** Texts people type: trimmed, bounded; the messages are what the person reads. */
export function text(label: string, minimum: number, maximum: number) {
  return z
    .string({ error: `请填写${label}。` })
    .trim()
    .min(minimum, minimum <= 1 ? `请填写${label}。` : `${label}至少${minimum}个字，请写详细。`)
    .max(maximum, `${label}不得超过${maximum}个字。`);
}

/** Answers to a record of the regulation's own; which fields there are, the regulation says. */
export const recordAnswers = z
  .record(
    z.string().max(40),
    z.union([z.boolean(), z.string().trim().max(5000), z.array(z.string().max(64)).max(100)], {
      error: '答案应为文字、是否或者选项。',
    }),
  )
  .meta({ description: '记录各栏的答案，按栏目编号' });

/** `YYYY-MM-DD`, a day of the Beijing calendar. */
export const dayText = z
  .string({ error: '请填写日期。' })
  .transform((value, context): LocalDay => {
    const parsed = parseLocalDay(value);
    if (parsed.ok) return parsed.value;
    context.issues.push({ code: 'custom', message: parsed.refusal.message, input: value });
    return z.NEVER;
  })
  .meta({ format: 'date', description: '日期，格式 2026-01-04' });

/** ISO 8601 with an explicit zone. */
export const instantText = z
  .string({ error: '请填写时间。' })
  .transform((value, context): Instant => {
    const parsed = parseInstant(value);
    if (parsed.ok) return parsed.value;
    context.issues.push({ code: 'custom', message: parsed.refusal.message, input: value });
    return z.NEVER;
  })
  .meta({ format: 'date-time', description: '时间，须带时区，例如 2026-01-04T09:12:00+08:00' });

/** Milliseconds since 1970 as answers carry them. */
export const moment = z.int().meta({ description: '时刻（毫秒）' });

export const identifier = z
  .string({ error: '缺少编号。' })
  .min(1, '缺少编号。')
  .max(80, '编号过长。')
  .regex(/^[\w.:-]+$/, '编号含有不允许的字符。');

/** Made once per tap by the client and kept on retry. */
export const commandId = z
  .string({ error: '缺少操作号 commandId。' })
  .regex(/^[\w-]{8,64}$/, '操作号 commandId 应为 8 至 64 位字母、数字、下划线或短横。');
