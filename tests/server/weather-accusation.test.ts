import { expect, it } from 'vitest';
import { otherClerk as accused } from '../support/people.ts';
import { openWeatherOffice } from '../support/weather-office.ts';

/** What the accused can see of a bad morning: phone, group, and the log of messages. */
async function badMorning(isAccused: boolean) {
  const office = await openWeatherOffice('2026-06-01 08:30');
  const { sandbox, server } = office;
  sandbox.setWeather('busy');
  await office.setTime('2026-06-01 09:00');
  await office.assign(1);
  if (isAccused) await office.assign(1, { appealType: 'accusation', accused: [accused] });
  await office.setTime('2026-06-01 09:20');
  sandbox.setWeather('partialFailure');
  await office.setTime('2026-06-01 09:40');
  sandbox.setWeather(null);
  await office.setTime('2026-06-01 14:30');
  const log = await server.store.messageLog({ limit: 100 }, accused);
  // Numbers and ids are given out to both: they say nothing and differ.
  const plain = (text: string) =>
    text.replaceAll(/通知\d+号|notice(=|%3D)\d+|petitions(\/|%2F)[\w-]+/g, '…');
  return plain(
    JSON.stringify({
      notices: sandbox.inbox(accused).map(({ title, markdown }) => ({ title, markdown })),
      cards: sandbox.cards(accused).map(({ variables }) => variables),
      toDos: sandbox.toDos(accused).map(({ subject, dueAt, done }) => ({ subject, dueAt, done })),
      dings: sandbox.dings(accused).map(({ content }) => content),
      group: sandbox.group('sandbox-group').map(({ title, markdown }) => ({ title, markdown })),
      log: log.map(({ title, text, state, reason }) => ({ title, text, state, reason })),
    }),
  );
}

it('in foul weather too the accused sees what he would see if there were no accusation', async () => {
  const without = await badMorning(false);
  expect(without).toContain('电话提醒');
  expect(await badMorning(true)).toBe(without);
});
