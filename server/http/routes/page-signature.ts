import { pageSignature, pageSignatureQuery } from '../../contract/page.ts';
import type { Failure } from '../failures.ts';
import { route } from '../route.ts';

export const signPage = route(
  {
    method: 'GET',
    path: '/api/page-signature',
    summary: '为本系统页面签名，供钉钉打开通讯录等',
    access: 'signedIn',
    rate: 'reads',
    query: pageSignatureQuery,
    answer: pageSignature,
  },
  async ({ query }, { deps }) => {
    if (!isOurs(query.url, deps.office.publicUrl)) return { failure: FOREIGN_PAGE };
    const signed = await deps.signPage(query.url);
    if (signed.ok) return { status: 200, body: signed.value };
    return { failure: NOT_SIGNED, note: { dingTalk: signed.failure.code } };
  },
);

/** With a signature for a page of theirs, strangers could open our people's address book. */
function isOurs(page: string, publicUrl: string): boolean {
  return new URL(page).origin === new URL(publicUrl).origin;
}

const FOREIGN_PAGE: Failure = {
  status: 422,
  code: 'foreignPage',
  message: '只能为本系统的页面签名。请从钉钉重新打开本应用。',
};

const NOT_SIGNED: Failure = {
  status: 502,
  code: 'dingTalk',
  message: '钉钉暂时没有应答，通讯录打不开。请直接填写，或稍后再试。',
};
