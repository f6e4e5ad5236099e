import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../db/open.ts';
import { type ChildServer, startChild } from './child-server.ts';
import { type Load, sendAll } from './http-load.ts';
import { acceptPost, databaseIn, type PreparedOffice } from './prepared-office.ts';

/** A server that accepts petitions, on its own copy of the prepared office. */
export interface Contestant {
  readonly name: string;
  /** Accepts the next so many petitions. */
  readonly send: (connections: number, requests: number) => Promise<Sent>;
  readonly residentMb: () => number;
  /** Throws when not everything answered is on disk: neither side may have saved itself the work. */
  readonly stop: () => Promise<void>;
}

export interface Sent extends Load {
  /** Processor time of the server per request, in microseconds. */
  readonly processorUs: number;
}

export interface Grounds {
  /** Where the built entries lie and the copies go. */
  readonly folder: string;
  /** Data folder of the prepared office. */
  readonly prepared: string;
  readonly office: PreparedOffice;
  /** What the yardstick writes; see `baseline-writes.ts`. */
  readonly writesFile: string;
}

/** Our whole server, the barest one that commits each request, and the barest that commits in groups. */
export type Kind = 'ours' | 'each' | 'grouped';

export async function startContestant(
  kind: Kind,
  { folder, prepared, office, writesFile }: Grounds,
  flushDelayUs = 0,
): Promise<Contestant> {
  const name = `${kind}-${flushDelayUs}`;
  const own = join(folder, name);
  cpSync(prepared, own, { recursive: true });
  const path = databaseIn(own);
  const environment: Record<string, string> =
    flushDelayUs > 0 ? { LD_PRELOAD: slowFlush(folder), FLUSH_DELAY_US: String(flushDelayUs) } : {};
  const server =
    kind === 'ours'
      ? await startChild(folder, 'command-server', [own], environment)
      : await startChild(folder, 'baseline-server', [path, writesFile, kind], environment);
  return contestantOf(name, path, server, office);
}

/** Whether a slower disk can be played here. */
export function canDelayFlush(folder: string): boolean {
  return existsSync(slowFlush(folder));
}

function slowFlush(folder: string): string {
  return join(folder, 'slow-flush.so');
}

function contestantOf(
  name: string,
  path: string,
  server: ChildServer,
  office: PreparedOffice,
): Contestant {
  let sent = 0;
  return {
    name,
    async send(connections, requests) {
      const petitions = office.petitions.slice(sent, sent + requests);
      const posts = petitions.map((petition) => acceptPost(petition, office));
      sent += requests;
      const load = await sendAll(server.url, connections, posts, server.processorMs);
      return { ...load, processorUs: (load.metered / requests) * 1000 };
    },
    residentMb: server.residentMb,
    async stop() {
      await server.stop();
      const onDisk = acceptedIn(path);
      // One was accepted before the copies were made.
      if (onDisk !== sent + 1) throw new Error(`${name}: ${sent} answered, ${onDisk - 1} on disk`);
    },
  };
}

function acceptedIn(path: string): number {
  const database = openDatabase(path);
  const accepted = database
    .prepare(`SELECT count(*) FROM petitions WHERE stage = 'handling'`)
    .pluck()
    .get();
  database.close();
  return Number(accepted);
}
