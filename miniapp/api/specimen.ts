import type { SpecimenBody, SpecimenView } from '../../server/contract/specimen.ts';
import type { Answer } from './call.ts';
import { request } from './request.ts';

/** GET /api/specimen */
export function loadSpecimen(): Promise<Answer<SpecimenView>> {
  return request('GET', '/specimen');
}

/** POST /api/specimen */
export function keepSpecimen(body: SpecimenBody): Promise<Answer<null>> {
  return request('POST', '/specimen', body);
}

/** DELETE /api/specimen */
export function withdrawSpecimen(): Promise<Answer<null>> {
  return request('DELETE', '/specimen');
}
