import { readFileSync } from 'node:fs';
import { runDeadline } from './deadline-command.ts';

// The exit code is set instead of exiting, so that everything printed arrives even through a pipe.
process.exitCode = runDeadline(process.argv.slice(2), {
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
  readFile: (path) => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return null;
    }
  },
});
