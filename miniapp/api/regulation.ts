import type { RegulationView } from '../../server/contract/regulation.ts';
import type { Answer } from './call.ts';
import { request } from './request.ts';

/** GET /api/regulation; the one in force for the person unless one is named, as `id` or `id@version`. */
export function loadRegulation(named?: string): Promise<Answer<RegulationView>> {
  const [id, version] = (named ?? '').split('@');
  const query = new URLSearchParams({ ...(id ? { id } : {}), ...(version ? { version } : {}) });
  return request('GET', `/regulation?${query}`);
}
