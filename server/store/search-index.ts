import { setImmediate } from 'node:timers/promises';
import type { Petition, PetitionId } from '../domain/petition.ts';
import type { Base } from './base.ts';
import type { ParticularsTable } from './particulars.ts';
import type { PetitionTable } from './petitions.ts';
import type { Postings } from './search-postings.ts';
import { allPairs } from './search-text.ts';

/** Makes petitions findable by their wording after the command that changed it, never within: that would slow it down. */
export interface SearchIndex {
  /** Takes the next of those that are behind, if any; returns how many still are. Repeating it does no harm. */
  catchUp(): Promise<number>;
  textsOf(petition: Petition): readonly string[];
}

export function openSearchIndex(
  { sqlite }: Base,
  petitions: PetitionTable,
  particulars: ParticularsTable,
  postings: Postings,
): SearchIndex {
  const behind = sqlite.prepare<[], Behind>(
    `SELECT row, petition_id AS id, text_version AS version FROM ledger
     WHERE searchable_version < text_version ORDER BY row LIMIT ${STEP}`,
  );
  const left = sqlite
    .prepare<[], number>('SELECT count(*) FROM ledger WHERE searchable_version < text_version')
    .pluck();
  // A wording that changed meanwhile has a later version and stays behind.
  const reach = sqlite.prepare('UPDATE ledger SET searchable_version = ? WHERE row = ?');
  const add = sqlite.transaction(postings.add).immediate;
  const markDone = sqlite.transaction((done: readonly Behind[]) => {
    for (const { row, version } of done) reach.run(version, row);
  }).immediate;
  let running: Promise<number> | null = null;

  function textsOf(petition: Petition): readonly string[] {
    return [
      petition.number,
      petition.visitNumber ?? '',
      petition.facts.platformNumber ?? '',
      ...particulars.every(petition.id).flatMap(({ title, body }) => [title, body]),
      ...petition.replies.flatMap(({ findings, reply }) => [findings, reply]),
    ];
  }

  async function pairsIn(rows: readonly Behind[]): Promise<ReadonlyMap<string, readonly number[]>> {
    const rowsByPair = new Map<string, number[]>();
    for (const [index, { row, id }] of rows.entries()) {
      if (index % BREATH === BREATH - 1) await setImmediate();
      const petition = petitions.find(id);
      for (const pair of petition ? allPairs(textsOf(petition)) : []) noteIn(rowsByPair, pair, row);
    }
    return rowsByPair;
  }

  async function step(): Promise<number> {
    const rows = behind.all();
    if (rows.length === 0) return 0;
    // What was only half added when the process ended is added again: nothing counts as done before all is there.
    for (const pairs of piecesOf(await pairsIn(rows))) {
      add(pairs);
      await setImmediate();
    }
    markDone(rows);
    return left.get() ?? 0;
  }

  return {
    textsOf,
    catchUp() {
      running ??= step().finally(() => {
        running = null;
      });
      return running;
    },
  };
}

function noteIn(rowsByPair: Map<string, number[]>, pair: string, row: number): void {
  const rows = rowsByPair.get(pair);
  if (rows) rows.push(row);
  else rowsByPair.set(pair, [row]);
}

function* piecesOf<Key, Value>(map: ReadonlyMap<Key, Value>): Generator<ReadonlyMap<Key, Value>> {
  const entries = [...map];
  for (let from = 0; from < entries.length; from += PIECE) {
    yield new Map(entries.slice(from, from + PIECE));
  }
}

interface Behind {
  readonly row: number;
  readonly id: PetitionId;
  readonly version: number;
}

/** Taken in together, about as many as a block holds: the more, the fewer times a block is written anew. */
const STEP = 4096;
/** Pairs written in one go. */
const PIECE = 1000;
/** Others get their turn after so many. */
const BREATH = 50;
