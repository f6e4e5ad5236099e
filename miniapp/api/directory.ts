import type { DirectoryView } from '../../server/contract/people.ts';
import type { Answer } from './call.ts';
import { request } from './request.ts';

/** GET /api/directory */
export function loadDirectory(): Promise<Answer<DirectoryView>> {
  return request('GET', '/directory');
}
