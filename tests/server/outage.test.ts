import { describe, expect, it } from 'vitest';
import type { PetitionId } from '../../server/domain/petition.ts';
import { DAY, MINUTE } from '../../server/domain/time.ts';
import type { SandboxCall } from '../../server/sandbox/sandbox.ts';
import { at } from '../support/at.ts';
import { demolition } from '../support/people.ts';
import {
  expectAllTold,
  isStillMeant,
  openWeatherOffice,
  type WeatherOffice,
} from '../support/weather-office.ts';

const { liaisonA } = demolition;
const LANES = ['asyncsend_v2', 'groupMessages', '/card/', '/todo/'];
/** Of the reading of the address book, which is free and has a pace of its own. */
const isLookUp = ({ path }: SandboxCall) => /topapi\/v2\/(user|department)|listid/.test(path);

describe('DingTalk out of reach for three days', () => {
  it('holds nobody up, is asked once in five minutes, and is told what still matters without a storm', async () => {
    const office = await openWeatherOffice('2026-06-02 08:00');
    const { server, sandbox } = office;
    await office.setTime('2026-06-02 09:00');
    sandbox.setWeather('html');
    const { open, over } = await workOn(office);
    await office.setTime('2026-06-05 09:00');

    const meanwhile = sandbox.record().filter((call) => call.at > at('2026-06-02 12:00'));
    for (const lane of LANES) {
      const probes = meanwhile.filter(({ path }) => path.includes(lane));
      expect(closest(probes), lane).toBeGreaterThanOrEqual(5 * MINUTE);
    }
    expect(meanwhile.filter(({ path }) => path.includes('oauth2')).length).toBeLessThan(50 * 60);

    const before = sandbox.record().length;
    sandbox.setWeather(null);
    await office.setTime('2026-06-05 09:30');
    const drained = office.callsSince(before).filter((call) => !isLookUp(call));
    expect(mostInASecond(drained)).toBeLessThanOrEqual(10);
    for (const id of open) await expectAllTold(office, id, '仍待接件', isStillMeant);
    for (const id of over) {
      const messages = await server.store.messagesOf(id);
      const push = messages.find(({ template }) => template === 'assignmentPushed');
      expect(push).toMatchObject({ state: 'superseded', reason: 'stepOver' });
      await expectAllTold(office, id, '已在应用内接件', isStillMeant);
    }
    const { spent, quota } = sandbox.budget();
    expect(spent).toBeLessThanOrEqual(quota);
    expect(drained.filter(({ counted }) => counted).length).toBeLessThan(40);
    const runs = (await server.store.jobRuns(10)).filter(({ job }) => job === 'dailyReminder');
    expect(runs.map(({ status }) => status)).toEqual(['done', 'done', 'done', 'done']);
    const daily = sandbox.group('sandbox-group').map(({ markdown }) => markdown);
    expect(daily.filter((text) => /6月[34]日（周.）/.test(text.slice(0, 40)))).toEqual([]);
    const { queued, sending, dead } = await server.store.messageCounts();
    expect({ queued, sending, dead }).toEqual({ queued: 0, sending: 0, dead: 0 });
    expect(office.troubles()).toEqual([]);
  }, 240_000);
});

/** What the office does in the app meanwhile: some are assigned and accepted, some assigned and not looked at. */
async function workOn(office: WeatherOffice) {
  const open: PetitionId[] = [];
  const over: PetitionId[] = [];
  await office.setTime('2026-06-02 10:00');
  const [first = ''] = await office.assign(1);
  await office.setTime('2026-06-02 10:11');
  expect(office.troubles().join()).toContain('超过10分钟没有发出');
  await office.setTime('2026-06-02 15:00');
  await office.act(liaisonA, first, 'acceptAssignment', { kind: 'accept' });
  over.push(first);
  for (const time of ['2026-06-03 10:00', '2026-06-04 10:00', '2026-06-05 08:40']) {
    await office.setTime(time);
    open.push(...(await office.assign(2)));
  }
  return { open, over };
}

/** Milliseconds between the two that follow each other most closely. */
function closest(calls: readonly SandboxCall[]): number {
  const gaps = calls.slice(1).map((call, index) => call.at - (calls[index]?.at ?? 0));
  return Math.min(DAY, ...gaps);
}

function mostInASecond(calls: readonly SandboxCall[]): number {
  return Math.max(
    0,
    ...calls.map(
      ({ at: from }) => calls.filter((one) => one.at >= from && one.at < from + 1000).length,
    ),
  );
}

describe('while every call to DingTalk hangs', () => {
  it('whoever works in the app is answered', async () => {
    const office = await openWeatherOffice('2026-06-02 09:00', { timeoutMs: 5000 });
    const { sandbox } = office;
    const [id = ''] = await office.assign(1);
    const phone = await signedIn(office, liaisonA);
    const calls = sandbox.record().length;
    sandbox.setWeather('hang');
    let isOver = false;
    const sending = office.assign(1).then(() => {
      isOver = true;
    });
    await expect.poll(() => sandbox.record().length).toBeGreaterThan(calls);

    const { petition } = await phone('GET', `/api/petitions/${id}`);
    const accepted = await phone('POST', `/api/petitions/${id}/acts/acceptAssignment`, {
      commandId: 'while-it-hangs',
      seenVersion: petition.version,
      input: { kind: 'accept' },
    });
    expect(accepted.petition.version).toBeGreaterThan(petition.version);
    expect(isOver).toBe(false);
    sandbox.setWeather(null);
    await sending;
  }, 90_000);
});

/** A phone with a session: what it is answered, read. Fails for a refusal. */
async function signedIn({ server, sandbox }: WeatherOffice, staffId: string) {
  const headers = { 'content-type': 'application/json', 'x-requested-with': 'miniapp' };
  const login = await fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ code: sandbox.issueLoginCode(staffId) }),
  });
  const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? '';
  return async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${server.url}${path}`, {
      method,
      headers: { ...headers, cookie },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    expect([answer.status, text]).toEqual([200, text]);
    return JSON.parse(text);
  };
}
