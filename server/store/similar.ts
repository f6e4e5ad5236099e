import type { OfficeId } from '../domain/office.ts';
import type { Particulars, Petition, PetitionId } from '../domain/petition.ts';
import type { Base } from './base.ts';
import type { LedgerParts } from './ledger-parts.ts';
import type { LedgerReads, SimilarPetition, SimilarTo } from './ledger-reads.ts';
import { indexPetitioner } from './petitioner-index.ts';
import type { AtOnce } from './promised.ts';
import type { Postings } from './search-postings.ts';
import { allPairs } from './search-text.ts';

type Parts = Pick<
  LedgerParts,
  'petitions' | 'particulars' | 'visibility' | 'accusations' | 'directory' | 'index' | 'postings'
>;

/** 同类件、重复件: the same petitioner by the blind index, a similar text by the pairs of characters they share. */
export function openSimilar(base: Base, parts: Parts): AtOnce<Pick<LedgerReads, 'similar'>> {
  const { petitions, particulars, visibility, accusations, directory, index } = parts;
  const resembling = openResembling(base, parts.postings);

  function compare(petition: Petition, to: SimilarTo, pairs: ReadonlySet<string>): SimilarPetition {
    const content = particulars.latest(petition.id);
    if (!content) throw new Error(`petition ${petition.id} has no particulars`);
    return {
      petition,
      particulars: content,
      samePetitioner: samePetitioner(to.petitioner, content.petitioner, base),
      similarity: shared(pairs, allPairs([content.title, content.body])),
    };
  }

  const isOf = base.sqlite
    .prepare<[string, string], number>('SELECT 1 FROM petitions WHERE id = ? AND office_id = ?')
    .pluck();

  function candidates(
    to: SimilarTo,
    pairs: ReadonlySet<string>,
    officeId: OfficeId,
  ): readonly PetitionId[] {
    const { name, phone, idNumber } = to.petitioner;
    const same = [{ phone }, { idNumber }, { name }].flatMap((by) => {
      const given = Object.entries(by).filter(([, text]) => text !== undefined);
      return particulars
        .broughtBy(Object.fromEntries(given))
        .filter((id) => isOf.get(id, officeId) === 1)
        .slice(0, MOST_OF_ONE_PERSON);
    });
    return [...new Set([...same, ...resembling(pairs, to.title, officeId)])];
  }

  return {
    async similar(to, viewer) {
      if (!directory.current().staff.get(viewer)?.active) return [];
      await index.catchUp();
      const pairs = allPairs([to.title, to.body]);
      const ordinary = candidates(to, pairs, directory.officeOf(viewer)).flatMap(
        (id) => petitions.find(id) ?? [],
      );
      const sealed = accusations.seenBy(viewer, 'all').map(({ petition }) => petition);
      return [...ordinary, ...sealed]
        .filter(({ id }) => id !== to.except)
        .filter((petition) => visibility.maySee(petition, viewer))
        .map((petition) => compare(petition, to, pairs))
        .filter((found) => found.similarity >= LEAST || found.samePetitioner.length > 0)
        .sort((one, other) => weight(other) - weight(one) || newerFirst(one, other))
        .slice(0, MOST);
    },
  };
}

const MOST = 10;
/** In a hundred; below it, two texts share no more than any two of one office do. */
const LEAST = 25;
const MOST_OF_ONE_PERSON = 20;

/** A telephone or an identity number is one person's, a name may be many people's. */
function weight({ samePetitioner, similarity }: SimilarPetition): number {
  const sure = samePetitioner.some((what) => what !== 'name');
  return similarity + (sure ? 60 : samePetitioner.length > 0 ? 30 : 0);
}

function newerFirst(one: SimilarPetition, other: SimilarPetition): number {
  return other.petition.registeredAt - one.petition.registeredAt;
}

function samePetitioner(
  one: SimilarTo['petitioner'],
  other: Particulars['petitioner'],
  { sealing }: Base,
): SimilarPetition['samePetitioner'] {
  const [left, right] = [indexPetitioner(one, sealing), indexPetitioner(other, sealing)];
  return (['idNumber', 'phone', 'name'] as const).filter((what) => {
    const [mine, yours] = [left[what], right[what]];
    return mine !== null && yours !== null && mine.equals(yours);
  });
}

/** Dice: twice what is shared over what there is. */
function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const all = one.size + other.size;
  const common = [...one].filter((pair) => other.has(pair)).length;
  return all === 0 ? 0 : Math.round((200 * common) / all);
}

/** The rows that share most with the pairs, rare pairs counting more than those in every other petition. */
function openResembling({ sqlite }: Base, postings: Postings) {
  const rowCount = sqlite.prepare<[], number>('SELECT coalesce(max(row), 0) FROM ledger').pluck();
  const idOf = sqlite
    .prepare<[number, string], PetitionId>(
      'SELECT petition_id FROM ledger WHERE row = ? AND office = ?',
    )
    .pluck();

  /** The first so many that are the office's: what others have takes nobody's place. */
  function ownOf(rows: readonly number[], officeId: OfficeId): readonly PetitionId[] {
    const found: PetitionId[] = [];
    for (const row of rows) {
      const id = idOf.get(row, officeId);
      if (id !== undefined) found.push(id);
      if (found.length === MOST_COMPARED) break;
    }
    return found;
  }

  return (pairs: ReadonlySet<string>, title: string, officeId: OfficeId): readonly PetitionId[] => {
    const rows = rowCount.get() ?? 0;
    const scores = new Float32Array(rows + 1);
    for (const pair of [...pairs].slice(0, MOST_PAIRS)) {
      const found = postings.rowsWith([pair], rows, Math.max(SMALL_OFFICE, rows / 20)) ?? [];
      const gain = Math.log(1 + rows / Math.max(1, found.length));
      for (const row of found) scores[row] = (scores[row] ?? 0) + gain;
    }
    const best = rowsAbove(scores, 0).sort(
      (one, other) => (scores[other] ?? 0) - (scores[one] ?? 0),
    );
    // Where every pair is common, whoever writes about the same still writes all of them.
    const alike = postings.rowsWith([...allPairs([title])], rows) ?? [];
    return [...ownOf(best, officeId), ...ownOf([...alike].reverse(), officeId)];
  };
}

function rowsAbove(scores: Float32Array, least: number): number[] {
  const rows: number[] = [];
  for (let row = 0; row < scores.length; row++) if ((scores[row] ?? 0) > least) rows.push(row);
  return rows;
}

/** The title and the beginning of the text say what it is about. */
const MOST_PAIRS = 80;
const MOST_COMPARED = 50;
/** Where there are no more petitions than this, no pair is too common to be looked at. */
const SMALL_OFFICE = 1000;
