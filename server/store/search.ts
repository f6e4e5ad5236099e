import type { Directory } from '../domain/directory.ts';
import type { Petition, PetitionId } from '../domain/petition.ts';
import type { Base } from './base.ts';
import type { Test } from './ledger-conditions.ts';
import type { LedgerMemory } from './ledger-memory.ts';
import type { ParticularsTable } from './particulars.ts';
import type { PetitionRow, PetitionTable } from './petitions.ts';
import type { SearchIndex } from './search-index.ts';
import type { Postings } from './search-postings.ts';
import { holdsRun, pairsOf, runsOf } from './search-text.ts';

/** Finds petitions by words. */
export interface TextSearch {
  /** One test of a ledger row for each word. `petitioners`: an exact name, telephone or identity number counts too. */
  tests(text: string, asked: Asked): readonly Test[];
  /** The same of a petition that is opened. */
  holds(petition: Petition, text: string, directory: Directory): boolean;
}

interface Asked {
  readonly memory: LedgerMemory;
  readonly directory: Directory;
  readonly petitioners: boolean;
}

export function openTextSearch(
  { sqlite }: Base,
  petitions: PetitionTable,
  particulars: ParticularsTable,
  index: SearchIndex,
  postings: Postings,
): TextSearch {
  const ofRow = sqlite.prepare<[number], PetitionRow>(
    `SELECT p.id, p.version, p.state FROM ledger l JOIN petitions p ON p.id = l.petition_id
     WHERE l.row = ?`,
  );
  const rowOf = sqlite
    .prepare<[string], number>('SELECT row FROM ledger WHERE petition_id = ?')
    .pluck();

  /** The pairs of a longer word could stand apart in a text; where few are found, the texts themselves are asked. */
  function written(runs: readonly string[], rows: number): readonly number[] {
    const pairs = runs.flatMap(pairsOf);
    const found = postings.rowsWith(pairs, rows) ?? [];
    if (pairs.length < 2 || found.length > MOST_CHECKED) return found;
    return found.filter((row) => {
      const petition = ofRow.get(row);
      if (!petition) return false;
      const texts = index.textsOf(petitions.read(petition));
      return runs.every((run) => holdsRun(texts, run));
    });
  }

  function brought(word: string): readonly PetitionId[] {
    const digits = word.replace(/\D/g, '').length;
    return particulars.broughtBy({
      name: word,
      ...(digits >= SHORTEST_PHONE ? { phone: word } : {}),
      ...(/^(\d{15}|\d{17}[\dXx])$/.test(word) ? { idNumber: word } : {}),
    });
  }

  function testOf(word: string, { memory, directory, petitioners }: Asked): Test {
    const runs = runsOf(word);
    const marked = new Uint8Array(memory.rows() + 1);
    for (const row of written(runs, memory.rows())) marked[row] = 1;
    for (const id of petitioners ? brought(word) : []) marked[rowOf.get(id) ?? 0] = 1;
    const category = memory.code('category');
    const unit = memory.code('unit');
    const named = (text: string) => runs.length > 0 && runs.every((run) => holdsRun([text], run));
    const categories = category.texts.map(named);
    const units = unit.texts.map((id) => named(directory.units.get(id)?.name ?? ''));
    const [categoryOf, unitOf] = [category.values, unit.values];
    return (row) =>
      marked[row] === 1 ||
      categories[categoryOf[row] ?? 0] === true ||
      units[unitOf[row] ?? 0] === true;
  }

  return {
    tests: (text, asked) => wordsOf(text).map((word) => testOf(word, asked)),
    holds(petition, text, directory) {
      const unitNames = petition.assignments.map(
        ({ unitId }) => directory.units.get(unitId)?.name ?? '',
      );
      const texts = [...index.textsOf(petition), petition.facts.category, ...unitNames];
      return wordsOf(text).every((word) => {
        const runs = runsOf(word);
        return runs.length > 0 && runs.every((run) => holdsRun(texts, run));
      });
    },
  };
}

function wordsOf(text: string): readonly string[] {
  return text
    .trim()
    .split(/\s+/u)
    .filter((word) => word !== '');
}

/** Among more, the few in which the pairs stand apart do not matter, and to open them all would take seconds. */
const MOST_CHECKED = 500;
const SHORTEST_PHONE = 7;
