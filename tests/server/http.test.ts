import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Got, nextCommandId, openApi, registrationAt } from '../support/api.ts';
import { clerk, demolition } from '../support/people.ts';

const START = '2026-03-16 09:00';
const JSON_HEADERS = { 'content-type': 'application/json', 'x-requested-with': 'miniapp' };
const sandboxPage = async (_context: unknown, next: () => Promise<void>) => next();

function expectChinese(got: Got) {
  const { code, message, requestId } = got.json();
  expect(code).toMatch(/^[a-zA-Z]+$/);
  expect(message).toMatch(/(?:[\u4e00-\u9fff].*){4}/);
  expect(requestId).toBe(got.headers['x-request-id']);
}

describe('what changes something', () => {
  const register = { commandId: 'command-x1', registration: {} };

  it.each([
    ['without the header of our own pages', { 'content-type': 'application/json' }],
    ['from a foreign page', { ...JSON_HEADERS, origin: 'https://evil.example' }],
    ['from a page without an origin', { ...JSON_HEADERS, origin: 'null' }],
  ])('is refused %s, whoever is signed in', async (_, headers) => {
    const api = await openApi({ at: START });
    const { cookie } = await api.as(clerk);
    const got = await api.send({
      method: 'POST',
      path: '/api/petitions',
      headers: { ...headers, cookie },
      body: JSON.stringify(register),
    });
    expect(got.status).toBe(403);
    expect(got.json().code).toBe('crossSite');
    expectChinese(got);
  });

  it('is heard from the office’s own address', async () => {
    const api = await openApi({ at: START, publicUrl: 'https://office.example' });
    const got = await api.send({
      method: 'POST',
      path: '/api/session',
      headers: { ...JSON_HEADERS, origin: 'https://office.example' },
      body: JSON.stringify({ code: `code-${clerk}` }),
    });
    expect(got.status).toBe(200);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'must be JSON and not %s',
    async (type) => {
      const api = await openApi({ at: START });
      const headers = { ...JSON_HEADERS, 'content-type': type };
      const got = await api.send({ method: 'POST', path: '/api/session', headers, body: 'code=1' });
      expect(got.status).toBe(415);
      expectChinese(got);
    },
  );

  it.each([
    ['not JSON', '{"code":', 400],
    ['JSON but no object', '"code"', 400],
    ['larger than a megabyte', JSON.stringify({ code: 'x'.repeat(1024 * 1024) }), 413],
  ])('is refused when it is %s', async (_, body, status) => {
    const api = await openApi({ at: START });
    const got = await api.send({
      method: 'POST',
      path: '/api/session',
      headers: JSON_HEADERS,
      body,
    });
    expect(got.status).toBe(status);
    expectChinese(got);
  });

  it('leaves the connection fit for the next request when reading it was given up', async () => {
    const api = await openApi({ at: START });
    const body = JSON.stringify({ code: 'x'.repeat(1_100_000) });
    const headers = { ...JSON_HEADERS, 'content-encoding': 'gzip' };
    const statuses = [];
    for (let count = 0; count < 3; count++) {
      const got = await api.send({ method: 'POST', path: '/api/session', headers, body });
      statuses.push(got.status, (await api.send({ path: '/healthz' })).status);
    }
    expect(statuses).toEqual([400, 200, 400, 200, 400, 200]);
  });

  it('is refused when it claims to be compressed and is not', async () => {
    const api = await openApi({ at: START });
    const headers = { ...JSON_HEADERS, 'content-encoding': 'gzip' };
    const got = await api.send({
      method: 'POST',
      path: '/api/session',
      headers,
      body: '{"code":"1"}',
    });
    expect(got.status).toBe(400);
    expectChinese(got);
  });
});

describe('an address', () => {
  it.each(['/api/nothing', '/api/petitions/a/b/c', '/nothing', '/api/petitions/%E0%A4%A'])(
    '%s that does not exist is said not to',
    async (path) => {
      const api = await openApi({ at: START });
      const got = await api.send({ path });
      expect([404, 401]).toContain(got.status);
      expectChinese(got);
    },
  );

  it('is told which methods it knows', async () => {
    const api = await openApi({ at: START });
    const got = await api.send({
      method: 'PUT',
      path: '/api/petitions',
      headers: JSON_HEADERS,
      body: '{}',
    });
    expect(got.status).toBe(405);
    expect(got.headers.allow).toBe('GET, POST');
    expectChinese(got);
  });
});

describe('every answer', () => {
  it.each(['/api/me', '/api/nothing', '/api/docs', '/healthz', '/nothing'])(
    'at %s carries the headers that bind the browser',
    async (path) => {
      const api = await openApi({ at: START, publicUrl: 'https://office.example' });
      const { headers } = await api.send({ path });
      expect(headers).toMatchObject({
        'content-security-policy': expect.stringMatching(
          /^default-src 'none';script-src 'self';style-src 'self';.*frame-ancestors 'none'$/,
        ),
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'strict-transport-security': 'max-age=31536000; includeSubDomains',
        'x-frame-options': 'DENY',
        'x-request-id': expect.stringMatching(/^[\da-f-]{36}$/),
      });
    },
  );

  it('of the API stays in no cache', async () => {
    const api = await openApi({ at: START });
    const phone = await api.as(clerk);
    for (const path of ['/api/me', '/api/nothing', '/healthz']) {
      expect((await phone.get(path)).headers['cache-control']).toBe('no-store');
    }
  });
});

describe('too many requests', () => {
  it('are slowed down person by person', async () => {
    const api = await openApi({ at: START, rateLimits: { reads: 3, writes: 1, logins: 9 } });
    const [busy, other] = [await api.as(clerk), await api.as(demolition.liaisonA)];
    const statuses = [];
    for (let count = 0; count < 4; count++) statuses.push((await busy.get('/api/me')).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    const got = await busy.get('/api/me');
    expect(Number(got.headers['retry-after'])).toBeGreaterThan(0);
    expect(got.json().message).toMatch(/^操作过于频繁，请\d+秒后再试。$/);
    expect((await other.get('/api/me')).status).toBe(200);
  });

  it('at the door are slowed down by address', async () => {
    const api = await openApi({ at: START, rateLimits: { reads: 9, writes: 9, logins: 2 } });
    await api.as(clerk);
    await api.as(demolition.liaisonA);
    await expect(api.as(clerk)).rejects.toThrow('tooMany');
  });
});

describe('when something breaks', () => {
  it('the person is told so and nothing else', async () => {
    const api = await openApi({
      at: START,
      meddleWith: (deps) => ({
        ...deps,
        execute: () => Promise.reject(new Error('petitioner 刘金丝 13800001111')),
      }),
    });
    const phone = await api.as(clerk);
    const got = await phone.post('/api/petitions', {
      commandId: nextCommandId(),
      registration: registrationAt(api.office.now()),
    });
    expect(got.status).toBe(500);
    expect(got.json().code).toBe('internal');
    expectChinese(got);
    const logged = api.log.join('');
    expect(logged).toContain('"bug"');
    expect(`${got.text}${logged}`).not.toMatch(/刘金丝|13800001111/);
  });
});

describe('the log', () => {
  it('has one line for each request, with ids and codes and nothing that anyone wrote', async () => {
    const api = await openApi({ at: START });
    const phone = await api.as(clerk);
    const { id } = await phone.register();
    await phone.act(id, 'recuse', { staffId: 'city-head', reason: '金丝雀的理由' });
    await phone.get('/api/petitions?number=2026-0001');
    const logged = api.log.join('');
    expect(logged).not.toMatch(/刘金丝|13800001111|0327|安置房|金丝雀|2026-0001|演示路/);
    const lines = api.log.map((line) => JSON.parse(line));
    expect(lines.find(({ command }) => command === 'recuse')).toMatchObject({
      route: '/api/petitions/:id/acts/:act',
      petition: id,
      person: clerk,
      outcome: 'recorded',
      status: 200,
    });
  });
});

describe('the mini-app', () => {
  function pages() {
    const folder = mkdtempSync(join(tmpdir(), 'pages-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    mkdirSync(join(folder, 'assets'));
    mkdirSync(join(folder, 'sandbox'));
    writeFileSync(join(folder, 'index.html'), '<title>page</title>');
    writeFileSync(join(folder, 'sandbox', 'index.html'), '<title>phones</title>');
    writeFileSync(join(folder, 'assets', 'main-abc.js'), 'let a;');
    return folder;
  }

  it('is served: the page always fresh, what it loads for good', async () => {
    const api = await openApi({ at: START, pages: pages() });
    const [page, script] = [
      await api.send({ path: '/' }),
      await api.send({ path: '/assets/main-abc.js' }),
    ];
    expect([page.status, page.text]).toEqual([200, '<title>page</title>']);
    expect(page.headers['cache-control']).toBe('no-cache');
    expect(script.headers['cache-control']).toContain('immutable');
    expect((await api.send({ path: '/sandbox/' })).status).toBe(404);
  });

  it('in the sandbox is every phone’s own, each with its own session', async () => {
    const api = await openApi({ at: START, pages: pages(), sandboxPage });
    const signIn = (phone: string) =>
      api.send({
        method: 'POST',
        path: `/as/${phone}/api/session`,
        headers: JSON_HEADERS,
        body: JSON.stringify({ code: `code-${phone}` }),
      });
    const cookies = [];
    for (const phone of [clerk, demolition.liaisonA]) {
      const [cookie = ''] = (await signIn(phone)).headers['set-cookie'] ?? [];
      expect(cookie).toContain(`Path=/as/${phone}/;`);
      cookies.push(cookie.split(';')[0]);
    }
    const headers = { cookie: cookies.join('; ') };
    for (const phone of [clerk, demolition.liaisonA]) {
      const got = await api.send({ path: `/as/${phone}/api/me`, headers });
      expect(got.json().person.id).toBe(phone);
    }
    expect((await api.send({ path: '/api/me', headers })).status).toBe(401);
    expect((await api.send({ path: `/as/${clerk}/` })).text).toBe('<title>page</title>');
    expect((await api.send({ path: `/as/${clerk}` })).headers.location).toBe(`/as/${clerk}/`);
    expect((await api.send({ path: '/sandbox/' })).text).toBe('<title>phones</title>');
    expect((await api.send({ path: '/sandbox' })).headers.location).toBe('/sandbox/');
  });

  it('outside the sandbox knows no phones', async () => {
    const api = await openApi({ at: START, pages: pages() });
    expect((await api.send({ path: `/as/${clerk}/` })).status).toBe(404);
  });
});

describe('for those who run the server', () => {
  it('health names what is wrong', async () => {
    const api = await openApi({ at: '2026-11-01 09:00' });
    expect((await api.send({ path: '/healthz' })).json()).toMatchObject({
      status: 'degraded',
      notes: ['2027年节假日安排尚未载入，涉及该年的期限均为暂定。'],
    });
    const before = await openApi({ at: '2026-10-31 09:00' });
    expect((await before.send({ path: '/healthz' })).json()).toMatchObject({
      status: 'ok',
      notes: [],
    });
  });

  it('health fails with the database', async () => {
    const api = await openApi({
      at: START,
      meddleWith: (deps) => ({
        ...deps,
        store: { ...deps.store, latestRecordedAt: () => Promise.reject(new Error('disk')) },
      }),
    });
    const got = await api.send({ path: '/healthz' });
    expect([got.status, got.json().status]).toEqual([503, 'failing']);
  });

  it('the figures are told on the machine itself only', async () => {
    const api = await openApi({ at: START });
    await (await api.as(clerk)).register();
    const got = await api.send({ path: '/metrics' });
    expect(got.text).toContain('commands_total{kind="registerPetition",outcome="recorded"} 1');
    expect(got.text).toContain('petitions_overdue 0');
    const proxied = await api.send({
      path: '/metrics',
      headers: { 'x-forwarded-for': '10.1.1.1' },
    });
    expect(proxied.status).toBe(404);
  });
});
