import { z } from 'zod';
import zhCN from 'zod/v4/locales/zh-CN.js';

// Zod would otherwise try `new Function`, which the content security policy reports as an attack.
z.config({ jitless: true, ...zhCN() });

/** Field path → what is wrong with it, by the very schema the server judges with. Empty when all is well. */
export function faultsOf(schema: z.ZodType, value: unknown): Record<string, string> {
  const result = schema.safeParse(value);
  if (result.success) return {};
  // The first fault of a field is the one to mend first.
  return Object.fromEntries(
    [...result.error.issues].reverse().map((issue) => [issue.path.join('.'), issue.message]),
  );
}
