/**
 * `test-summary.mjs <report> <exit code>` prints `N passed, N failed` from the report of a test run.
 * A file that could not be loaded counts as one failure, and so does a run that failed otherwise.
 */
import { existsSync, readFileSync } from 'node:fs';

const [report, code] = process.argv.slice(2);
const { passed, failed } = counts();
console.log(`${passed} passed, ${code === '0' ? failed : Math.max(failed, 1)} failed`);

function counts() {
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const unloaded = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  );
  return { passed: numPassedTests, failed: numFailedTests + unloaded.length };
}
