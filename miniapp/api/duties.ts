import type { DutyBody, DutyList } from '../../server/contract/duties.ts';
import type { Answer } from './call.ts';
import { request } from './request.ts';

/** GET /api/duties */
export function loadDuties(): Promise<Answer<DutyList>> {
  return request('GET', '/duties');
}

/** POST /api/duties/:duty */
export function writeDuty(duty: string, body: DutyBody): Promise<Answer<DutyList>> {
  return request('POST', `/duties/${encodeURIComponent(duty)}`, body);
}

/** Where a file of an entry is shown or saved from. */
export function dutyFileAddress(entry: string, file: string): string {
  return `./api/duties/entries/${encodeURIComponent(entry)}/files/${encodeURIComponent(file)}`;
}
