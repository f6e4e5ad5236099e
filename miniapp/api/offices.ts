import type { DirectoryChangedView } from '../../server/contract/directory.ts';
import type { OfficesView, RegulationChangeBody } from '../../server/contract/offices.ts';
import type { Answer } from './call.ts';
import { request } from './request.ts';

/** GET /api/administration/offices */
export function loadOffices(): Promise<Answer<OfficesView>> {
  return request('GET', '/administration/offices');
}

/** POST /api/administration/offices/regulation; with `check` nothing is written. */
export function changeRegulation(
  body: RegulationChangeBody,
): Promise<Answer<DirectoryChangedView>> {
  return request('POST', '/administration/offices/regulation', body);
}
