import type { PetitionEvent } from '../domain/event.ts';
import type { Petition, PetitionId } from '../domain/petition.ts';
import { type Instant, instant } from '../domain/time.ts';
import type { Base } from './base.ts';
import { type ChainedRow, createChain } from './chain.ts';
import { isConfidential } from './petitions.ts';
import { inTheClear } from './sealing.ts';

/** What has happened, one chain over all petitions. Nothing here is ever changed. */
export interface EventLog {
  /** Returns the sequence of the first one. */
  append(petition: Petition, events: readonly PetitionEvent[], now: Instant): number;
  of(id: PetitionId): readonly RecordedEvent[];
  /** Those that led beyond this version. */
  since(id: PetitionId, version: number): readonly PetitionEvent[];
  readonly chain: ReturnType<typeof createChain>;
  /** For verification: entries after this sequence, as chained. */
  page(after: number): readonly ChainedRow[];
  head(): { readonly sequence: number; readonly mac: Buffer };
}

export interface RecordedEvent {
  readonly event: PetitionEvent;
  /** Of the petition after it. */
  readonly version: number;
  readonly recordedAt: Instant;
}

interface KeptEvent {
  readonly sequence: number;
  readonly recorded_at: number;
  readonly version: number;
  readonly payload: Buffer;
}

interface EventRow extends KeptEvent {
  readonly petition_id: string;
  readonly mac: Buffer;
}

export function openEventLog({ sqlite, sealing }: Base, installation: string): EventLog {
  const chain = createChain(sealing.chainKey, `events|${installation}`);
  const head = sqlite.prepare<[], { sequence: number; mac: Buffer }>(
    'SELECT sequence, mac FROM events ORDER BY sequence DESC LIMIT 1',
  );
  const insert = sqlite.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?)');
  // A petition's version never falls, so this is the order of the sequence too, and the index brings it.
  const ofPetition = sqlite.prepare<[string], KeptEvent>(
    `SELECT sequence, version, recorded_at, payload FROM events WHERE petition_id = ?
     ORDER BY version, sequence`,
  );
  const newer = sqlite.prepare<[string, number], KeptEvent>(
    `SELECT sequence, version, recorded_at, payload FROM events
     WHERE petition_id = ? AND version > ?
     ORDER BY version, sequence`,
  );
  const page = sqlite.prepare<[number], EventRow>(
    `SELECT * FROM events WHERE sequence > ? ORDER BY sequence LIMIT ${PAGE}`,
  );

  function read({ sequence, payload }: KeptEvent): PetitionEvent {
    return JSON.parse(sealing.open(payload, placeOf(sequence))) as PetitionEvent;
  }
  const currentHead = () => head.get() ?? { sequence: 0, mac: chain.seed };

  return {
    chain,
    head: currentHead,
    append(petition, events, now) {
      let { sequence, mac } = currentHead();
      const first = sequence + 1;
      const confidential = isConfidential(petition);
      for (const event of events) {
        sequence += 1;
        const text = JSON.stringify(event);
        const payload = confidential ? sealing.seal(text, placeOf(sequence)) : inTheClear(text);
        const fields = [sequence, petition.id, petition.version, now];
        mac = chain.macOf(mac, { fields, blob: payload });
        insert.run(...fields, payload, mac);
      }
      return first;
    },
    of: (id) =>
      ofPetition.all(id).map((row) => ({
        event: read(row),
        version: row.version,
        recordedAt: instant(row.recorded_at),
      })),
    since: (id, version) => newer.all(id, version).map(read),
    page: (after) => page.all(after).map(chained),
  };
}

const PAGE = 2000;

function chained(row: EventRow): ChainedRow {
  return {
    sequence: row.sequence,
    fields: [row.sequence, row.petition_id, row.version, row.recorded_at],
    blob: row.payload,
    mac: row.mac,
  };
}

function placeOf(sequence: number): string {
  return `events|payload|${sequence}`;
}
