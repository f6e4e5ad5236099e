import { beforeAll, describe, expect, it } from 'vitest';
import { cleanTree, runOver } from './planted-tree.ts';

describe('the rules of tests', () => {
  // The words are put together here, so that a search for such tests does not find this file.
  const mark = (modifier: string) => ['it', modifier].join('.');
  const body = "('x', () => {\n  expect(f()).toBe(1);\n});\n";
  const constant = ['expect', '(true)'].join('');
  const planted: [what: string, source: string, finding: string][] = [
    ['skipped', mark('skip') + body, 'marked skip'],
    ['focused', mark('only') + body, 'marked only'],
    ['promised', `${mark('todo')}('x');\n`, 'marked todo'],
    [
      'skipped-by-option',
      "it('x', { skip: true }, () => {\n  expect(f()).toBe(1);\n});\n",
      'marked skip',
    ],
    ['empty', "it('x', () => {});\n", 'expects nothing'],
    ['without-expectation', "it('x', () => {\n  f();\n});\n", 'expects nothing'],
    ['tautology', `it('x', () => {\n  ${constant}.toBe(true);\n});\n`, 'examines a constant'],
    ['without-matcher', "it('x', () => {\n  expect(f());\n});\n", 'without a matcher'],
    [
      'asleep',
      "it('x', async () => {\n  await new Promise((done) => setTimeout(done, 9));\n  expect(f()).toBe(1);\n});\n",
      'does not sleep',
    ],
    [
      'asleep-by-import',
      `import { setTimeout } from 'node:timers/promises';\nit${body}`,
      'does not sleep',
    ],
    ['pretending', `vi.useFakeTimers();\nit${body}`, 'time is passed in'],
    ['twice', `it${body}it${body}`, 'two tests are named'],
    ['nothing', 'export const x = 1;\n', 'holds no test'],
  ];
  let report = '';

  beforeAll(() => {
    report = check({
      ...cleanTree,
      ...Object.fromEntries(
        planted.map(([what, source]) => [`tests/domain/${what}.test.ts`, source]),
      ),
      'tests/elsewhere/a.test.ts': `it${body}`,
    }).output;
  });

  it('pass over a clean tree', () => {
    const { code, output } = check(cleanTree);
    expect(output).toContain('4 files, 0 faults');
    expect(code).toBe(0);
  });

  it.each(planted)('refuse a test that is %s', (what, _source, finding) => {
    const lines = report
      .split('\n')
      .filter((line) => line.startsWith(`tests/domain/${what}.test.ts`));
    expect(lines.join('\n')).toContain(finding);
  });

  it('refuse a test where no project looks', () => {
    expect(report).toContain('tests/elsewhere/a.test.ts: no test project looks here');
  });

  it('do not pass over nothing', () => {
    const { code, output } = check({});
    expect(output).toContain('tests/domain: no test file');
    expect(code).toBe(1);
  });
});

function check(sources: Readonly<Record<string, string>>) {
  return runOver(sources, 'node', '.config/check-tests.mjs');
}
