import { setTimeout } from 'node:timers/promises';
import { loadConfig } from './config.ts';
import { runDingTalkCheck } from './dingtalk-check/command.ts';
import { instant } from './domain/time.ts';

// The exit code is set instead of exiting, so that everything printed arrives even through a pipe.
process.exitCode = await runDingTalkCheck(process.argv.slice(2), {
  print: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
  reading: loadConfig(),
  clock: () => instant(Date.now()),
  random: Math.random,
  wait: (ms) => setTimeout(ms),
});
