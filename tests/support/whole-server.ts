import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { expect, onTestFinished } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { type RunningServer, startServer } from '../../server/start.ts';
import { at } from './at.ts';

/**
 * The whole server with the demonstration office and its DingTalk, on a free port and in a folder of its own. Its
 * clock stands still at `startsAt`, Beijing wall-clock, until the demonstration page moves it. A test during which it
 * logged an error fails. `environment` adds to what it is configured with: another regulation, and so another office.
 */
export async function openWholeServer(
  startsAt: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningServer> {
  const folder = mkdtempSync(join(tmpdir(), 'whole-server-'));
  const errors: string[] = [];
  const server = await startServer(configFor(folder, environment), {
    clock: () => at(startsAt),
    random: () => 0.5,
    log: pino({ level: 'error' }, { write: (line) => void errors.push(line) }),
    rateLimits: null,
  });
  onTestFinished(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
    expect(errors).toEqual([]);
  });
  return server;
}

/** Where this person's phone opens the mini-app, signed in. */
export function addressOn(server: RunningServer, staffId: string, route: string): string {
  const code = server.sandbox?.issueLoginCode(staffId) ?? '';
  return `${server.url}/as/${staffId}/?code=${code}#${route}`;
}

function configFor(folder: string, environment: Readonly<Record<string, string>>) {
  const reading = readConfig({ PORT: '0', DATA_DIR: folder, ...environment });
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  return reading.config;
}
