import type { PageSignatureView } from '../../server/contract/page.ts';
import type { Answer } from './call.ts';
import { request } from './request.ts';

/** GET /api/page-signature; null when there is none to be had just now. */
export async function signPage(url: string): Promise<PageSignatureView | null> {
  const query = new URLSearchParams({ url });
  const answer = await request<PageSignatureView>('GET', `/page-signature?${query}`);
  return answer.ok ? answer.value : null;
}

/** POST /api/notices/:id/opened */
export function openNotice(id: string): Promise<Answer<null>> {
  return request('POST', `/notices/${id}/opened`, {});
}
