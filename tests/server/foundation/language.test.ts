import { beforeAll, describe, expect, it } from 'vitest';
import { cleanTree, runOver } from './planted-tree.ts';

describe('the rules of the language', () => {
  const planted: [what: string, file: string, source: string, finding: string][] = [
    ['the clock in an edge', 'server/http/a.ts', 'export const at = Date.now();', 'Date belongs'],
    ['a new date in db', 'db/a.ts', 'export const at = new Date(0);', 'Date belongs'],
    ['the date as text', 'server/a.ts', 'export const at = Date();', 'Date belongs'],
    [
      'the clock through the global',
      'server/b.ts',
      'export const at = globalThis.Date;',
      'Date belongs',
    ],
    ['today in a test', 'tests/domain/a.test.ts', 'export const at = Date.now();', 'Date belongs'],
    [
      'the clock in a page',
      'miniapp/pages/A.vue',
      '<template><p>{{ Date.now() }}</p></template>',
      'Date belongs',
    ],
    ['dice', 'server/c.ts', 'export const dice = Math.random;', 'chance is passed in'],
    [
      'a local getter',
      'server/d.ts',
      'export const hour = (day: { getHours(): number }) => day.getHours();',
      'local getters',
    ],
    [
      'an institution in code',
      'server/e.ts',
      "export const is = (regime: { id: string }) => regime.id === 'x';",
      'an institution named',
    ],
    ['any', 'server/f.ts', 'export const x: any = 1;', 'noExplicitAny'],
    [
      'a non-null assertion',
      'server/g.ts',
      'export const f = (x?: string) => x!.length;',
      'noNonNullAssertion',
    ],
    ['a default export', 'server/h.ts', 'export default 1;', 'noDefaultExport'],
    ['an enum', 'server/i.ts', 'export enum Stage { Registered }', 'noEnum'],
    ['the environment', 'server/j.ts', 'export const home = process.env.HOME;', 'noProcessEnv'],
    ['the console', 'server/k.ts', "console.log('x');", 'noConsole'],
    [
      'a promise nobody awaits',
      'server/l.ts',
      'export async function f() { await null; }\nf();',
      'noFloatingPromises',
    ],
    ['a name in capitals', 'server/BadName.ts', 'export const x = 1;', 'useFilenamingConvention'],
  ];
  const exempt = [
    'server/domain/time.ts',
    'server/main.ts',
    'server/replay/demo.ts',
    'miniapp/clock.ts',
    'tests/bench/bench.ts',
  ];
  let report = '';

  beforeAll(() => {
    const sources = planted.map(([, file, source]) => [file, `${source}\n`]);
    report = lint({ ...cleanTree, ...Object.fromEntries(sources) }).output;
  });

  it('pass over a clean tree, and let those who keep the clock read it', () => {
    const clocks = exempt.map((file) => [file, 'export const now = (): number => Date.now();\n']);
    const { code, output } = lint({ ...cleanTree, ...Object.fromEntries(clocks) });
    expect(output).not.toContain('━');
    expect(code).toBe(0);
  });

  it.each(planted)('refuse %s', (_what, file, _source, finding) => {
    const ofFile = report.split(/^(?=\S+?(?::\d+:\d+)? (?:lint|plugin)\b)/m);
    const found = ofFile.filter(
      (each) => each.startsWith(`${file}:`) || each.startsWith(`${file} `),
    );
    expect(found.join('\n')).toContain(finding);
  });

  it('do not pass over nothing', () => {
    const { code, output } = lint({}, 'server/http');
    expect(output).toContain('No files were processed');
    expect(code).toBe(1);
  });

  it('leave the domain without a timer, a process or a network', () => {
    const forgetful = 'setTimeout(() => process.exit(), 1);\nexport const x = fetch;\n';
    const { code, output } = runOver(
      { ...cleanTree, 'server/domain/a.ts': forgetful },
      'node',
      '../../node_modules/typescript/bin/tsc',
      '-p',
      'server/domain',
    );
    for (const name of ['setTimeout', 'process', 'fetch']) expect(output).toContain(`'${name}'`);
    expect(code).not.toBe(0);
  });
});

function lint(sources: Readonly<Record<string, string>>, ...folders: readonly string[]) {
  const options = ['--error-on-warnings', '--max-diagnostics=200', '--colors=off'];
  return runOver(sources, '../../node_modules/.bin/biome', 'lint', ...options, ...folders);
}
