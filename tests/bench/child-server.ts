import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A server in a process of its own, which ends when this one does. */
export interface ChildServer {
  readonly url: string;
  /** Processor time spent so far, in milliseconds, to the hundredth of a second. */
  readonly processorMs: () => number;
  readonly residentMb: () => number;
  readonly stop: () => Promise<void>;
}

/** Starts one of the entries built beside this one; it says where it listens in its first line. */
export async function startChild(
  folder: string,
  entry: 'command-server' | 'baseline-server',
  parameters: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<ChildServer> {
  const child = spawn(process.execPath, [join(folder, `${entry}.js`), ...parameters], {
    env: { ...process.env, ...environment },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const url = await firstLine(child);
  return {
    url,
    processorMs: () => processorMs(child.pid),
    residentMb: () => residentMb(child.pid),
    stop: () => ended(child),
  };
}

/** Called by the child: it listens at this address until its parent lets go of it. */
export function serveUntilParentEnds(url: string, stop: () => Promise<void>): void {
  console.log(url);
  process.stdin.resume();
  process.stdin.once('end', () => void stop().then(() => process.exit(0)));
}

export async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise((resolve) => {
    child.once('exit', resolve);
    if (child.stdin) child.stdin.end();
    else child.kill('SIGTERM');
  });
}

/** Main memory in use, as the kernel counts it. */
export function residentMb(pid: number | undefined): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}

/** The kernel counts in hundredths of a second; the process's name, in brackets, may contain anything. */
function processorMs(pid: number | undefined): number {
  const [, fields = ''] = /^.*\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
  const [user, system] = fields.split(' ').slice(11, 13).map(Number);
  return ((user ?? 0) + (system ?? 0)) * 10;
}

function firstLine(child: ChildProcess): Promise<string> {
  const { stdout } = child;
  if (!stdout) throw new Error('the child has no output');
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    createInterface(stdout).once('line', resolve);
  });
}
