import { beforeAll, describe, expect, it } from 'vitest';
import { cleanTree, runOver } from './planted-tree.ts';

describe('the import rules', () => {
  const forbidden: [file: string, imported: string, rule: string][] = [
    ['server/domain/a.ts', 'node:fs', 'domain-is-pure'],
    ['server/domain/b.ts', 'zod', 'domain-is-pure'],
    ['server/domain/c.ts', '../http/petitions.ts', 'domain-is-pure'],
    ['server/contract/a.ts', 'node:fs', 'contract-is-isomorphic'],
    ['server/contract/b.ts', '../domain/petition.ts', 'contract-takes-domain-types'],
    ['server/store/a.ts', '../http/petitions.ts', 'store-knows-domain-and-db'],
    ['server/execute.ts', '../db/schema.ts', 'execute-knows-domain-and-store'],
    ['server/config.ts', './jobs/tick.ts', 'configuration-stands-alone'],
    ['server/http/a.ts', '../jobs/tick.ts', 'edges-are-strangers'],
    ['server/jobs/a.ts', '../http/petitions.ts', 'edges-are-strangers'],
    ['server/http/b.ts', '../config.ts', 'edges-face-inwards'],
    ['server/jobs/b.ts', '../../db/schema.ts', 'edges-see-only-database-types'],
    ['server/http/c.ts', '../../db/open.ts', 'edges-do-not-open-the-database'],
    ['server/sandbox/a.ts', '../store/a.ts', 'sandbox-is-outside'],
    ['server/jobs/c.ts', '@alicloud/dingtalk', 'one-door-to-dingtalk'],
    ['server/http/d.ts', 'drizzle-orm', 'only-the-store-names-a-table'],
    ['server/http/e.ts', 'better-sqlite3', 'only-the-store-names-a-table'],
    ['db/a.ts', '../server/http/petitions.ts', 'db-knows-domain-types'],
    ['db/b.ts', '../server/domain/petition.ts', 'db-takes-only-types'],
    ['miniapp/a.ts', '../db/schema.ts', 'miniapp-knows-the-contract'],
    ['miniapp/b.ts', '../server/domain/petition.ts', 'miniapp-knows-the-contract'],
    ['miniapp/c.ts', 'node:fs', 'miniapp-runs-in-a-browser'],
    ['miniapp/d.ts', 'dingtalk-jsapi', 'one-door-to-the-dingtalk-client'],
    ['server/http/f.ts', '../../miniapp/clock.ts', 'server-does-not-know-the-screens'],
    ['server/deadline.ts', '../db/open.ts', 'calculator-needs-no-server'],
    ['server/http/g.ts', '../main.ts', 'main-is-the-top'],
    ['server/http/h.ts', '../deadline.ts', 'entries-are-not-libraries'],
    ['server/http/i.ts', '../../tests/support/office.ts', 'tests-are-the-outside'],
    ['server/http/j.ts', 'vitest', 'production-needs-no-tools'],
    ['server/http/k.ts', './nowhere.ts', 'no-missing-module'],
  ];
  const page = 'miniapp/pages/Ledger.vue';
  let report = '';

  beforeAll(() => {
    report = check({
      ...cleanTree,
      ...Object.fromEntries(forbidden.map(([file, imported]) => [file, `import '${imported}';\n`])),
      [page]:
        '<script setup lang="ts">\nimport type { Db } from \'../../db/open.ts\';\n</script>\n',
      'server/domain/x.ts': "import type { Y } from './y.ts';\n\nexport type X = Y;\n",
      'server/domain/y.ts': "import type { X } from './x.ts';\n\nexport type Y = X;\n",
    }).output;
  });

  it('pass over a clean tree', () => {
    const { code, output } = check(cleanTree);
    expect(output).toContain(', 0 faults');
    expect(code).toBe(0);
  });

  it.each(forbidden)('refuse %s importing %s', (file, _imported, rule) => {
    expect(report).toContain(`${rule}: ${file} → `);
  });

  it('see into a page, types included', () => {
    expect(report).toContain(`miniapp-knows-the-contract: ${page} → db/open.ts`);
  });

  it('refuse a circle of types', () => {
    expect(report).toContain('no-cycle: server/domain/x.ts → server/domain/y.ts');
  });

  it('do not pass when the sources could not be read', () => {
    const blind = 'export default { forbidden: [], options: { exclude: { path: "." } } };\n';
    const { code, output } = check({ ...cleanTree, '.dependency-cruiser.mjs': blind });
    expect(output).toContain('not examined: server/domain/petition.ts');
    expect(code).toBe(1);
  });
});

function check(sources: Readonly<Record<string, string>>) {
  return runOver(sources, 'node', '.config/check-imports.mjs');
}
