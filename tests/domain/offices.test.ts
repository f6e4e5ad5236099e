import { describe, expect, it } from 'vitest';
import { loadRegimes } from '../../db/seed-regime.ts';
import { mayEnter, maySee } from '../../server/domain/access.ts';
import { directoryOf } from '../../server/domain/directory.ts';
import { numberClashes } from '../../server/domain/number-clashes.ts';
import type { Office } from '../../server/domain/office.ts';
import type { Petition } from '../../server/domain/petition.ts';
import { clerk, director } from '../support/people.ts';
import { organ, SECOND, twoOffices } from '../support/two-offices.ts';

const directory = { version: 1, ...twoOffices() };
const regimes = loadRegimes();

function person(id: string) {
  const found = directory.staff.get(id);
  if (!found) throw new Error(`there is no ${id}`);
  return found;
}

/** As far as the rule of access looks at one. */
function petitionOf(officeId?: string): Petition {
  const plain = { recused: [], assignments: [], accused: { staffIds: [], unitIds: [] } };
  const facts = { appealType: 'appeal' };
  return { ...plain, facts, ...(officeId ? { officeId } : {}) } as unknown as Petition;
}

function office(id: string, regimeId: string, active = true): Office {
  return { id, title: id, regimeId, active };
}

describe('a petition', () => {
  it('is known to its own office, whatever the other one’s roles', () => {
    const nobody = new Set<string>();
    expect(maySee(petitionOf(), person(director), nobody)).toBe(true);
    expect(maySee(petitionOf(), person(organ.head), nobody)).toBe(false);
    expect(maySee(petitionOf(SECOND), person(organ.head), nobody)).toBe(true);
    expect(maySee(petitionOf(SECOND), person(director), nobody)).toBe(false);
  });

  it('is nothing even to one who once had to do with it and now is of another office', () => {
    const chain = new Set([organ.head]);
    expect(maySee(petitionOf(), person(organ.head), chain)).toBe(false);
  });
});

describe('an office', () => {
  it('knows its own people and units and no others', () => {
    const main = directoryOf(directory, 'main');
    expect(main.staff.has(clerk)).toBe(true);
    expect(main.staff.has(organ.receiver)).toBe(false);
    expect([...main.units.keys()].filter((id) => id.startsWith('cn-'))).toEqual([]);
    expect([...(main.offices?.keys() ?? [])]).toEqual(['main']);
    const second = directoryOf(directory, SECOND);
    expect(main.staff.size + second.staff.size).toBe(directory.staff.size);
  });

  it('lets its people in while it is there', () => {
    expect(mayEnter(person(organ.head), directory)).toBe(true);
    const closed = new Map([...(directory.offices ?? []), [SECOND, office(SECOND, SECOND, false)]]);
    expect(mayEnter(person(organ.head), { ...directory, offices: closed })).toBe(false);
    expect(mayEnter(person(clerk), { ...directory, offices: closed })).toBe(true);
  });
});

describe('numbers of offices side by side', () => {
  it('are told apart by their form', () => {
    const both = [office('main', 'jinghu2020'), office('second', SECOND)];
    expect(numberClashes(both, regimes)).toEqual([]);
  });

  it('clash where two offices have the same regulation, and not once one is closed', () => {
    const same = [office('甲办', 'jinghu2020'), office('乙办', 'jinghu2020')];
    expect(numberClashes(same, regimes)).toEqual([
      '“甲办”与“乙办”的编号格式相同，编号会重复。请为其中一个的制度另定编号格式。',
    ]);
    expect(
      numberClashes([same[0] ?? office('', ''), office('乙办', 'jinghu2020', false)], regimes),
    ).toEqual([]);
  });

  it('clash though they are written with different widths', () => {
    const [regime] = regimes.filter(({ id }) => id === SECOND);
    if (!regime) throw new Error('no such regime');
    const [series = ''] = Object.keys(regime.numbers);
    const numbers = {
      ...regime.numbers,
      [series]: { title: '信访件', pattern: '{year}-{number:3}' },
    };
    const narrow = { ...regime, id: 'narrow', numbers };
    const both = [office('main', 'jinghu2020'), office('second', 'narrow')];
    expect(numberClashes(both, [...regimes, narrow])).toHaveLength(1);
  });
});
