import { describe, expect, it } from 'vitest';
import { dayText, localDayOf } from '../../server/domain/time.ts';
import { liveThrough, type TwoDays } from '../support/weather-day.ts';
import {
  expectAllTold,
  FAULTS,
  isStillMeant,
  openWeatherOffice,
  patienceFor,
  type WeatherOffice,
} from '../support/weather-office.ts';

const GROUP = 'sandbox-group';
const WITHOUT_TOKEN: readonly string[] = ['访问凭证', '群内@', '机器人回话'];

const DAYS = ['2026-06-01', '2026-06-02'] as const;

describe('every call of the day meets, in its turn,', () => {
  it.each([...FAULTS, 'partialFailure' as const])(
    '%s: everything arrives, once, and what is amiss is said',
    async (fault) => {
      const office = await openWeatherOffice('2026-06-01 08:30', { timeoutMs: patienceFor(fault) });
      const { petitions, told } = await liveThrough(fault, office, DAYS);
      for (const [name, id] of petitions) await expectAllTold(office, id, `${fault}，${name}`);
      expectEndedAndOpen(office, petitions);
      expectDigests(office, DAYS, fault === 'resetAfterWork' ? [2, 1] : [1, 1]);
      for (const person of [office.unit.liaisonA, office.unit.liaisonB]) {
        expect(office.sandbox.dings(person).length, `${fault}: DING`).toBeLessThanOrEqual(1);
      }
      if (fault === 'partialFailure') return;
      const unaffected = fault === 'tokenInvalid' ? WITHOUT_TOKEN : [];
      const silent = [...told]
        .filter(([call, lines]) => lines.length === 0 && !unaffected.includes(call))
        .map(([call]) => call);
      expect(silent, `${fault}: nothing was said of`).toEqual([]);
      expect(office.troubles()).toEqual([]);
    },
  );

  it('quota, on the last of the month: what still matters arrives on the first, once, and until then that is said', async () => {
    const office = await openWeatherOffice('2026-06-30 08:30');
    const days = ['2026-06-30', '2026-07-01'] as const;
    const { petitions, told, evening } = await liveThrough('quota', office, days);
    for (const [name, id] of petitions) await expectAllTold(office, id, name, isStillMeant);
    expectEndedAndOpen(office, petitions);
    // A day's reminder is of that day.
    expectDigests(office, days, [0, 1]);
    expect(office.sandbox.dings(office.unit.liaisonA)).toEqual([]);
    for (const call of ['群内每日提醒', '卡片投放', '待办新建', 'DING', '工作通知']) {
      expect(told.get(call)?.length, call).toBeGreaterThan(0);
    }
    expect(evening.join()).toContain('本月钉钉接口调用量已用完');
    expect(office.troubles()).toEqual([]);
  });

  it('silentDrop: whom a notice did not reach is known by name, and nothing else is lost', async () => {
    const office = await openWeatherOffice('2026-06-01 08:30');
    const { petitions } = await liveThrough('silentDrop', office, DAYS);
    const dropped = [];
    for (const [name, id] of petitions) {
      await expectAllTold(office, id, name, ({ state }) => state !== 'blocked');
      const messages = await office.server.store.messagesOf(id);
      dropped.push(...messages.filter(({ state }) => state === 'blocked'));
    }
    expectEndedAndOpen(office, petitions);
    expectDigests(office, DAYS, [1, 1]);
    // The only notice of the hour: whom to telephone.
    expect(dropped).toMatchObject([
      { template: 'notSeen', recipients: [{ state: 'blocked' }, { state: 'blocked' }] },
    ]);
    expect(dropped[0]?.reason).toContain('请改用其他方式告知');
  });
});

/** Cards and to-dos say of every step what became of it. */
function expectEndedAndOpen(office: WeatherOffice, petitions: ReadonlyMap<string, string>): void {
  const { liaisonA, liaisonB } = office.unit;
  for (const name of ['查人', '卡片', '待办']) {
    const id = petitions.get(name) ?? '';
    const withCard = [liaisonA, liaisonB].filter((by) => office.cardsOf(by, id) > 0);
    // Whoever has none was told by a notice.
    for (const by of withCard) expect(office.cardOf(by, id).status, name).toBe('done');
  }
  for (const [name, id] of petitions) {
    for (const by of [liaisonA, liaisonB]) expect(office.toDosOf(by, id), name).toHaveLength(1);
  }
}

/** The robot's way into the group knows no key against a second time: only there an answer that was lost shows. */
function expectDigests({ sandbox }: WeatherOffice, days: TwoDays, times: readonly number[]): void {
  const daily = sandbox.group(GROUP).filter(({ by }) => by === 'robot');
  const posted = days.map(
    (day) => daily.filter(({ sentAt }) => dayText(localDayOf(sentAt)) === day).length,
  );
  expect(posted).toEqual(times);
}
