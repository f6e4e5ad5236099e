import { docsPage, docsStyle } from '../docs-page.ts';
import { openApiOf } from '../openapi.ts';
import { openRoute, type Route } from '../route.ts';

/** The description of all routes, these three included. It is public: it says nothing of any petition. */
export function documentRoutes(routes: () => readonly Route[]): readonly Route[] {
  return [
    openRoute(
      {
        method: 'GET',
        path: '/api/openapi.json',
        summary: '接口说明（OpenAPI 3.1）',
        access: 'everyone',
        answer: 'application/json',
      },
      (_asked, { deps }) => ({ status: 200, body: openApiOf(routes(), deps.office) }),
    ),
    openRoute(
      {
        method: 'GET',
        path: '/api/docs',
        summary: '接口说明（网页）',
        access: 'everyone',
        answer: 'text/html',
      },
      (_asked, { deps }) => ({
        status: 200,
        body: docsPage(openApiOf(routes(), deps.office)),
      }),
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
