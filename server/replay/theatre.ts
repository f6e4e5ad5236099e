import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Logger } from 'pino';
import { seedCalendar } from '../../db/seed-calendar.ts';
import { type Config, readConfig } from '../config.ts';
import { buildCalendar, type Calendar } from '../domain/calendar.ts';
import type { RegimeId } from '../domain/clock-rule.ts';
import { type Instant, SECOND } from '../domain/time.ts';
import type { OfficeFiles } from '../office-books.ts';
import { type RunningServer, startServer } from '../start.ts';

/** Where one replay takes place: its files, and how to get rid of them. */
export interface Theatre extends OfficeFiles {
  readonly logbook: string;
  /** Removes everything if it was made for this run only. */
  readonly clear: () => void;
}

/** The files of a database that is kept lie beside it, under its name. */
export function theatreAt(database?: string): Theatre {
  if (database !== undefined) {
    mkdirSync(dirname(resolve(database)), { recursive: true });
    return { ...filesBeside(resolve(database)), clear: () => {} };
  }
  const folder = mkdtempSync(join(tmpdir(), 'green-channel-replay-'));
  return {
    ...filesBeside(join(folder, 'office.db')),
    clear: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** That of a sandbox on a free port under the regulation; the environment of this process has no say in it. */
export function playedConfig(regimeId?: RegimeId): Config {
  const reading = readConfig({ PORT: '0', OFFICE_REGIME: regimeId });
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  return reading.config;
}

export interface TheatreServer extends RunningServer {
  readonly sandbox: NonNullable<RunningServer['sandbox']>;
  readonly calendar: Calendar;
}

/** The whole server with its sandbox, in time that is played: it begins at `from` or where the database left off. */
export async function openServer(
  theatre: Theatre,
  from: Instant,
  { log, regimeId }: { readonly log: Logger; readonly regimeId?: RegimeId },
): Promise<TheatreServer> {
  const config = playedConfig(regimeId);
  const pace = skippedSeconds();
  const server = await startServer(config, {
    clock: () => from,
    // Spreads retries only; with nobody else there, nothing needs to be spread.
    random: () => 0.5,
    log,
    heartbeat: false,
    listens: true,
    rateLimits: null,
    files: theatre,
    pace,
  });
  const { sandbox } = server;
  if (!sandbox) throw new Error('a replay never meets the real DingTalk');
  await listening(sandbox);
  return {
    ...server,
    sandbox: {
      ...sandbox,
      issueLoginCode(userId) {
        // Everybody signs in within the same moment of the office, which DingTalk's limits would not bear.
        void pace.wait(SECOND);
        return sandbox.issueLoginCode(userId);
      },
    },
    calendar: buildCalendar(seedCalendar(config.officeHours)),
  };
}

/** A tap is heard only where the office listens; the connection comes about in real time. */
async function listening({ connections }: TheatreServer['sandbox']): Promise<void> {
  for (let looks = 0; connections() === 0; looks += 1) {
    if (looks === LOOKS) throw new Error('the office does not listen to its DingTalk');
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

const LOOK_EVERY_MS = 20;
const LOOKS = 1500;

/**
 * What the limits of calls would have to wait for is skipped; otherwise seconds go by at half their speed, so that on a
 * busy machine no phone gives up on a card.
 */
function skippedSeconds() {
  let skipped = 0;
  return {
    elapsed: () => performance.now() / 2 + skipped,
    wait(ms: number) {
      skipped += ms;
      return Promise.resolve();
    },
  };
}

function filesBeside(database: string) {
  return {
    database,
    keyRing: `${database}.keys.json`,
    sandbox: `${database}.dingtalk.jsonl`,
    logbook: `${database}.replay.jsonl`,
  };
}
