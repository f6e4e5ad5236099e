import { z } from 'zod';
import { lintRegime } from '../server/domain/lint-regime.ts';
import { effectiveRegimes, underSuperior } from '../server/domain/precedence.ts';
import type { Regime } from '../server/domain/regime.ts';
import { ok, type Result, refuse } from '../server/domain/result.ts';
import { regimeSchema } from './regime-schema.ts';
import { seedFiles } from './seed-files.ts';

/**
 * The regulations there are: every file of `regimes`, with its printed forms from the file of the same name in `forms`.
 * A regulation is added by putting its files there or into the office's own folder. Faulty data stops the start, with
 * every problem of every file named.
 */
export function loadRegimes(ownFolder?: string | null): readonly Regime[] {
  return parseRegimes(regimeFiles(ownFolder));
}

/** What the folders hold, by file name, not judged yet. */
function regimeFiles(ownFolder?: string | null): Readonly<Record<string, unknown>> {
  const forms = seedFiles('forms', ownFolder);
  const regimes = [...seedFiles('regimes', ownFolder)].map(([name, json]) => {
    const papers = forms.get(name);
    const isRegime = typeof json === 'object' && json !== null;
    return [name, papers === undefined || !isRegime ? json : { ...json, papers }] as const;
  });
  return Object.fromEntries(regimes);
}

/** Reads regimes from JSON, by file name: the shape of each first, then the sense of those whose shape is right. */
export function parseRegimes(files: Readonly<Record<string, unknown>>): readonly Regime[] {
  const problems: string[] = [];
  const regimes = new Map<string, Regime>();
  for (const [file, json] of Object.entries(files)) {
    const read = regimeSchema.safeParse(json, { error: chinese });
    if (!read.success) {
      problems.push(
        ...read.error.issues.map((issue) => `${file} ${issue.path.join('.')}：${issue.message}`),
      );
    } else if (regimes.has(read.data.id)) {
      problems.push(`${file} id：制度编号“${read.data.id}”与其他文件重复。`);
    } else {
      regimes.set(read.data.id, read.data);
    }
  }
  const effective = effectiveRegimes(regimes);
  for (const regime of effective.values()) {
    problems.push(...lintRegime(regime, effective).map((problem) => `${regime.id}：${problem}`));
  }
  if (problems.length > 0) throw new Error(`制度数据有误：\n${problems.join('\n')}`);
  return [...effective.values()];
}

/** One regulation from outside, judged beside those in use: what is wrong with it, as sentences, or how it works here. */
export function readRegime(
  json: unknown,
  others: readonly Regime[],
): Result<Regime, readonly string[]> {
  const read = regimeSchema.safeParse(json, { error: chinese });
  if (!read.success) {
    return refuse(read.error.issues.map(({ path, message }) => `${path.join('.')}：${message}`));
  }
  const all = new Map(others.map((regime) => [regime.id, regime]));
  const superior = all.get(read.data.extends ?? '');
  const regime = superior ? underSuperior(read.data, superior) : read.data;
  const problems = lintRegime(regime, all.set(regime.id, regime));
  return problems.length > 0 ? refuse(problems) : ok(regime);
}

const chinese = z.locales.zhCN().localeError;
