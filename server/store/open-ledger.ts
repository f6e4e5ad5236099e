import type { Base } from './base.ts';
import { openLedger } from './ledger.ts';
import type { LedgerParts } from './ledger-parts.ts';
import type { LedgerReads } from './ledger-reads.ts';
import type { AtOnce } from './promised.ts';
import { openTextSearch } from './search.ts';
import { openSearchIndex } from './search-index.ts';
import { openPostings } from './search-postings.ts';
import { openSimilar } from './similar.ts';

/** The ledger, its text search and what is found similar. */
export function openLedgerReads(
  base: Base,
  given: Omit<LedgerParts, 'postings' | 'search' | 'index'>,
): AtOnce<LedgerReads> {
  const { petitions, particulars } = given;
  const postings = openPostings(base);
  const index = openSearchIndex(base, petitions, particulars, postings);
  const search = openTextSearch(base, petitions, particulars, index, postings);
  const parts: LedgerParts = { ...given, postings, index, search };
  return { ...openLedger(base, parts), ...openSimilar(base, parts) };
}
