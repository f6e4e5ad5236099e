import { describe, expect, it } from 'vitest';
import { createDice } from '../../server/replay/dice.ts';
import { dealFates } from '../../server/replay/fates.ts';
import type { FilePetition } from '../../server/replay/petitions-file.ts';
import { tableLines, widthOf } from '../../server/replay/report/text-table.ts';
import { at } from '../support/at.ts';

describe('the dice', () => {
  it('give the same answer to the same question, however often and in whatever order', () => {
    const dice = createDice(7);
    const first = dice.roll('reply', 12);
    dice.roll('something else');
    expect(createDice(7).of('reply').roll(12)).toBe(first);
    expect(dice.of('reply').roll(12)).toBe(first);
    expect(createDice(8).roll('reply', 12)).not.toBe(first);
  });

  it('stay within what was asked', () => {
    const dice = createDice(1);
    const rolls = Array.from({ length: 500 }, (_, index) => dice.between(3, 5, index));
    expect([...new Set(rolls)].sort()).toEqual([3, 4, 5]);
    expect(dice.pick([], 'nobody')).toBeUndefined();
    expect(Array.from({ length: 500 }, (_, index) => dice.chance(0, index))).not.toContain(true);
  });
});

describe('what befalls the petitions', () => {
  const petitions = Array.from({ length: 40 }, (_, index) => aPetition(index + 1));

  it('is the same with the same seed and another with another', () => {
    const told = (seed: number) =>
      [...dealFates(petitions, createDice(seed)).values()].map(({ returned, opinion }) => [
        returned,
        opinion,
      ]);
    expect(told(3)).toEqual(told(3));
    expect(told(3)).not.toEqual(told(4));
  });

  it.each([1, 2, 3, 4, 5])('holds something of every kind (seed %i)', (seed) => {
    const fates = [...dealFates(petitions, createDice(seed)).values()];
    const kinds = (
      name: 'acceptance' | 'returned' | 'rework' | 'extension' | 'opinion' | 'transfer',
    ) => [...new Set(fates.map((fate) => fate[name]))].sort();
    expect(kinds('acceptance')).toEqual(['afterReminder', 'missed', 'prompt']);
    expect(kinds('returned')).toEqual(['inTime', 'late', 'lateWhileHandling', 'never', 'twice']);
    expect(kinds('rework')).toEqual(['conclusion', 'firstReview', 'never', 'secondReview']);
    expect(kinds('extension')).toEqual(['granted', 'never', 'refused']);
    expect(kinds('opinion')).toEqual(['basicallySatisfied', 'dissatisfied', 'satisfied']);
    expect(kinds('transfer')).toEqual(['byClerk', 'byLeader', 'byUnit', 'never']);
    for (const oddity of ['missesDeadline', 'letter', 'consultation', 'supervision'] as const) {
      expect(fates.some(({ has }) => has(oddity))).toBe(true);
    }
  });

  it('is never a return or a transfer of an accusation that is ours', () => {
    const fates = dealFates(petitions, createDice(1));
    const accusations = petitions.filter(
      ({ appealType, outOfJurisdiction }) => appealType === 'accusation' && !outOfJurisdiction,
    );
    expect(accusations.length).toBeGreaterThan(0);
    for (const { id } of accusations) {
      expect(fates.get(id)).toMatchObject({ returned: 'never', transfer: 'never' });
    }
  });
});

describe('the table', () => {
  it('gives Chinese characters two columns, so that figures stand under each other', () => {
    const lines = tableLines([
      ['部室', '接收', '满意率'],
      ['征迁部', '7', '87.5%'],
      ['规划建设部', '12', '—'],
      ['合计', '19', '90.9%'],
    ]);
    expect(lines).toEqual([
      '部室        接收  满意率',
      '────────────────────────',
      '征迁部         7   87.5%',
      '规划建设部    12       —',
      '────────────────────────',
      '合计          19   90.9%',
    ]);
    expect(widthOf('镜访[2026]1号')).toBe(13);
  });
});

function aPetition(id: number): FilePetition {
  return {
    id,
    title: '要求修复路灯',
    body: '虚构路路灯损坏多日，要求尽快修复。',
    source: 'superior',
    channel: id % 6 === 0 ? 'visit' : 'online',
    category: '城乡建设',
    appealType: id % 13 === 0 ? 'accusation' : 'appeal',
    petitioner: { name: '贾虚构', phone: '', idNumber: '' },
    address: '',
    peopleCount: 1,
    unitId: 'city',
    receivedAt: at('2026-03-02 10:00'),
    anonymous: id % 17 === 0,
    outOfJurisdiction: id % 8 === 0,
    repeated: false,
    accusedIsLeader: false,
  };
}
