import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMetrics } from '../../server/http/metrics.ts';
import { allRoutes } from '../../server/http/routes.ts';
import { type Api, HANDWRITING, openApi, registrationAt, type Sent } from '../support/api.ts';
import { jinghu } from '../support/demonstration.ts';
import { clerk, demolition, petitionLeader } from '../support/people.ts';

const BATCHES = 20;
const BATCH = 500;
const AT_ONCE = 32;
const SEED = 20_260_316;

/** What a careful client would send to the address; the mess is made of it. */
function bodiesFor(path: string, registration: object): readonly object[] {
  if (path === '/api/session') return [{ code: `code-${clerk}` }, { code: 'code-nobody' }];
  if (path === '/api/petitions') {
    // The second is well-formed, and refused by the regulation: from above without a deadline.
    const fromAbove = { ...registration, source: 'superior', platformNumber: 'SX2026' };
    return [registration, fromAbove].map((written) => ({
      commandId: 'command-fuzz',
      registration: written,
    }));
  }
  if (path.endsWith('/reveal')) return [{ reason: '核对信访人信息' }];
  return inputs.map((input) => ({
    commandId: 'command-fuzz',
    seenVersion: 1,
    input,
    handwriting: HANDWRITING,
    amendment: registration,
  }));
}

const inputs = [
  { kind: 'step' },
  { kind: 'propose', unitId: demolition.id },
  { kind: 'assign', unitId: demolition.id, opinion: '请办理。' },
  {
    kind: 'return',
    basis: 'otherUnit',
    detail: '不属于本部室的职责范围。',
    proposedUnitId: 'city',
  },
  { kind: 'inform', how: 'phone', on: '2026-03-16' },
  { kind: 'merge', intoNumber: '2026-0001' },
  { kind: 'recuse', staffId: 'city-head', reason: '系信访人亲属。' },
  { kind: 'amend', reason: '来源更正。' },
];

const nasty = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(
    null,
    '',
    '\u0000',
    '\ud800',
    '../../../etc/passwd',
    '__proto__',
    "' OR 1=1 --",
    '字'.repeat(20_001),
    1e308,
    -0,
    Number.MAX_SAFE_INTEGER,
    [],
    {},
    { __proto__: null, toString: 1 },
    '2026-02-30',
    '9999-12-31T23:59:59+08:00',
    '1992-01-01T00:00:00+14:00',
  ),
);

/** Replaces one value somewhere inside. */
function spoilt(value: unknown, path: readonly number[], by: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined || typeof value !== 'object' || value === null) return by;
  const keys = Object.keys(value);
  const key = keys[step % (keys.length + 1)] ?? 'unexpected';
  const copy: Record<string, unknown> = { ...value };
  copy[key] = spoilt(copy[key], rest, by);
  return copy;
}

function bodyText(bodies: readonly object[]): fc.Arbitrary<string> {
  const path = fc.array(fc.nat(12), { maxLength: 3 });
  const mutated = fc
    .tuple(fc.constantFrom(...bodies), path, nasty)
    .map(([body, where, by]) => JSON.stringify(spoilt(body, where, by)) ?? '');
  const whole = fc.constantFrom(...bodies).map((body) => JSON.stringify(body));
  const broken = fc.constantFrom(
    '',
    '{',
    'null',
    '[]',
    '"text"',
    '{"__proto__":{"a":1}}',
    '{"commandId":1e999}',
    `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
    `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`,
    `{"code":"${'x'.repeat(1_100_000)}"}`,
  );
  const any = fc.oneof(
    { weight: 6, arbitrary: mutated },
    { weight: 3, arbitrary: whole },
    { weight: 1, arbitrary: fc.string() },
    { weight: 1, arbitrary: broken },
  );
  return fc
    .tuple(any, fc.nat(1000))
    .map(([text, id]) => text.replace('command-fuzz', `fuzzing-${id}`));
}

const acts = Object.values(jinghu().stages).flatMap((stage) => Object.keys(stage.acts));

const segment = fc.oneof(
  fc.string({ maxLength: 40 }).map((text) => encodeURIComponent(text)),
  fc.constantFrom('%E0%A4%A', '%00', '..', '%2e%2e%2f', 'signIn', 'amend', 'a'.repeat(200)),
);
const query = fc.oneof(
  fc.constant(''),
  fc.webQueryParameters().map((text) => `?${text}`),
  fc
    .tuple(
      fc.constantFrom(
        'scope',
        'limit',
        'cursor',
        'number',
        'unit',
        'stage',
        'overdue',
        'state',
        '__proto__',
      ),
      fc.string({ maxLength: 30 }),
    )
    .map(([name, value]) => `?${name}=${encodeURIComponent(value)}`),
);

/** Mostly what the mini-app sends. */
function headers(cookies: readonly string[]): fc.Arbitrary<Record<string, string>> {
  const mostly = (usual: readonly string[], ...others: string[]) =>
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...usual) },
      { weight: 1, arbitrary: fc.constantFrom(...others) },
    );
  return fc
    .record({
      cookie: mostly(cookies, 'session=', 'session=%00; ;;=', 'a'.repeat(3000)),
      'content-type': mostly(
        ['application/json'],
        'text/plain',
        'application/json; charset=nonsense',
        'multipart/form-data',
        'application/jso/n',
      ),
      'x-requested-with': mostly(['miniapp'], ''),
      'content-encoding': mostly([''], 'gzip', 'br', 'nonsense'),
      origin: mostly([''], 'http://127.0.0.1', 'null', 'not an origin'),
    })
    .map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '')));
}

/** Requests over all routes of the table, from nearly right to nonsense. */
async function anyRequest(api: Api): Promise<fc.Arbitrary<Sent>> {
  const people = [clerk, petitionLeader, demolition.liaisonA];
  const phones = await Promise.all(people.map((person) => api.as(person)));
  const [office] = phones;
  if (!office) throw new Error('nobody is signed in');
  const ids = [(await office.register()).id, (await office.register()).id];
  const registration = registrationAt(api.office.now());
  const sent = headers(phones.map(({ cookie }) => cookie));
  const requests = allRoutes(createMetrics()).map(({ method, path, rate }) => ({
    // Where something is written there is more to get wrong.
    weight: rate === 'writes' ? 6 : 1,
    arbitrary: fc
      .record({
        id: fc.oneof(fc.constantFrom(...ids), segment),
        act: fc.oneof(fc.constantFrom(...acts), segment),
        search: query,
        chosen: fc.constantFrom(method, method, method, 'PUT', 'PATCH', 'POST', 'DELETE'),
        headers: sent,
        body: bodyText(bodiesFor(path, registration)),
      })
      .map((made) => ({
        method: made.chosen,
        path: `${path.replace(':id', made.id).replace(':act', made.act)}${made.search}`,
        headers: made.headers,
        ...(made.chosen === 'GET' ? {} : { body: made.body }),
      })),
  }));
  return fc.oneof(...requests);
}

async function sendAll(
  api: Api,
  requests: readonly Sent[],
  statuses = new Map<number, number>(),
): Promise<readonly object[]> {
  const faults: object[] = [];
  const queue = requests.values();
  const worker = async () => {
    for (const request of queue) {
      const { status, text } = await api.send(request);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      const unexplained = status >= 400 && !/"message":"[^"]*[\u4e00-\u9fff]/.test(text);
      if (status >= 500 || unexplained) faults.push({ status, text, ...request });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return faults;
}

describe('ten thousand malformed requests', () => {
  it('are all answered, in words, and none breaks the server', { timeout: 60_000 }, async () => {
    const api = await openApi({ at: '2026-03-16 09:00' });
    const statuses = new Map<number, number>();
    for (let batch = 0; batch < BATCHES; batch++) {
      // Among them are people signing out: every batch signs in anew.
      const request = await anyRequest(api);
      const requests = fc.sample(request, { numRuns: BATCH, seed: SEED + batch });
      expect((await sendAll(api, requests, statuses)).slice(0, 3)).toEqual([]);
    }
    expect(api.log.filter((line) => line.includes('"bug"'))).toEqual([]);
    // Had everything been turned away at the door, nothing would have been tried.
    for (const status of [200, 201, 400, 401, 403, 404, 405, 409, 413, 415, 422]) {
      expect([status, statuses.get(status) ?? 0]).toEqual([
        status,
        expect.toSatisfy((count) => count > 0),
      ]);
    }
    expect((await api.send({ path: '/healthz' })).status).toBe(200);
  });

  it('would be noticed if one did', async () => {
    const api = await openApi({
      at: '2026-03-16 09:00',
      meddleWith: (deps) => ({ ...deps, execute: () => Promise.reject(new Error('broken')) }),
    });
    const office = await api.as(clerk);
    const body = JSON.stringify({
      commandId: 'command-fuzz',
      registration: registrationAt(api.office.now()),
    });
    const request = {
      method: 'POST',
      path: '/api/petitions',
      headers: {
        cookie: office.cookie,
        'content-type': 'application/json',
        'x-requested-with': 'x',
      },
      body,
    };
    expect(await sendAll(api, [request])).toHaveLength(1);
  });
});
