import { describe, expect, it } from 'vitest';
import { dayText, localDayOf } from '../../server/domain/time.ts';
import type { Weather } from '../../server/sandbox/sandbox.ts';
import { liveThrough } from '../support/weather-day.ts';
import { expectAllTold, openWeatherOffice, type WeatherOffice } from '../support/weather-office.ts';

const GROUP = 'sandbox-group';
/** Shorter than a test, longer than a call over loopback takes. */
const PATIENCE = 250;

/** Those that go by. A month without calls has a test of its own. */
const FAULTS: readonly Weather[] = [
  'busy',
  'throttled',
  'html',
  'blocked',
  'resetBeforeWork',
  'resetAfterWork',
  'hang',
  'tokenInvalid',
  'partialFailure',
];

const WITHOUT_TOKEN: readonly string[] = ['访问凭证', '群内@', '机器人回话'];

describe('every call of the day meets, in its turn,', () => {
  it.each(FAULTS)('%s: everything arrives, once, and what is amiss is said', async (fault) => {
    const timeoutMs = fault === 'hang' ? PATIENCE : undefined;
    const office = await openWeatherOffice(
      '2026-06-01 08:30',
      timeoutMs === undefined ? {} : { timeoutMs },
    );
    const { petitions, told } = await liveThrough(fault, office);
    for (const [name, id] of petitions) await expectAllTold(office, id, `${fault}，${name}`);
    expectEndedAndOpen(office, petitions);
    expectDigests(office, fault);
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
function expectDigests({ sandbox }: WeatherOffice, fault: Weather): void {
  const daily = sandbox.group(GROUP).filter(({ by }) => by === 'robot');
  const [today, tomorrow] = ['2026-06-01', '2026-06-02'].map(
    (day) => daily.filter(({ sentAt }) => dayText(localDayOf(sentAt)) === day).length,
  );
  expect(tomorrow).toBe(1);
  expect(today).toBe(fault === 'resetAfterWork' ? 2 : 1);
}
