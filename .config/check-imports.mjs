/**
 * Holds the import rules of .dependency-cruiser.mjs over the sources under the working folder.
 * The cruiser itself answers "no violations" when it could read nothing, so every source file must
 * turn up among the modules it examined.
 */
import { readdirSync } from 'node:fs';
import { cruise } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTypescript from 'dependency-cruiser/config-utl/extract-ts-config';

const folders = ['server', 'db', 'miniapp', 'tests'];

const options = await extractOptions('./.dependency-cruiser.mjs');
const result = await cruise(folders, options, undefined, {
  tsConfig: extractTypescript('tsconfig.json'),
});
const { modules, summary } = result.output;

const examined = new Set(modules.map((each) => each.source));
const unread = folders.flatMap(sources).filter((source) => !examined.has(source));
const comments = new Map(options.ruleSet.forbidden.map(({ name, comment }) => [name, comment]));
const faults = [
  ...summary.violations.map(
    ({ rule, from, to, cycle = [{ name: to }] }) =>
      `${rule.name}: ${[from, ...cycle.map(({ name }) => name)].join(' → ')}\n  ${comments.get(rule.name)}`,
  ),
  ...unread.map((source) => `not examined: ${source}`),
  ...(examined.size === 0 ? ['no module was examined'] : []),
];

for (const fault of faults) console.error(fault);
console.log(`imports: ${examined.size} modules, ${faults.length} faults`);
process.exitCode = faults.length > 0 ? 1 : 0;

function sources(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.d)\.(ts|vue)$/.test(entry.name))
    .map((entry) => `${entry.parentPath}/${entry.name}`);
}
