import { describe, expect, it } from 'vitest';
import type { Weather } from '../../server/sandbox/sandbox.ts';
import { clerk } from '../support/people.ts';
import {
  FAULTS,
  openWeatherOffice,
  patienceFor,
  type WeatherOffice,
} from '../support/weather-office.ts';

const GROUP = 'sandbox-group';
const SESSION = 'sendBySession';
const ALONE = 'oToMessages/batchSend';
const ANY_WAY = '/robot/';
const soon = { interval: 10, timeout: 10_000 };

const opened = (fault: Weather) =>
  openWeatherOffice('2026-06-01 09:00', { timeoutMs: patienceFor(fault) });

/** What the robot answered: to the asker alone, and in the group, where the daily reminder is none. */
function written({ sandbox }: WeatherOffice) {
  const byRobot = ({ from }: { readonly from: string }) => from === 'robot';
  return {
    alone: sandbox.chat(clerk).filter(byRobot),
    inGroup: sandbox
      .group(GROUP)
      .filter(({ by, title }) => by === 'robot' && !title.includes('每日提醒')),
  };
}

const said = ({ log }: WeatherOffice, event: string) =>
  log.filter((line) => line.includes(event)).length;

/** Says it and waits until the robot has done with it: what it writes in the end, or that it could not. */
async function ask(office: WeatherOffice, conversationId: string | null, text: string) {
  const done = () => {
    const { alone, inGroup } = written(office);
    const last = conversationId === null ? alone : inGroup;
    return last.length + said(office, 'botAnswerNotSent');
  };
  const before = done();
  office.sandbox.say({ by: clerk, conversationId, text });
  await expect.poll(done, soon).toBeGreaterThan(before);
}

/** The answer in the conversation itself needs no token. */
const WITH_SESSION = FAULTS.filter((fault) => fault !== 'tokenInvalid');

describe('the robot’s answer where it was asked meets', () => {
  it.each(WITH_SESSION.filter((fault) => fault !== 'blocked'))(
    '%s: it comes one to one instead, and rather twice than not at all where it may have come',
    async (fault) => {
      const office = await opened(fault);
      office.sandbox.setWeather(fault, { api: SESSION });
      await ask(office, null, '帮助');
      await expect
        .poll(() => written(office).alone.length, soon)
        .toBe(fault === 'resetAfterWork' ? 2 : 1);
      expect(said(office, 'botSessionClosed')).toBe(1);
      office.sandbox.setWeather(null);
      const before = written(office).alone.length;
      await ask(office, null, '帮助');
      expect(written(office).alone).toHaveLength(before + 1);
    },
  );

  it.each(WITH_SESSION)(
    '%s by every way: that is in the log, and the next question is answered',
    async (fault) => {
      const office = await opened(fault);
      office.sandbox.setWeather(fault, { api: ANY_WAY });
      office.sandbox.say({ by: clerk, conversationId: null, text: '帮助' });
      await expect.poll(() => said(office, 'botAnswerNotSent'), soon).toBe(1);
      office.sandbox.setWeather(null);
      await office.setTime('2026-06-01 09:06');
      await ask(office, null, '帮助');
      expect(written(office).alone.length).toBe(fault === 'resetAfterWork' ? 3 : 1);
    },
  );
});

describe('what the robot tells the asker of a group apart meets', () => {
  it.each(FAULTS.filter((fault) => fault !== 'blocked'))(
    '%s: the group hears no word of the petition, only that it is not certain to have come',
    async (fault) => {
      const office = await opened(fault);
      const [id = ''] = await office.assign(1);
      const { number } = await office.petition(id);
      office.sandbox.setWeather(fault, { api: ALONE });
      await ask(office, GROUP, `查 ${number}`);
      await expect.poll(() => written(office).inGroup.length, soon).toBe(1);
      const { alone, inGroup } = written(office);
      expect(inGroup[0]?.title).toBe('未能确认已单独发给您');
      expect(inGroup[0]?.markdown).not.toContain('安置房');
      expect(alone).toHaveLength(fault === 'resetAfterWork' ? 1 : 0);
      office.sandbox.setWeather(null);
      await ask(office, GROUP, `查 ${number}`);
      expect(written(office).alone).toHaveLength(alone.length + 1);
      expect(written(office).inGroup.at(-1)?.title).not.toBe('未能确认已单独发给您');
    },
  );

  it.each(['quota', 'partialFailure'] as const)(
    '%s: the group is told to open the system',
    async (fault) => {
      const office = await opened(fault);
      const [id = ''] = await office.assign(1);
      const { number } = await office.petition(id);
      office.sandbox.setWeather(fault, { api: ALONE });
      await ask(office, GROUP, `查 ${number}`);
      await expect.poll(() => written(office).inGroup.length, soon).toBe(1);
      expect(written(office).inGroup[0]?.markdown).toContain('打开系统');
      expect(written(office).alone).toEqual([]);
    },
  );
});
