import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Logger } from 'pino';
import type { RegimeId } from '../domain/clock-rule.ts';
import { regimeInForce } from '../domain/regime-in-force.ts';
import { localDayOf, startOfDay } from '../domain/time.ts';
import { createClient } from './client.ts';
import { createDice } from './dice.ts';
import { dealFates } from './fates.ts';
import { gatherEvidence } from './gather.ts';
import { type Logbook, openLogbook } from './logbook.ts';
import type { FilePetition } from './petitions-file.ts';
import { play } from './play.ts';
import { probeAccusation } from './probe.ts';
import type { Progress } from './progress.ts';
import { openServer, playedConfig, type Theatre } from './theatre.ts';
import type { Track } from './track.ts';
import type { Evidence, Probe } from './verdict/evidence.ts';
import { recalledTracks, type World } from './world.ts';

export interface Production {
  readonly petitions: readonly FilePetition[];
  readonly regimeId: RegimeId;
  /** Of the file they were read from; a database goes on only with the file it was begun with. */
  readonly file: string;
  /** Absent: that of the runs before, else 1. */
  readonly seed?: number;
  readonly theatre: Theatre;
  /** With faults of DingTalk now and then; fair weather unless told. */
  readonly stormy?: boolean;
  readonly log: Logger;
  readonly progress: Progress;
  readonly stopped: () => boolean;
}

export type Outcome =
  | {
      readonly kind: 'played';
      readonly seed: number;
      readonly evidence: Evidence;
      readonly tracks: readonly Track[];
      readonly refused: World['refused'];
    }
  /** Stopped before the end; the database can be gone on with. */
  | { readonly kind: 'stopped' }
  /** The database belongs to something else. */
  | { readonly kind: 'refused'; readonly problem: string };

/** From an empty office, or where the last run on this database left off, to the end of the file and its evidence. */
export async function produce(production: Production): Promise<Outcome> {
  const { theatre, petitions } = production;
  const isKept = existsSync(theatre.database);
  const logbook = openLogbook(theatre.logbook);
  const problem = conflictWith(logbook, production, isKept);
  if (problem !== null) return { kind: 'refused', problem };
  const seed = production.seed ?? seedOf(logbook) ?? 1;
  const [first] = petitions;
  if (!first) throw new Error('a play needs a petition');
  const from = startOfDay(localDayOf(first.receivedAt));
  if (seedOf(logbook) === undefined) {
    const file = fingerprintOf(production.file);
    logbook.write({ kind: 'run', seed, file, regime: production.regimeId });
  }

  const server = await openServer(theatre, from, production);
  const probes = logbook.earlier.flatMap((line) => (line.kind === 'probe' ? [line.probe] : []));
  const world = await worldIn(server, production, { seed, logbook, probes });
  try {
    const isFinished = logbook.earlier.some(({ kind }) => kind === 'finished');
    if (!(isFinished || (await play(world, production.stopped)))) return { kind: 'stopped' };
    if (!isFinished) logbook.write({ kind: 'finished' });
  } finally {
    production.progress.end();
    await server.stop();
  }
  const evidence = await gatherEvidence(playedConfig(production.regimeId), theatre, {
    brought: petitions,
    traffic: trafficOf(world),
    probes,
    played: { from, until: server.clock.now() },
  });
  return {
    kind: 'played',
    seed,
    evidence,
    tracks: [...world.tracks.values()],
    refused: world.refused,
  };
}

async function worldIn(
  server: Awaited<ReturnType<typeof openServer>>,
  { petitions, progress, stormy = false, regimeId }: Production,
  { seed, logbook, probes }: { seed: number; logbook: Logbook; probes: Probe[] },
): Promise<World> {
  const { store, sandbox, clock, calendar } = server;
  const directory = await store.directory();
  const regime = regimeInForce(await store.regimes(), regimeId, clock.now());
  const dice = createDice(seed);
  const client = createClient(server.url, (userId) => sandbox.issueLoginCode(userId));
  const tracks = recalledTracks(petitions, dealFates(petitions, dice), {
    logbook,
    dice,
    calendar,
    directory,
    regime,
  });
  const stages = new Map<number, string>();
  return {
    ...{ client, directory, calendar, dice, regime, now: clock.now, server, logbook, seed, tracks },
    next: new Map(),
    dropped: new Map(),
    refused: [],
    specimens: new Set(),
    stormy,
    async onStep({ petition: { id, appealType }, registered, stage }) {
      progress.at(clock.now(), tracks.values());
      if (appealType !== 'accusation' || !registered || stages.get(id) === stage) return;
      stages.set(id, stage);
      const petition = await store.petition(registered.id);
      if (!petition) throw new Error(`petition ${registered.number} cannot be read`);
      const now = clock.now();
      const seen = await probeAccusation(petition, { client, store, directory, dice, now });
      for (const probe of seen) logbook.write({ kind: 'probe', probe });
      probes.push(...seen);
    },
  };
}

/** Of this run every answer, of earlier ones those to what was sent. */
function trafficOf({ client, logbook }: World): ReadonlyMap<number, number> {
  const traffic = new Map(client.traffic);
  for (const line of logbook.earlier) {
    if (line.kind === 'answered') traffic.set(line.status, (traffic.get(line.status) ?? 0) + 1);
  }
  return traffic;
}

/** Why this database cannot be gone on with, or null. */
function conflictWith(
  { earlier }: Logbook,
  { file, seed, regimeId }: Production,
  isKept: boolean,
): string | null {
  const begun = earlier.find((line) => line.kind === 'run');
  if (isKept && !begun)
    return '该数据库不是演练产生的，演练会改动其中的数据。请另指定一个不存在的文件。';
  // Killed before the office was opened: nothing has happened yet.
  if (!isKept && earlier.length > 1)
    return '数据库文件已不在，只留下演练记录。请删除该数据库名下的其余文件，或另指定一个文件。';
  if (!begun) return null;
  if (begun.file !== fingerprintOf(file)) {
    return '该数据库是用另一份信访件文件演练的。请用原来的文件接着演练，或另指定数据库。';
  }
  if (begun.regime !== regimeId) {
    return `该数据库是按制度 ${begun.regime} 演练的，不能换成 ${regimeId}。请去掉 --regime，或另指定数据库。`;
  }
  return seed === undefined || seed === begun.seed
    ? null
    : `该数据库是以种子 ${begun.seed} 演练的，不能换成 ${seed}。请去掉 --seed，或另指定数据库。`;
}

function seedOf({ earlier }: Logbook): number | undefined {
  return earlier.find((line) => line.kind === 'run')?.seed;
}

/** By which a file is known again. */
export function fingerprintOf(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}
