import { describe, expect, it } from 'vitest';
import { expectAllTold, openWeatherOffice, type WeatherOffice } from '../support/weather-office.ts';

const acceptances = async (office: WeatherOffice, id: string) =>
  (await office.events(id)).filter(
    (event) => event.type === 'actTaken' && event.act === 'acceptAssignment',
  );

describe('a tap on a card whose frame', () => {
  it('comes twice is one acceptance', async () => {
    const office = await openWeatherOffice('2026-06-01 09:00');
    const [id = ''] = await office.assign(1);
    office.sandbox.setFrameWeather({ duplicate: true });
    expect(await office.tap(office.unit.liaisonA, id)).toMatchObject({ answered: true });
    await office.settled();
    expect(await acceptances(office, id)).toHaveLength(1);
    expect(office.cardOf(office.unit.liaisonB, id).status).toBe('done');
    await expectAllTold(office, id, '重复的帧');
  });

  it('comes too late for the phone is acted upon all the same, and the card says so', async () => {
    const office = await openWeatherOffice('2026-06-01 09:00');
    const [id = ''] = await office.assign(1);
    office.sandbox.setFrameWeather({ late: true });
    expect(await office.tap(office.unit.liaisonA, id)).toMatchObject({ answered: false });
    await expect
      .poll(async () => (await acceptances(office, id)).length, { timeout: 10_000 })
      .toBe(1);
    await office.settled();
    for (const by of [office.unit.liaisonA, office.unit.liaisonB]) {
      expect(office.cardOf(by, id).status).toBe('done');
    }
  });
});

describe('a card whose delivery was in doubt', () => {
  it('is not followed by a notice, and is closed when the step is over', async () => {
    const office = await openWeatherOffice('2026-06-01 09:00');
    const { liaisonA, liaisonB } = office.unit;
    office.sandbox.setWeather('resetAfterWork', { api: 'createAndDeliver' });
    const [id = ''] = await office.assign(1);
    await office.setTime('2026-06-01 09:20');
    for (const by of [liaisonA, liaisonB]) {
      expect([...office.timesShown(by).values()]).toEqual([1]);
      expect(office.cardOf(by, id).status).toBe('open');
    }
    await office.act(liaisonA, id, 'acceptAssignment', { kind: 'accept' });
    await office.setTime('2026-06-01 09:40');
    office.sandbox.setWeather(null);
    await office.setTime('2026-06-01 10:00');
    for (const by of [liaisonA, liaisonB]) expect(office.cardOf(by, id).status).toBe('done');
  });

  it('and never happened, leaves no trouble behind when the step is over', async () => {
    const office = await openWeatherOffice('2026-06-01 09:00');
    const { liaisonA } = office.unit;
    office.sandbox.setWeather('resetBeforeWork', { api: '/card/' });
    const [id = ''] = await office.assign(1);
    await office.act(liaisonA, id, 'acceptAssignment', { kind: 'accept' });
    office.sandbox.setWeather(null);
    await office.setTime('2026-06-01 10:00');
    const messages = await office.server.store.messagesOf(id);
    expect(messages.find(({ template }) => template === 'assignmentPushed')).toMatchObject({
      state: 'superseded',
      reason: 'stepOver',
    });
    await expectAllTold(office, id, '已接件');
    expect(office.troubles()).toEqual([]);
  });
});

describe('a ban of our address', () => {
  it('is not prolonged: for five minutes nothing calls, not the robot either, and then all is told', async () => {
    const office = await openWeatherOffice('2026-06-01 09:00');
    const { sandbox, unit } = office;
    const [before = ''] = await office.assign(1);
    await office.setTime('2026-06-01 10:28');
    sandbox.setWeather('blocked', { calls: 1 });
    const [id = ''] = await office.assign(1);
    const banned = sandbox.record().length;
    expect(sandbox.record().at(-1)?.outcome).toBe('blocked');
    sandbox.say({ by: unit.liaisonA, conversationId: null, text: '待办' });
    // The next way of urging would be due meanwhile.
    await office.setTime('2026-06-01 10:32');
    await expect.poll(() => office.log.join()).toContain('botAnswerNotSent');
    expect(office.callsSince(banned)).toEqual([]);
    expect(office.troubles().join()).toContain('封禁');
    await office.setTime('2026-06-01 10:50');
    await expectAllTold(office, id, '封禁之后');
    await expectAllTold(office, before, '封禁之前');
  });
});
