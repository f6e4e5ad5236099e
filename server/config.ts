import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { z } from 'zod';
import {
  type DingTalkCredentials,
  dingTalkCredentials,
  dingTalkProblems,
  dingTalkVariables,
  isConnected,
} from './config-dingtalk.ts';
import { isAddress, isSafeAddress, withoutTrailingSlash } from './config-fields.ts';
import { MINUTE } from './domain/time.ts';

/** Everything the environment decides, read once. Only the secrets in `dingTalk` are secret; none is ever logged. */
export interface Config {
  /** Null is the sandbox: no credential of DingTalk is set, so an embedded one on loopback plays its part. */
  readonly dingTalk: DingTalkCredentials | null;
  /** 0 takes a free port. */
  readonly port: number;
  readonly dataFolder: string;
  /** Where people reach the office, without trailing slash; null in a sandbox that was told nothing. */
  readonly publicUrl: string | null;
  /** Reverse proxies in front, whose word about the caller's address is taken. */
  readonly proxyHops: number;
  /** After midnight, in milliseconds. */
  readonly dailyReminderTime: number;
  readonly officeHours: 'all-year' | 'summer';
  /** The regulation under which the main office registers until it chooses another. */
  readonly regimeId: string;
  /** One more office for each of them. */
  readonly furtherRegimeIds: readonly string[];
  /** With regulations of the office's own, laid out as those that are shipped; null where it has none. */
  readonly regulationsFolder: string | null;
  /** Shown at the top of the mini-app; null takes the issuer of the regulation. */
  readonly officeTitle: string | null;
  readonly logLevel: LogLevel;
}

export type LogLevel = z.infer<typeof logLevel>;

export type ConfigReading =
  | { readonly ok: true; readonly config: Config; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly problems: readonly string[] };

/** The process's environment, with what `.env` adds to it. */
export function loadConfig(): ConfigReading {
  if (existsSync('.env')) loadEnvFile('.env');
  return readConfig(process.env);
}

/** Either a configuration that holds together or every problem there is, in Chinese. An empty value counts as unset. */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
): ConfigReading {
  const given = Object.fromEntries(
    Object.entries(environment)
      .map(([name, value]) => [name, value?.trim()])
      .filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = variables.safeParse(given);
  const inSandbox = !isConnected(given);
  const problems = [
    ...(parsed.success ? [] : parsed.error.issues.map(problemText)),
    ...(inSandbox ? [] : dingTalkProblems(given)),
    ...publicUrlProblems(given.PUBLIC_URL, inSandbox),
  ];
  if (!parsed.success || problems.length > 0) return { ok: false, problems };
  const config = Object.freeze(configOf(parsed.data, inSandbox));
  return { ok: true, config, warnings: warningsOf(config) };
}

function wholeNumber(preset: number, minimum: number, maximum: number) {
  const expected = `应为${minimum}至${maximum}之间的整数。`;
  return z
    .string()
    .regex(/^\d{1,6}$/, expected)
    .transform(Number)
    .pipe(z.int().min(minimum, expected).max(maximum, expected))
    .default(preset);
}

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const logLevel = z.enum(LEVELS, { error: `只能是 ${LEVELS.join('、')} 之一。` });

const variables = z.object({
  ...dingTalkVariables,
  PORT: wholeNumber(3000, 0, 65_535),
  PROXY_HOPS: wholeNumber(1, 0, 5),
  DATA_DIR: z.string().default('.data'),
  PUBLIC_URL: z
    .string()
    .refine(isAddress, '应为完整的网址，例如 https://xinfang.example.gov.cn。')
    .transform(withoutTrailingSlash)
    .optional(),
  DAILY_REMINDER_TIME: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, '应为 24 小时制的时刻，例如 08:45。')
    .default('08:45'),
  OFFICE_HOURS: z
    .enum(['default', 'summer'], { error: '只能是 default（全年一致）或 summer（夏季作息）。' })
    .default('default'),
  OFFICE_REGIME: z
    .string()
    .default('jinghu2020')
    .transform((text) => text.split(/[,，]/).map((id) => id.trim()))
    .refine((ids) => ids.every((id) => id !== ''), '应为制度编号，多个之间用逗号分隔。')
    .refine((ids) => new Set(ids).size === ids.length, '同一制度不得写两次。'),
  REGULATIONS_DIR: z.string().refine(existsSync, '没有这个文件夹。').optional(),
  OFFICE_TITLE: z.string().max(40, '不得超过40个字。').optional(),
  LOG_LEVEL: logLevel.optional(),
});

type Variables = z.infer<typeof variables>;

function configOf(given: Variables, inSandbox: boolean): Config {
  const [regimeId = '', ...furtherRegimeIds] = given.OFFICE_REGIME;
  const [hours = 0, minutes = 0] = given.DAILY_REMINDER_TIME.split(':').map(Number);
  return {
    dingTalk: inSandbox ? null : dingTalkCredentials(given),
    port: given.PORT,
    dataFolder: given.DATA_DIR,
    publicUrl: given.PUBLIC_URL ?? null,
    proxyHops: inSandbox ? 0 : given.PROXY_HOPS,
    dailyReminderTime: (hours * 60 + minutes) * MINUTE,
    officeHours: given.OFFICE_HOURS === 'summer' ? 'summer' : 'all-year',
    regimeId,
    furtherRegimeIds,
    regulationsFolder: given.REGULATIONS_DIR ?? null,
    officeTitle: given.OFFICE_TITLE ?? null,
    // Whoever tries the sandbox out wants to read the addresses, not a line for every request.
    logLevel: given.LOG_LEVEL ?? (inSandbox ? 'warn' : 'info'),
  };
}

function problemText({ path, message }: z.core.$ZodIssue): string {
  return `${path.join('.')}：${message}`;
}

/** Session cookies and the mini-app need a secure origin; only this machine itself may do without. */
function publicUrlProblems(given: string | undefined, inSandbox: boolean): readonly string[] {
  if (given === undefined) {
    return inSandbox ? [] : ['PUBLIC_URL：接入钉钉时必须填写，即工作人员打开系统的 https 网址。'];
  }
  if (!isAddress(given)) return [];
  if (inSandbox && !isSafeAddress(given)) {
    return ['PUBLIC_URL：演示模式下应为 https 地址或本机回环地址。'];
  }
  return inSandbox || given.startsWith('https://')
    ? []
    : ['PUBLIC_URL：接入钉钉时必须是 https 地址。'];
}

/** Everyone's robots speak on the hour, and DingTalk then delays or refuses. */
function warningsOf({ dailyReminderTime }: Config): readonly string[] {
  return (dailyReminderTime / MINUTE) % 60 < 10
    ? [
        'DAILY_REMINDER_TIME 在整点后10分钟内，钉钉此时最拥挤，提醒可能延迟；建议改为 08:45 之类的时刻。',
      ]
    : [];
}
