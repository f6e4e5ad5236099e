import { z } from 'zod';
import { lintRegime } from '../server/domain/lint-regime.ts';
import type { Regime } from '../server/domain/regime.ts';
import { regimeSchema } from './regime-schema.ts';
import jinghuPapers from './seed/forms/jinghu2020.json' with { type: 'json' };
import cn2022 from './seed/regimes/cn2022.json' with { type: 'json' };
import jinghu2020 from './seed/regimes/jinghu2020.json' with { type: 'json' };

/** The regulations the office works under. Faulty data stops the start, with every problem of every file named. */
export function loadRegimes(): readonly Regime[] {
  return parseRegimes({
    'cn2022.json': cn2022,
    'jinghu2020.json': { ...jinghu2020, papers: jinghuPapers },
  });
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
  for (const regime of regimes.values()) {
    problems.push(...lintRegime(regime, regimes).map((problem) => `${regime.id}：${problem}`));
  }
  if (problems.length > 0) throw new Error(`制度数据有误：\n${problems.join('\n')}`);
  return [...regimes.values()];
}

const chinese = z.locales.zhCN().localeError;
