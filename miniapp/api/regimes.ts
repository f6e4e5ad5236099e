import type { RegimeView } from '../../server/contract/view.ts';
import type { Answer } from './call.ts';
import { request } from './request.ts';

/** GET /api/regimes */
export function loadRegimes(): Promise<Answer<{ items: RegimeView[] }>> {
  return request('GET', '/regimes');
}
