import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import {
  type ClauseRow,
  clauseFaults,
  clauseLines,
  coverageOf,
  type TestReport,
} from './clause-table.ts';

/**
 * Joins the clauses of the five regulations with the tests that show them working, and prints the table.
 *
 * Without an argument every test that names a clause is run first; `--report` judges by the report that a run of all
 * tests has left; `--record` writes down the tests that have passed, after one was added, renamed or taken away.
 */
const TABLE = 'tests/clauses/clauses.json';
const WHOLE_RUN = '.build/test-report.json';
const OWN_RUN = '.build/clauses-report.json';

const asked = new Set(process.argv.slice(2));
const report = asked.has('--report') ? WHOLE_RUN : OWN_RUN;
if (report === OWN_RUN) runNamingTests();
const coverage = coverageOf(JSON.parse(readFileSync(report, 'utf8')) as TestReport);
const rows = asked.has('--record') ? recorded(readRows()) : readRows();
const faults = clauseFaults(rows, coverage);
console.log(clauseLines(rows, coverage).join('\n'));
for (const fault of faults) console.error(`✘ ${fault}`);
process.exitCode = faults.length > 0 ? 1 : 0;

function readRows(): readonly ClauseRow[] {
  return JSON.parse(readFileSync(TABLE, 'utf8')) as readonly ClauseRow[];
}

/** Only the files in which a clause is named, and of them only those tests. */
function runNamingTests(): void {
  const files = readdirSync('tests', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts'))
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .filter((path) => /\[[MWZFJ]\d+\]/.test(readFileSync(path, 'utf8')));
  const { error } = spawnSync(
    'npx',
    [
      ...['vitest', 'run', '--config', 'tests/vitest.config.ts', '--reporter=json'],
      ...[`--outputFile=${OWN_RUN}`, '-t', '\\[[MWZFJ]\\d+\\]', ...files],
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  if (error) throw error;
}

function recorded(before: readonly ClauseRow[]): readonly ClauseRow[] {
  const after = before.map((row) => ({
    ...row,
    coveredBy: (coverage.get(row.id) ?? [])
      .filter(({ passed }) => passed)
      .map(({ name }) => name)
      .sort(),
  }));
  writeFileSync(TABLE, JSON.stringify(after, null, 2));
  spawnSync('npx', ['biome', 'format', '--write', TABLE]);
  return after;
}
