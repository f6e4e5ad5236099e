import { describe, expect, it } from 'vitest';
import type { PetitionId } from '../../server/domain/petition.ts';
import type { Weather } from '../../server/sandbox/sandbox.ts';
import { petitionLeader } from '../support/people.ts';
import {
  FAULTS,
  openWeatherOffice,
  patienceFor,
  type WeatherOffice,
} from '../support/weather-office.ts';

const START = '/v1.0/workflow/processInstances';
const LIST = 'instanceIds/query';
const END = 'processInstances/terminate';
const SIGNATURE = 'M10 10 L20 20 L30 10 L40 40';
const OPINION = '请认真调查处理，按时限回复信访人。';

/** An office whose leader signs in approvals. */
async function opened(fault: Weather): Promise<WeatherOffice> {
  const office = await openWeatherOffice('2026-06-02 09:00', { timeoutMs: patienceFor(fault) });
  const { store, clock } = office.server;
  await store.keepSpecimen(petitionLeader, SIGNATURE, clock.now());
  await store.chooseSigning(petitionLeader, 'approval', clock.now());
  return office;
}

async function approvalOf(office: WeatherOffice, id: PetitionId) {
  const { number } = await office.petition(id);
  const found = office.sandbox
    .approvals(petitionLeader)
    .filter(({ fields }) => fields.some(({ value }) => value.startsWith(`${number}·`)));
  expect(found.length, 'approvals of one step').toBeLessThanOrEqual(1);
  return found[0] ?? null;
}

/** In how many ways the leader has been asked to sign: an approval, a card or a notice. */
async function timesAsked(office: WeatherOffice, id: PetitionId): Promise<number> {
  const messages = await office.server.store.messagesOf(id);
  const shown = office.timesShown(petitionLeader);
  const byMessage = messages.map(({ id: number }) => shown.get(number) ?? 0);
  const byApproval = (await approvalOf(office, id)) ? 1 : 0;
  return byMessage.reduce((sum, times) => sum + times, byApproval);
}

async function agree(office: WeatherOffice, id: PetitionId): Promise<void> {
  const { instanceId = '' } = (await approvalOf(office, id)) ?? {};
  const isHis = office.sandbox.decideApproval(petitionLeader, instanceId, 'agree', '同意');
  expect(isHis).toBe(true);
}

/** DingTalk's word that something was decided comes when it comes; then it is asked. */
async function settledAndAsked(office: WeatherOffice, since: number): Promise<boolean> {
  await office.settled();
  return office.callsSince(since).length > 0;
}

const inTheApp = (office: WeatherOffice, id: PetitionId) =>
  office.act(petitionLeader, id, 'assign', {
    kind: 'assign',
    unitId: office.unit.id,
    opinion: OPINION,
  });

async function expectSignedOnce(office: WeatherOffice, id: PetitionId): Promise<void> {
  const events = await office.events(id);
  const signed = events.filter((event) => event.type === 'actTaken' && event.act === 'assign');
  expect(signed).toHaveLength(1);
  expect((await office.petition(id)).stage).toBe('assigned');
}

/** What the office is told, in the log or as what holds the work up, since so many lines. */
function expectSaid(office: WeatherOffice, since: number, what: string): void {
  const said = office.log.slice(since).filter((line) => line.includes('explanation'));
  expect(said.length, `${what}: nothing was said`).toBeGreaterThan(0);
}

describe('an approval meets, at every one of its calls,', () => {
  it.each(FAULTS)('%s: he is asked once and has signed once', async (fault) => {
    const office = await opened(fault);
    const { sandbox } = office;

    const begun = await struck(office, fault, START, () => office.propose());
    await office.setTime('2026-06-02 10:00');
    expect(await timesAsked(office, begun)).toBe(1);
    if (await approvalOf(office, begun)) await agree(office, begun);
    else await inTheApp(office, begun);

    // What became of the start is not known, and then not what has been started.
    sandbox.setWeather('resetAfterWork', { api: START });
    const sought = await office.propose();
    await struck(office, fault, LIST, () => office.setTime('2026-06-02 10:10'));
    await office.setTime('2026-06-02 11:30');
    expect(await timesAsked(office, sought)).toBe(1);
    await agree(office, sought);

    const followed = await office.propose();
    await office.setTime('2026-06-02 14:05');
    await struck(office, fault, START, async () => {
      const asked = sandbox.record().length;
      await agree(office, followed);
      await expect.poll(() => settledAndAsked(office, asked)).toBe(true);
      await office.setTime('2026-06-02 14:10');
    });

    await office.setTime('2026-06-02 15:00');
    const overtaken = await office.propose();
    await office.setTime('2026-06-02 15:05');
    await struck(office, fault, END, async () => {
      await inTheApp(office, overtaken);
      await office.setTime('2026-06-02 15:15');
    });

    await office.setTime('2026-06-03 12:00');
    for (const id of [begun, sought, followed, overtaken]) await expectSignedOnce(office, id);
    expect((await approvalOf(office, overtaken))?.status).toBe('terminated');
    expect(await timesAsked(office, followed)).toBe(1);
    expect(office.troubles()).toEqual([]);
  });
});

/** Does this while that call alone meets the fault, which is said. */
async function struck<Value>(
  office: WeatherOffice,
  fault: Weather,
  api: string,
  work: () => Promise<Value>,
): Promise<Value> {
  const since = office.log.length;
  office.sandbox.setWeather(fault, { api });
  const value = await work();
  await office.settled();
  office.sandbox.setWeather(null);
  expectSaid(office, since, `${fault} at ${api}`);
  return value;
}
