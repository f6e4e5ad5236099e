import type { PaperCheck, PaperList, PaperView } from '../../server/contract/papers.ts';
import type { Answer } from './call.ts';
import { request } from './request.ts';

type Which = Pick<PaperView, 'form' | 'instance'>;

/** GET /api/petitions/:id/papers */
export function loadPapers(id: string): Promise<Answer<PaperList>> {
  return request('GET', `/petitions/${encodeURIComponent(id)}/papers`);
}

/** GET /api/papers/verify: what the foot of a paper says, as somebody reads it off. */
export function checkPaper(number: string, code: string): Promise<Answer<PaperCheck>> {
  return request('GET', `/papers/verify?${new URLSearchParams({ number, code })}`);
}

/** Opens beside the page that shows it; the server records who prints what. */
export function printAddress(id: string, paper: Which): string {
  return addressOf(id, paper, 'print');
}

export function wordAddress(id: string, paper: Which): string {
  return addressOf(id, paper, 'docx');
}

export function archiveAddress(id: string): string {
  return `./api/petitions/${encodeURIComponent(id)}/archive.zip`;
}

function addressOf(id: string, { form, instance }: Which, as: 'print' | 'docx'): string {
  return `./api/petitions/${encodeURIComponent(id)}/papers/${form}/${as}?instance=${instance}`;
}
