/**
 * Reads every test under the working folder and refuses those that cannot fail or that do not run:
 * skipped, focused, empty, without an expectation, expecting a constant, sleeping, faking time or
 * our own modules, named twice, or lying where no test project looks.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { faultsOfSupport, faultsOfTest } from './test-rules.mjs';

const projects = ['domain', 'server', 'miniapp', 'e2e'];

const files = readdirSync('tests', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(ts|mts|js|mjs|tsx)$/.test(entry.name))
  .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/'))
  .filter((file) => !file.startsWith('tests/bench/'));
const tests = files.filter((file) => /\.(test|spec)\.[a-z]+$/.test(file));

const faults = [
  ...files.flatMap((file) => {
    const judge = tests.includes(file) ? faultsOfTest : faultsOfSupport;
    return judge(file, readFileSync(file, 'utf8'));
  }),
  ...tests
    .filter((file) => !/^tests\/(domain|server|miniapp|e2e)\/.*\.test\.ts$/.test(file))
    .map((file) => `${file}: no test project looks here`),
  ...projects
    .filter((project) => !tests.some((file) => file.startsWith(`tests/${project}/`)))
    .map((project) => `tests/${project}: no test file`),
];

for (const fault of faults) console.error(fault);
console.log(`tests: ${tests.length} files, ${faults.length} faults`);
process.exitCode = faults.length > 0 ? 1 : 0;
