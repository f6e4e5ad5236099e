import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type ClauseRow, clauseFaults, clauseLines, coverageOf } from '../clauses/clause-table.ts';

const rows: readonly ClauseRow[] = JSON.parse(
  readFileSync(new URL('../clauses/clauses.json', import.meta.url), 'utf8'),
);

/** A report in which exactly these tests have passed. */
function reportOf(names: readonly string[], status = 'passed') {
  return {
    testResults: names.map((name) => {
      const [file = '', fullName = ''] = name.split(' › ');
      return { name: `/anywhere/${file}`, assertionResults: [{ fullName, status }] };
    }),
  };
}

const all = [...new Set(rows.flatMap(({ coveredBy }) => coveredBy))];
const faultsWith = (names: readonly string[]) => clauseFaults(rows, coverageOf(reportOf(names)));

describe('the clauses of the five regulations', () => {
  it('are 140, of which 116 are judged by software, 21 recorded and 3 only shown', () => {
    expect(rows).toHaveLength(140);
    const of = (check: ClauseRow['check']) => rows.filter((row) => row.check === check).length;
    expect([of('S'), of('R'), of('P')]).toEqual([116, 21, 3]);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(140);
  });

  it('are all shown by the tests that are written down for them', () => {
    expect(faultsWith(all)).toEqual([]);
    expect(clauseLines(rows, coverageOf(reportOf(all)))).toHaveLength(141);
  });

  it('are missed as soon as any one of those tests is gone, whichever it is', () => {
    const unnoticed = all.filter(
      (gone) => faultsWith(all.filter((name) => name !== gone)).length === 0,
    );
    expect(unnoticed).toEqual([]);
  });

  it('are missed when a test fails, is not written down or names a clause that is none', () => {
    const [first = ''] = all;
    const failed = clauseFaults(rows, coverageOf(reportOf([first], 'failed')));
    expect(failed.some((fault) => fault.includes('测试未通过'))).toBe(true);
    expect(faultsWith([...all, 'tests/domain/new.test.ts › shows it [F8]'])).toEqual([
      expect.stringContaining('F8 的测试没有登记'),
    ]);
    expect(faultsWith([...all, 'tests/domain/new.test.ts › shows it [F99]'])).toEqual([
      '测试标注了不存在的条款 F99。',
    ]);
  });
});
