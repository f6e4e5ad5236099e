import { describe, expect, it } from 'vitest';
import type { PetitionId } from '../../server/domain/petition.ts';
import { demolition } from '../support/people.ts';
import {
  expectAllTold,
  isStillMeant,
  openWeatherOffice,
  type WeatherOffice,
} from '../support/weather-office.ts';

const MONTHLY = 1000;
const { liaisonA, liaisonB } = demolition;

/** An office that has made so many of its thousand calls of the month. */
async function openWith(spent: number, startsAt: string): Promise<WeatherOffice> {
  const office = await openWeatherOffice(startsAt, { monthlyCalls: MONTHLY });
  const month = startsAt.slice(0, 'YYYY-MM'.length);
  for (let call = 0; call < spent; call++) await office.server.store.countCall(month, '/t', true);
  return office;
}

const pathsSince = (office: WeatherOffice, count: number) =>
  office.callsSince(count).map(({ path }) => path);
const messagesOf = async (office: WeatherOffice, id: PetitionId, template: string) =>
  (await office.server.store.messagesOf(id)).filter((message) => message.template === template);

describe('as the calls of the month run out', () => {
  it.each([
    { spent: 780, asked: true },
    { spent: 800, asked: false },
  ])('at $spent of a thousand results are asked for: $asked', async ({ spent, asked }) => {
    const office = await openWith(spent, '2026-06-01 09:00');
    office.sandbox.setWeather('busy', { api: 'createAndDeliver' });
    const [id = ''] = await office.assign(1);
    await office.setTime('2026-06-01 09:59');
    expect(pathsSince(office, 0).some((path) => path.includes('getsendresult'))).toBe(asked);
    await expectAllTold(office, id, '交办');
  });

  it.each([
    { spent: 850, spared: false },
    { spent: 905, spared: true },
  ])(
    'at $spent a reminder that asks for nothing is left to the daily reminder: $spared',
    async ({ spent, spared }) => {
      const office = await openWith(spent, '2026-06-01 09:00');
      const [id = ''] = await office.assign(1);
      await office.setTime('2026-06-01 18:00');
      const messages = await office.server.store.messagesOf(id);
      const left = messages.filter(
        ({ state, reason }) => state === 'superseded' && reason?.includes('本月接口调用额度将尽'),
      );
      expect(left.length > 0).toBe(spared);
      await office.setTime('2026-06-02 09:00');
      const { number } = await office.petition(id);
      const digest = office.sandbox.group('sandbox-group').at(-1)?.markdown;
      expect(digest).toContain(number);
    },
  );

  it('at 99 of a hundred an assignment goes out as a card, and its to-do waits for the next month', async () => {
    const office = await openWith(985, '2026-06-30 09:00');
    const [id = ''] = await office.assign(1);
    expect(office.cardsOf(liaisonA, id)).toBe(1);
    expect(office.toDosOf(liaisonA, id)).toEqual([]);
    await office.setTime('2026-06-30 23:59');
    expect(office.toDosOf(liaisonA, id)).toEqual([]);
    await office.setTime('2026-07-01 09:00');
    expect(office.toDosOf(liaisonA, id)).toHaveLength(1);
  });

  it('of an accusation the reminder is sent all the same: nothing else speaks of it', async () => {
    const office = await openWith(950, '2026-06-01 09:00');
    const [id = ''] = await office.assign(1, { appealType: 'accusation' });
    await office.setTime('2026-06-01 14:00');
    const sent = await messagesOf(office, id, 'confidential');
    const dropped = sent.filter(({ reason }) => reason?.includes('额度'));
    expect(sent.length).toBeGreaterThan(0);
    expect(dropped).toEqual([]);
  });

  it('with none left everything waits for the first and arrives then, once', async () => {
    const office = await openWith(0, '2026-06-30 14:00');
    office.sandbox.setWeather('quota');
    const [id = ''] = await office.assign(1);
    expect((await messagesOf(office, id, 'assignmentPushed'))[0]).toMatchObject({
      state: 'queued',
      reason: expect.stringContaining('本月钉钉接口调用量已用完'),
    });
    expect(office.troubles().join()).toContain('本月钉钉接口调用量已用完');
    const before = office.sandbox.record().length;
    await office.setTime('2026-06-30 23:59');
    const tried = pathsSince(office, before).filter((path) => /asyncsend|card|todo/.test(path));
    // The to-do that was urged, and nothing a second time.
    expect(tried.length).toBeLessThanOrEqual(1);
    office.sandbox.setWeather(null);
    await office.setTime('2026-07-01 09:00');
    await expectAllTold(office, id, '跨月', isStillMeant);
    for (const by of [liaisonA, liaisonB]) expect(office.toDosOf(by, id)).toHaveLength(1);
  });
});
