import { parseArgs } from 'node:util';

export interface Options {
  readonly input: string;
  /** Kept, and gone on with when it is there already; absent: a temporary one, removed at the end. */
  readonly database?: string;
  readonly seed?: number;
  /** Absent: the one the office is preset to. */
  readonly regime?: string;
  /** All regulations one after the other, and what they make of the same petitions side by side. */
  readonly compare?: true;
  /** Only what came in then, as `YYYY-MM`. */
  readonly month?: string;
}

export type OptionsReading =
  | { readonly ok: true; readonly options: Options }
  | { readonly ok: false; readonly problem: string };

export const USAGE = `用法：npm run demo -- --input 文件 [--regime 制度] [--database 数据库] [--seed 数字]
      npm run demo -- --input 文件 --compare [--month 年月]
  --input     信访件文件（JSON 数组）
  --database  数据库文件；中断后用同一文件再次运行即接着演练。不写则用临时库，结束即删
  --regime    制度编号（db/seed/regimes 下的文件名），默认 jinghu2020
  --compare   用同一批信访件依次演练全部制度，并列对照
  --month     只取这个月收到的信访件，如 2026-03
  --seed      随机种子（0 至 999999 的整数），相同种子演练相同；默认 1`;

export function readOptions(args: readonly string[]): OptionsReading {
  const values = valuesIn(args);
  if (values === null) return { ok: false, problem: '参数不正确。' };
  const { input } = values;
  if (!input) return { ok: false, problem: '请用 --input 指明信访件文件。' };
  const problem = problemWith(values);
  return problem === null
    ? { ok: true, options: optionsOf(input, values) }
    : { ok: false, problem };
}

type Values = NonNullable<ReturnType<typeof valuesIn>>;

/** Null for arguments that nobody knows, or that lack their value. */
function valuesIn(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        input: { type: 'string' },
        database: { type: 'string' },
        seed: { type: 'string' },
        regime: { type: 'string' },
        compare: { type: 'boolean' },
        month: { type: 'string' },
      },
    });
    return values;
  } catch {
    return null;
  }
}

function problemWith({ database, seed, regime, compare, month }: Values): string | null {
  if (database === '') return '--database 后面要写数据库文件的路径。';
  if (seed !== undefined && !/^\d{1,6}$/.test(seed)) {
    return `--seed 应为 0 至 999999 的整数，不能是“${seed}”。`;
  }
  if (month !== undefined && !/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) {
    return `--month 应写作 2026-03，不能是“${month}”。`;
  }
  return compare && (regime !== undefined || database !== undefined)
    ? '--compare 演练全部制度，不能与 --regime、--database 同用。'
    : null;
}

function optionsOf(input: string, { database, seed, regime, compare, month }: Values): Options {
  return {
    input,
    ...(database === undefined ? {} : { database }),
    ...(seed === undefined ? {} : { seed: Number(seed) }),
    ...(regime === undefined ? {} : { regime }),
    ...(compare ? { compare: true } : {}),
    ...(month === undefined ? {} : { month }),
  };
}
