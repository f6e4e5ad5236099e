import { loadText, machineText } from './machine.ts';
import { startRun } from './run.ts';
import { sectionText } from './table.ts';
import { measureArchiveReads } from './archive-reads.ts';
import { measureCommand } from './command.ts';
import { measureStartUp } from './start-up.ts';
import { measureWorkingTime } from './working-time.ts';

/** Run by `bench.ts`, built, in the folder named first. */
const [, , folder = '.', ...options] = process.argv;
const run = startRun(folder, options.includes('--quick'));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));

console.log(machineText(run.folder));
console.log(loadText());
for (const measure of [measureStartUp]) console.log(sectionText(await measure(run)));
