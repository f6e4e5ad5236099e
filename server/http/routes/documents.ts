import type { OfficeFacts } from '../app-deps.ts';
import { docsPage, docsStyle } from '../docs-page.ts';
import { type OpenApi, openApiOf } from '../openapi.ts';
import { openRoute, type Route } from '../route.ts';

/** The description of all routes, these three included. It is public: it says nothing of any petition. */
export function documentRoutes(routes: () => readonly Route[]): readonly Route[] {
  let document: OpenApi | null = null;
  // Made once, with the first reader: it takes a tenth of a second and never changes.
  const documentFor = (office: OfficeFacts) => {
    document ??= openApiOf(routes(), office);
    return document;
  };
  return [
    openRoute(
      {
        method: 'GET',
        path: '/api/openapi.json',
        summary: '接口说明（OpenAPI 3.1）',
        access: 'everyone',
        answer: 'application/json',
      },
      (_asked, { deps }) => ({ status: 200, body: documentFor(deps.office) }),
    ),
    openRoute(
      {
        method: 'GET',
        path: '/api/docs',
        summary: '接口说明（网页）',
        access: 'everyone',
        answer: 'text/html',
      },
      (_asked, { deps }) => ({ status: 200, body: docsPage(documentFor(deps.office)) }),
    ),
    openRoute(
      {
        method: 'GET',
        path: '/api/docs.css',
        summary: '接口说明网页的样式',
        access: 'everyone',
        answer: 'text/css',
      },
      () => ({ status: 200, body: docsStyle }),
    ),
  ];
}
