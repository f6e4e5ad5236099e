import { describe, expect, it } from 'vitest';
import { failed } from '../../server/dingtalk/failures.ts';
import { type AddressSaid, noted, tooManyMissing } from '../../server/domain/address-book.ts';
import {
  type AddressBook,
  askAfter,
  readDepartments,
  readEverybody,
} from '../../server/jobs/address-book-questions.ts';
import { at } from '../support/at.ts';

const monday = at('2026-03-16 02:20');
const tuesday = at('2026-03-17 02:20');
const said: AddressSaid = { name: '余模拟', title: '处长', departments: ['征迁部'], active: true };
const inactive = { ...said, active: false };

describe('an account that is not in use', () => {
  it('is missing when it was in use before, from the first time on', () => {
    const before = noted(undefined, said, true, monday) ?? undefined;
    const stopped = noted(before, inactive, true, tuesday) ?? undefined;
    expect(stopped?.missingSince).toBe(tuesday);
    const later = at('2026-03-17 03:20');
    expect(noted(stopped, inactive, true, later)?.missingSince).toBe(tuesday);
    expect(noted(stopped, said, true, later)?.missingSince).toBeUndefined();
  });

  it('is not missing when its bearer has never signed in', () => {
    const fresh = noted(undefined, inactive, true, monday) ?? undefined;
    expect(fresh?.missingSince).toBeUndefined();
    expect(noted(fresh, inactive, true, tuesday)?.missingSince).toBeUndefined();
  });
});

it('what was set aside comes up again only when something else is said', () => {
  const first = noted(undefined, said, true, monday);
  const aside = first ? { ...first, setAside: true } : undefined;
  expect(noted(aside, { ...said }, true, tuesday)).toMatchObject({ setAside: true, revision: 1 });
  const other = noted(aside, { ...said, departments: ['财务部'] }, true, tuesday);
  expect(other).toMatchObject({ setAside: false, revision: 2 });
});

it.each([
  [1, 2, false],
  [2, 10, false],
  [2, 9, true],
  [20, 100, false],
  [21, 100, true],
])('%i missing of %i is too many: %s', (missing, people, expected) => {
  expect(tooManyMissing(missing, people)).toBe(expected);
});

describe('what the application may not see', () => {
  const outOfScope = async () => failed('50002');
  const book: AddressBook = {
    person: async (userId) => (userId === 'gone' ? { ok: true, value: null } : await outOfScope()),
    departmentsBelow: outOfScope,
    peopleIn: outOfScope,
  };

  it('is neither there nor gone', async () => {
    const asked = await askAfter(book, ['gone', 'hidden'], null);
    expect(asked).toEqual({
      ok: true,
      value: { said: new Map([['gone', null]]), unreadable: new Set(['hidden']) },
    });
  });

  it('makes nobody a stranger and nobody’s department different', async () => {
    expect(await readDepartments(book)).toEqual({ ok: true, value: null });
    expect(await readEverybody(book, null)).toEqual({ ok: true, value: null });
    expect(await readEverybody(book, new Map())).toEqual({ ok: true, value: null });
  });

  it('is a failure when it was not DingTalk’s answer', async () => {
    const broken = { ...book, person: async () => failed('busy') };
    expect(await askAfter(broken, ['gone'], null)).toMatchObject({ ok: false });
  });
});
