import type { SigningBody, SigningView } from '../../server/contract/signing.ts';
import type { Answer } from './call.ts';
import { request } from './request.ts';

/** GET /api/signing */
export function loadSigning(): Promise<Answer<SigningView>> {
  return request('GET', '/signing');
}

/** POST /api/signing */
export function chooseSigning(body: SigningBody): Promise<Answer<null>> {
  return request('POST', '/signing', body);
}
