import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Submission } from '../../server/domain/command.ts';
import type { Answer } from '../../server/store/store.ts';

/** How often the server is killed; a release is worth more than a commit: `CRASHES=50`. */
export const CRASHES = Number(process.env.CRASHES ?? 5);

/** What the killed process had told somebody. */
export interface Acknowledged {
  readonly submission: Submission;
  readonly answer: Answer;
  /** Written with the command. */
  readonly messages: number;
}

/** Enough that whole petitions have gone through. */
const LEAST_ACKNOWLEDGED = 40;
const MOST_ACKNOWLEDGED = 400;

/** Runs an office over the database until it is killed in the middle of its work. Answers what it had acknowledged. */
export async function killAtWork(path: string, round: number): Promise<readonly Acknowledged[]> {
  const script = fileURLToPath(new URL('crash-child.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, path, String(round)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => {
    child.once('close', (_, signal) => resolve(signal));
  });
  const enough = randomInt(LEAST_ACKNOWLEDGED, MOST_ACKNOWLEDGED);
  const acknowledged: Acknowledged[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    // A line cut short by the kill was never told to anybody.
    if (line.endsWith('}')) acknowledged.push(JSON.parse(line));
    if (acknowledged.length === enough) child.kill('SIGKILL');
  }
  const signal = await ended;
  if (signal !== 'SIGKILL') throw new Error('the office ended before it was killed');
  return acknowledged;
}
