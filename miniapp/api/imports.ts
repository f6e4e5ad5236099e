import type {
  ImportColumns,
  ImportOutcome,
  ImportSummary,
  ImportView,
} from '../../server/contract/import.ts';
import type { SimilarBody, SimilarList } from '../../server/contract/ledger.ts';
import { renewSession } from '../session.ts';
import { type Answer, answerIn, offline } from './call.ts';
import { request } from './request.ts';

interface ImportAnswer {
  readonly import: ImportView;
}

/** Where the browser fetches the empty ledger. */
export const templateAddress = './api/import/template.xlsx';

/** Where the browser fetches the rows that were not registered. */
export function correctionsAddress(id: string): string {
  return `./api/imports/${encodeURIComponent(id)}/errors.xlsx`;
}

/** POST /api/imports; reading a large workbook takes some seconds. */
export async function uploadLedger(file: File): Promise<Answer<ImportAnswer>> {
  const answer = await send(file);
  if (answer.ok || answer.failure.kind !== 'signedOut') return answer;
  return (await renewSession()) ? send(file) : answer;
}

/** GET /api/imports */
export function loadImports(): Promise<Answer<{ items: ImportSummary[] }>> {
  return request('GET', '/imports');
}

/** GET /api/imports/:id */
export function loadImport(
  id: string,
  show: ImportOutcome | null,
  after: number,
): Promise<Answer<ImportAnswer>> {
  const query = new URLSearchParams({ after: String(after), ...(show ? { show } : {}) });
  return request('GET', `/imports/${encodeURIComponent(id)}?${query}`);
}

/** POST /api/imports/:id/columns */
export function changeColumns(id: string, columns: ImportColumns): Promise<Answer<ImportAnswer>> {
  return request('POST', `/imports/${encodeURIComponent(id)}/columns`, columns);
}

/** POST /api/imports/:id/start */
export function startImport(id: string): Promise<Answer<ImportAnswer>> {
  return request('POST', `/imports/${encodeURIComponent(id)}/start`, {});
}

/** POST /api/imports/:id/cancel */
export function cancelImport(id: string): Promise<Answer<ImportAnswer>> {
  return request('POST', `/imports/${encodeURIComponent(id)}/cancel`, {});
}

/** POST /api/petitions/similar */
export function findSimilar(body: SimilarBody): Promise<Answer<SimilarList>> {
  return request('POST', '/petitions/similar', body);
}

async function send(file: File): Promise<Answer<ImportAnswer>> {
  try {
    const response = await fetch(`./api/imports?name=${encodeURIComponent(file.name)}`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: {
        Accept: 'application/json',
        'Content-Type': 'application/octet-stream',
        'X-Requested-With': 'miniapp',
      },
      body: file,
    });
    return await answerIn<ImportAnswer>(response);
  } catch {
    return offline();
  }
}
