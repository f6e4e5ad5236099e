import { describe, expect, it } from 'vitest';
import type { PetitionId } from '../../server/domain/petition.ts';
import type { Weather } from '../../server/sandbox/sandbox.ts';
import { demolition } from '../support/people.ts';
import {
  expectAllTold,
  FAULTS,
  openWeatherOffice,
  patienceFor,
  type WeatherOffice,
} from '../support/weather-office.ts';

const RESULT = 'getsendresult';
const SEND = 'asyncsend_v2';
const { liaisonA, liaisonB } = demolition;

/** A new dispatch, after another for which cards proved to be out of order: it goes out as a notice. */
async function pushedByNotice(office: WeatherOffice, fault: Weather | null): Promise<PetitionId> {
  office.sandbox.setWeather('tokenInvalid', { api: 'createAndDeliver' });
  await office.assign(1);
  office.sandbox.setWeather(fault, { api: SEND });
  const [id = ''] = await office.assign(1);
  office.sandbox.setWeather(null);
  return id;
}

async function push(office: WeatherOffice, id: PetitionId) {
  const messages = await office.server.store.messagesOf(id);
  const found = messages.find(({ template }) => template === 'assignmentPushed');
  if (!found) throw new Error(`nothing was pushed about ${id}`);
  return found;
}

const asked = (office: WeatherOffice) =>
  office.callsSince(0).filter(({ path }) => path.includes(RESULT)).length;

describe('the question what became of a notice meets', () => {
  it.each(FAULTS)('%s: nobody is told twice, and it is asked again', async (fault) => {
    const office = await openWeatherOffice('2026-06-01 09:00', { timeoutMs: patienceFor(fault) });
    const id = await pushedByNotice(office, null);
    office.sandbox.setWeather(fault, { api: RESULT });
    const lines = office.log.length;
    await office.setTime('2026-06-01 09:30');
    const during = asked(office);
    expect(during).toBeGreaterThanOrEqual(1);
    // Of the two notices that went out; asking costs as much as sending.
    expect(during).toBeLessThanOrEqual(2 * (fault === 'tokenInvalid' ? 2 : 1));
    expect(office.log.slice(lines).join()).toContain('explanation');
    // Taken by DingTalk, and not said to be any more than that.
    const pending = await push(office, id);
    expect(pending.recipients.map(({ state }) => state)).toEqual(['pending', 'pending']);
    office.sandbox.setWeather(null);
    await office.setTime('2026-06-01 18:00');
    expect(asked(office)).toBeGreaterThan(during);
    expect((await push(office, id)).recipients.map(({ state }) => state)).toEqual([
      'delivered',
      'delivered',
    ]);
    await expectAllTold(office, id, fault);
    expect(office.troubles()).toEqual([]);
  });
});

describe('a notice that DingTalk takes and shows to nobody', () => {
  it('is known to have reached nobody once that is asked, and the office is told whom to telephone', async () => {
    const office = await openWeatherOffice('2026-06-01 09:00');
    const id = await pushedByNotice(office, 'silentDrop');
    await office.setTime('2026-06-01 09:10');
    const dropped = await push(office, id);
    expect(dropped.recipients).toEqual(
      [liaisonA, liaisonB].map((staffId) => ({
        staffId,
        state: 'blocked',
        reason: '此人今日收到的工作通知已达500条上限，请改用其他方式告知。',
      })),
    );
    await office.setTime('2026-06-01 12:00');
    const messages = await office.server.store.messagesOf(id);
    const others = messages.filter(({ id: number }) => number !== dropped.id);
    expect(others.map(({ template }) => template)).toContain('notSeen');
    for (const by of [liaisonA, liaisonB]) {
      expect(office.timesShown(by).get(dropped.id)).toBeUndefined();
      expect(office.toDosOf(by, id)).toHaveLength(1);
    }
    await expectAllTold(office, id, '其余', ({ id: number }) => number !== dropped.id);
  });
});
