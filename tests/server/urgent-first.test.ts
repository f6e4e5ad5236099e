import { describe, expect, it } from 'vitest';
import { URGENT } from '../../server/domain/digest-line.ts';
import { digestTexts } from '../../server/jobs/digest.ts';
import { type Api, openApi, type Phone } from '../support/api.ts';
import { complaint, mailClerk } from '../support/shuangfeng.ts';

/** A Wednesday. */
const AT = '2026-05-06 09:00';

/** Three letters; the one registered last, and so the last to fall due, is urgent. */
async function threeLetters() {
  const api = await openApi({ at: AT, regimeId: 'shuangfeng2018' });
  const numbers: string[] = [];
  for (const [day, urgent] of [
    ['06', false],
    ['07', false],
    ['08', true],
  ] as const) {
    api.office.skipTo(`2026-05-${day} 09:00`);
    numbers.push((await letter(await api.as(mailClerk), urgent)).number);
  }
  const [first = '', second = '', urgent = ''] = numbers;
  return { api, person: await api.as(mailClerk), first, second, urgent };
}

function letter(person: Phone, urgent: boolean) {
  return person.register({
    flow: 'letter',
    channel: 'online',
    answers: { ...complaint, urgent },
  });
}

async function numbersAt(person: Phone, path: string): Promise<readonly string[]> {
  const got = await person.get(path);
  expect(got.status, got.text).toBe(200);
  return got.json().items.map(({ number }: { number: string }) => number);
}

async function digestOf({ office }: Api): Promise<string> {
  return digestTexts({
    now: office.now(),
    open: await office.store.openForDigest(),
    directory: await office.store.directory(),
    regimes: await office.store.regimes(),
    calendar: office.calendar,
    clocks: new Map(),
  }).join('\n');
}

describe('an urgent letter (急事急办)', () => {
  it('stands before those that fall due earlier, wherever petitions are listed [F17]', async () => {
    const { person, first, second, urgent } = await threeLetters();
    const expected = [urgent, first, second];
    expect(await numbersAt(person, '/api/todo')).toEqual(expected);
    expect(await numbersAt(person, '/api/petitions?scope=open')).toEqual(expected);
    expect(await numbersAt(person, '/api/ledger?scope=open')).toEqual(expected);
    const [todo, ordinary] = (await person.get('/api/todo')).json().items;
    expect([todo.urgent, ordinary.urgent]).toEqual([true, undefined]);
    const [row, below] = (await person.get('/api/ledger?scope=open')).json().items;
    expect([row.flags.urgent, below.flags.urgent]).toEqual([true, false]);
  });

  it('comes in its place when the list is read page by page [F17]', async () => {
    const { person, first, second, urgent } = await threeLetters();
    const page = (await person.get('/api/petitions?scope=open&limit=1')).json();
    expect(page.items.map(({ number }: { number: string }) => number)).toEqual([urgent]);
    const rest = `/api/petitions?scope=open&limit=5&cursor=${page.nextCursor}`;
    expect(await numbersAt(person, rest)).toEqual([first, second]);
  });

  it('heads the reminder of the day and says so in words [F17]', async () => {
    const { api, first, urgent } = await threeLetters();
    const text = await digestOf(api);
    expect(text).toContain(`**${URGENT}（1件）**`);
    expect(text).toMatch(new RegExp(`- 【急】${urgent}（[^）]+）：`));
    expect(text).toContain(`- ${first}：`);
    expect(text.indexOf(urgent)).toBeLessThan(text.indexOf(first));
  });

  it('stands in its place where the list is asked for by the day of registration [F17]', async () => {
    const { person, first, second, urgent } = await threeLetters();
    const another = (await letter(person, false)).number;
    expect(await numbersAt(person, '/api/todo')).toEqual([urgent, first, second, another]);
    expect(await numbersAt(person, '/api/ledger?scope=open&sort=registered')).toEqual([
      another,
      urgent,
      second,
      first,
    ]);
  });
});
