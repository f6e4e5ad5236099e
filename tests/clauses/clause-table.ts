/** One clause of a regulation, with the tests that are written down as showing it. */
export interface ClauseRow {
  readonly id: string;
  readonly regime: string;
  /** S: judged by software; R: done by people, forced into a record; P: ethos, only shown. */
  readonly check: 'S' | 'R' | 'P';
  readonly article: string;
  readonly quotes: readonly string[];
  /** `file › full name of the test` */
  readonly coveredBy: readonly string[];
  /** Where a clause of the third kind is shown. */
  readonly displayed?: string;
}

/** What of vitest's JSON report counts here. */
export interface TestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

export interface NamedTest {
  readonly name: string;
  readonly passed: boolean;
}

export type Coverage = ReadonlyMap<string, readonly NamedTest[]>;

/** By clause, every test that has run and whose title names it: `it('… [F8]')`. */
export function coverageOf({ testResults }: TestReport): Coverage {
  const coverage = new Map<string, NamedTest[]>();
  for (const { name: path, assertionResults } of testResults) {
    const file = path.slice(path.indexOf('tests/'));
    for (const { fullName, status } of assertionResults) {
      // Left out by the filter of names, it says nothing.
      if (status === 'pending' || status === 'skipped') continue;
      for (const [, id = ''] of fullName.matchAll(NAMED)) {
        const test = { name: `${file} › ${fullName}`, passed: status === 'passed' };
        coverage.set(id, [...(coverage.get(id) ?? []), test]);
      }
    }
  }
  return coverage;
}

/** One sentence for each fault; none when every clause stands. */
export function clauseFaults(rows: readonly ClauseRow[], coverage: Coverage): readonly string[] {
  return [
    ...rows.flatMap((row) => rowFaults(row, coverage.get(row.id) ?? [])),
    ...[...coverage.keys()]
      .filter((id) => !rows.some((row) => row.id === id))
      .map((id) => `测试标注了不存在的条款 ${id}。`),
  ];
}

/** One line for each clause, and the counts by kind at the end. */
export function clauseLines(rows: readonly ClauseRow[], coverage: Coverage): readonly string[] {
  const passedOf = (id: string) => (coverage.get(id) ?? []).filter(({ passed }) => passed).length;
  const count = (check: ClauseRow['check']) => rows.filter((row) => row.check === check).length;
  const shown = rows.filter(({ id, check }) => check !== 'P' && passedOf(id) > 0).length;
  return [
    ...rows.map(({ id, check, article, quotes, displayed }) => {
      const mark = check === 'P' || passedOf(id) > 0 ? '✔' : '✘';
      const state = check === 'P' ? `显示：${displayed}` : `测试${passedOf(id)}项`;
      return `${mark} ${id.padEnd(4)}${KINDS[check]}　${article}「${quotes[0]}」　${state}`;
    }),
    `共${rows.length}条：${KINDS.S}${count('S')}条、${KINDS.R}${count('R')}条、${KINDS.P}${count('P')}条；有测试证明的${shown}条。`,
  ];
}

const NAMED = /\[([MWZFJ]\d+)\]/g;

const KINDS = { S: '软件判定', R: '记录核验', P: '方针展示' } as const;

function rowFaults(
  { id, check, coveredBy, displayed }: ClauseRow,
  tests: readonly NamedTest[],
): readonly string[] {
  const names = tests.map(({ name }) => name);
  return [
    ...(check === 'P' && displayed === undefined ? [`${id} 只作展示，但没有写明在何处显示。`] : []),
    ...(check !== 'P' && !tests.some(({ passed }) => passed) ? [`${id} 没有通过的测试。`] : []),
    ...tests.filter(({ passed }) => !passed).map(({ name }) => `${id} 的测试未通过：${name}`),
    ...coveredBy
      .filter((name) => !names.includes(name))
      .map((name) => `${id} 少了一项测试：${name}`),
    ...names
      .filter((name) => !coveredBy.includes(name))
      .map((name) => `${id} 的测试没有登记，请运行 npm run clauses -- --record：${name}`),
  ];
}
