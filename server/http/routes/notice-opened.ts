import { noticeParams } from '../../contract/page.ts';
import { route } from '../route.ts';

/** The same answer whether or not there is such a notice and whose it is. */
export const noticeOpened = route(
  {
    method: 'POST',
    path: '/api/notices/:id/opened',
    summary: '本人已打开通知所指的页面',
    access: 'signedIn',
    rate: 'writes',
    params: noticeParams,
    answer: null,
  },
  async ({ params, person }, { deps, now }) => {
    await deps.store.noticeOpened(params.id, person.id, now);
    return { status: 204 };
  },
);
