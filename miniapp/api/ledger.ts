import type {
  LedgerPage,
  SavedFilter,
  SavedFilterBody,
  SavedFilterList,
} from '../../server/contract/ledger.ts';
import { clock } from '../clock.ts';
import type { Answer } from './call.ts';
import { request } from './request.ts';

/** GET /api/ledger; `query` holds the filter's parameters. `limit` 1–200. */
export async function loadLedger(
  query: URLSearchParams,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<Answer<LedgerPage>> {
  const asked = new URLSearchParams(query);
  asked.set('offset', String(offset));
  asked.set('limit', String(limit));
  const answer = await request<LedgerPage>('GET', `/ledger?${asked}`);
  if (answer.ok) clock.synchronize(answer.value.now);
  return answer;
}

/** Where the browser fetches what is filtered as a workbook. */
export function ledgerWorkbook(query: URLSearchParams, columns: readonly string[]): string {
  const asked = new URLSearchParams(query);
  asked.set('columns', columns.join(','));
  return `./api/ledger.xlsx?${asked}`;
}

/** GET /api/saved-filters */
export function loadSavedFilters(): Promise<Answer<SavedFilterList>> {
  return request('GET', '/saved-filters');
}

/** POST /api/saved-filters */
export function saveFilter(body: SavedFilterBody): Promise<Answer<SavedFilter>> {
  return request('POST', '/saved-filters', body);
}

/** DELETE /api/saved-filters/:id */
export function deleteSavedFilter(id: string): Promise<Answer<null>> {
  return request('DELETE', `/saved-filters/${encodeURIComponent(id)}`);
}
