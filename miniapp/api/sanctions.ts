import type {
  NoticeBody,
  NoticeView,
  ProposalBody,
  SanctionList,
} from '../../server/contract/sanctions.ts';
import type { Answer } from './call.ts';
import { request } from './request.ts';

/** GET /api/sanctions */
export function loadSanctions(): Promise<Answer<SanctionList>> {
  return request('GET', '/sanctions');
}

/** GET /api/sanctions/:id */
export function loadNotice(id: string): Promise<Answer<NoticeView>> {
  return request('GET', `/sanctions/${id}`);
}

/** POST /api/sanctions/:id: refused where anything has happened since it was shown. */
export function actOnNotice(id: string, body: NoticeBody): Promise<Answer<NoticeView>> {
  return request('POST', `/sanctions/${id}`, body);
}

/** POST /api/sanctions */
export function proposeMeasure(body: ProposalBody): Promise<Answer<NoticeView>> {
  return request('POST', '/sanctions', body);
}

/** Where a paper of the notice is had, for Word or for the printer. */
export function noticePaper(id: string, paper: string, as: 'docx' | 'print'): string {
  return `./api/sanctions/${id}/papers/${paper}/${as}`;
}
