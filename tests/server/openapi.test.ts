import { describe, expect, it } from 'vitest';
import { createMetrics } from '../../server/http/metrics.ts';
import { type OpenApi, openApiOf } from '../../server/http/openapi.ts';
import { allRoutes } from '../../server/http/routes.ts';
import { openApi } from '../support/api.ts';

const office = {
  title: '测试单位',
  corpId: 'corp',
  regimeId: 'any',
  publicUrl: 'https://office.example',
  monthlyCalls: 5000,
};
const document = openApiOf(allRoutes(createMetrics()), office);

/** The addresses that people and programs rely on. A new route is added here, and thereby documented on purpose. */
const addresses = [
  'DELETE /api/administration/absences/{id}',
  'DELETE /api/saved-filters/{id}',
  'DELETE /api/session',
  'DELETE /api/specimen',
  'DELETE /api/watched-places/{id}',
  'GET /api/administration/address-book',
  'GET /api/administration/directory',
  'GET /api/administration/offices',
  'GET /api/administration/staff/{id}/holdings',
  'GET /api/audit',
  'GET /api/budget',
  'GET /api/calendar',
  'GET /api/directory',
  'GET /api/docs',
  'GET /api/docs.css',
  'GET /api/duties',
  'GET /api/duties/entries/{entry}/files/{file}',
  'GET /api/figures/{period}',
  'GET /api/figures/{period}/assessment',
  'GET /api/figures/{period}/assessment.xlsx',
  'GET /api/figures/{period}/petitions',
  'GET /api/figures/{period}/trend',
  'GET /api/import/template.xlsx',
  'GET /api/imports',
  'GET /api/imports/{id}',
  'GET /api/imports/{id}/errors.xlsx',
  'GET /api/ledger',
  'GET /api/ledger.xlsx',
  'GET /api/me',
  'GET /api/messages',
  'GET /api/openapi.json',
  'GET /api/page-signature',
  'GET /api/papers/print.css',
  'GET /api/papers/print.js',
  'GET /api/papers/verify',
  'GET /api/petitions',
  'GET /api/petitions/{id}',
  'GET /api/petitions/{id}/archive.zip',
  'GET /api/petitions/{id}/attachments/{attachment}',
  'GET /api/petitions/{id}/papers',
  'GET /api/petitions/{id}/papers/{form}/docx',
  'GET /api/petitions/{id}/papers/{form}/print',
  'GET /api/petitions/{id}/similar',
  'GET /api/readings',
  'GET /api/readings/gathered/{mode}/{period}',
  'GET /api/readings/{id}',
  'GET /api/regimes',
  'GET /api/regimes/changes',
  'GET /api/regulation',
  'GET /api/reports',
  'GET /api/reports/{period}',
  'GET /api/reports/{period}/docx',
  'GET /api/reports/{period}/print',
  'GET /api/sanctions',
  'GET /api/sanctions/{id}',
  'GET /api/sanctions/{id}/papers/{paper}/docx',
  'GET /api/sanctions/{id}/papers/{paper}/print',
  'GET /api/saved-filters',
  'GET /api/signing',
  'GET /api/specimen',
  'GET /api/todo',
  'GET /api/unseen',
  'GET /api/warnings/{period}',
  'GET /api/watched-places',
  'GET /api/worklists/consultations',
  'GET /api/worklists/follow-ups',
  'GET /api/worklists/letters',
  'GET /api/worklists/returns',
  'GET /api/worklists/supervisions',
  'GET /api/worklists/visits',
  'GET /healthz',
  'GET /metrics',
  'POST /api/administration/absences',
  'POST /api/administration/address-book/decisions',
  'POST /api/administration/directory',
  'POST /api/administration/hand-overs',
  'POST /api/administration/offices/regulation',
  'POST /api/attachments',
  'POST /api/audit/verification',
  'POST /api/calendar/changes',
  'POST /api/calendar/preview',
  'POST /api/duties/attachments',
  'POST /api/duties/{duty}',
  'POST /api/imports',
  'POST /api/imports/{id}/cancel',
  'POST /api/imports/{id}/columns',
  'POST /api/imports/{id}/start',
  'POST /api/messages/{id}/resend',
  'POST /api/notices/{id}/opened',
  'POST /api/petitions',
  'POST /api/petitions/similar',
  'POST /api/petitions/{id}/acts/{act}',
  'POST /api/petitions/{id}/attachments',
  'POST /api/petitions/{id}/reveal',
  'POST /api/query',
  'POST /api/query/rating',
  'POST /api/readings',
  'POST /api/readings/{id}/answer',
  'POST /api/regimes/changes',
  'POST /api/regimes/preview',
  'POST /api/reports/{period}',
  'POST /api/reports/{period}/advice',
  'POST /api/reports/{period}/signature',
  'POST /api/sanctions',
  'POST /api/sanctions/{id}',
  'POST /api/saved-filters',
  'POST /api/session',
  'POST /api/signing',
  'POST /api/specimen',
  'POST /api/warnings/{period}',
  'POST /api/watched-places',
  'POST /dingtalk/callback',
  'POST /dingtalk/card',
  'POST /dingtalk/robot',
];

function operations({ paths }: Pick<OpenApi, 'paths'>) {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
}

/** All values found under the key, however deep. */
function found(key: string, within: unknown): unknown[] {
  if (typeof within !== 'object' || within === null) return [];
  return Object.entries(within).flatMap(([name, value]) => [
    ...(name === key ? [value] : []),
    ...found(key, value),
  ]);
}

describe('the description of the API', () => {
  it('lists every address there is, and no other', () => {
    const listed = operations(document).map(
      ({ path, method }) => `${method.toUpperCase()} ${path}`,
    );
    expect(listed.toSorted()).toEqual(addresses);
  });

  it('refers only to what it contains', () => {
    const references = found('$ref', document);
    expect(references.length).toBeGreaterThan(20);
    for (const reference of references) {
      const name = String(reference).replace('#/components/schemas/', '');
      expect(Object.keys(document.components.schemas)).toContain(name);
    }
  });

  it('names every operation once, in Chinese, with all its parameters and answers', () => {
    const listed = operations(document);
    const ids = listed.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { path, operation } of listed) {
      expect(operation.summary).toMatch(/[\u4e00-\u9fff]/);
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = operation.parameters.filter((parameter) => parameter.in === 'path');
      expect(declared.map(({ name, required }) => [name, required])).toEqual(
        inPath.map((name) => [name, true]),
      );
      expect(Object.keys(operation.responses)).toContain('500');
      for (const [status, response] of Object.entries(operation.responses)) {
        expect(status).toMatch(/^[1-5]\d\d$/);
        expect(response.description).not.toBe('');
      }
    }
  });

  it('holds only schemas that a validator of JSON Schema accepts', () => {
    const known = ['string', 'integer', 'number', 'boolean', 'object', 'array', 'null'];
    const types = found('type', [document.components.schemas, document.paths]).filter(
      (type) => typeof type === 'string' && type !== 'apiKey',
    );
    expect(types.length).toBeGreaterThan(100);
    for (const type of types) expect(known).toContain(type);
    expect(found('$schema', document)).toEqual([]);
    expect(found('$defs', document)).toEqual([]);
  });

  it('is the same document on the wire, and can be read as a page without any script', async () => {
    const api = await openApi({ at: '2026-03-16 09:00' });
    const served = (await api.send({ path: '/api/openapi.json' })).json();
    expect(operations(served).length).toBe(addresses.length);
    const page = await api.send({ path: '/api/docs' });
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    for (const { operation } of operations(document))
      expect(page.text).toContain(operation.summary);
    expect(page.text).not.toMatch(/<script|style="|<style|https?:\/\/(?!127)/);
    const style = await api.send({ path: '/api/docs.css' });
    expect(style.headers['content-type']).toContain('text/css');
  });
});
