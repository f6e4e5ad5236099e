import { measureArchiveReads } from './archive-reads.ts';
import { measureCommand } from './command.ts';
import { measureFirstLoad } from './first-load.ts';
import { measureLedger } from './ledger.ts';
import { loadText, machineText } from './machine.ts';
import { startRun } from './run.ts';
import { measureStartUp } from './start-up.ts';
import { sectionText, verdictOf } from './table.ts';
import { measureWorkingTime } from './working-time.ts';

/** Run by `bench.ts`, built, in the folder named first. */
const [, , folder = '.', ...options] = process.argv;
const parts = {
  'working-time': measureWorkingTime,
  command: measureCommand,
  archive: measureArchiveReads,
  'start-up': measureStartUp,
  'first-load': measureFirstLoad,
  ledger: measureLedger,
};
const only = options.includes('--only') ? options[options.indexOf('--only') + 1] : undefined;
if (only !== undefined && !(only in parts)) {
  console.error(`--only 后面应为：${Object.keys(parts).join('、')}。`);
  process.exit(2);
}
const run = startRun(folder, options.includes('--quick'));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));

console.log(machineText(run.folder));
console.log(loadText());
console.log(
  '  各数值为 最小/中位/最大 min/median/max；比值在同一轮内相除；✔ 达标，✘ 未达标（以比值的中位数计）。',
);
const verdicts: (boolean | null)[] = [];
for (const [name, measure] of Object.entries(parts)) {
  if (only !== undefined && name !== only) continue;
  const section = await measure(run);
  console.log(sectionText(section));
  verdicts.push(...section.lines.map(verdictOf));
}
const [met, set] = [
  verdicts.filter((verdict) => verdict),
  verdicts.filter((verdict) => verdict !== null),
];
console.log(`\n目标 ${set.length} 项，达到 ${met.length} 项。`);
console.log(loadText());
