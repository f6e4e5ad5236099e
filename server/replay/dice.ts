import { createHash } from 'node:crypto';

/**
 * Chance without memory: what comes out depends on the seed and on the words asked with, and on nothing that happened
 * before. So a run that was killed and started again decides as it would have decided.
 */
export interface Dice {
  /** In [0, 1). */
  roll(...words: readonly Word[]): number;
  chance(share: number, ...words: readonly Word[]): boolean;
  /** Undefined only for an empty list. */
  pick<Value>(values: readonly Value[], ...words: readonly Word[]): Value | undefined;
  /** A whole number, both ends included. */
  between(low: number, high: number, ...words: readonly Word[]): number;
  /** The same dice for one subject. */
  of(...words: readonly Word[]): Dice;
}

type Word = string | number;

export function createDice(...seed: readonly Word[]): Dice {
  const roll = (...words: readonly Word[]) => {
    const hash = createHash('sha256')
      .update([...seed, ...words].join('|'))
      .digest();
    return hash.readUInt32BE(0) / 2 ** 32;
  };
  return {
    roll,
    chance: (share, ...words) => roll(...words) < share,
    pick: (values, ...words) => values[Math.floor(roll(...words) * values.length)],
    between: (low, high, ...words) => low + Math.floor(roll(...words) * (high - low + 1)),
    of: (...words) => createDice(...seed, ...words),
  };
}
