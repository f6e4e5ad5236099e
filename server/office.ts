import { readFileSync } from 'node:fs';
import { loadConfig } from './config.ts';
import { instant } from './domain/time.ts';
import { runOffice } from './office-command.ts';

// The exit code is set instead of exiting, so that everything printed arrives even through a pipe.
process.exitCode = await runOffice(process.argv.slice(2), {
  print: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
  readFile: (path) => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return null;
    }
  },
  reading: loadConfig(),
  clock: () => instant(Date.now()),
});
