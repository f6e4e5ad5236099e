import { createHmac, timingSafeEqual } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ChainHead } from './store.ts';

/**
 * Every entry carries a keyed hash over itself and the hash before it. Whoever changes, removes, inserts or reorders
 * entries without the key is found out at the first one that no longer fits; only a tail cut off needs an earlier
 * head to be noticed.
 */
export interface Chain {
  macOf(previous: Buffer, entry: ChainedFields): Buffer;
  /** Stands in for the entry before the first. */
  readonly seed: Buffer;
}

export interface ChainedFields {
  /** Everything but the blob, in a fixed order, the sequence first. */
  readonly fields: readonly (string | number | null)[];
  readonly blob: Buffer | null;
}

export interface ChainedRow extends ChainedFields {
  readonly sequence: number;
  readonly mac: Buffer;
}

export function createChain(key: Buffer, name: string): Chain {
  return {
    macOf(previous, { fields, blob }) {
      // JSON contains no line break, so the fields cannot run into the blob.
      const hash = createHmac('sha256', key)
        .update(previous)
        .update(`${JSON.stringify(fields)}\n`);
      return (blob === null ? hash : hash.update(blob)).digest();
    },
    seed: createHmac('sha256', key).update(name).digest(),
  };
}

/** The first sequence that does not fit, or how many entries there are. `head` is one noted earlier. */
export async function verifyChain(
  chain: Chain,
  page: (after: number) => readonly ChainedRow[],
  head?: ChainHead,
): Promise<{ readonly brokenAt: number } | { readonly length: number }> {
  let previous = chain.seed;
  let length = 0;
  for (let rows = page(0); rows.length > 0; rows = page(length)) {
    for (const row of rows) {
      const expected = chain.macOf(previous, row);
      const fits = sameMac(expected, row.mac);
      const isHead = row.sequence === head?.sequence;
      if (!fits || (isHead && row.mac.toString('hex') !== head?.mac)) {
        return { brokenAt: length + 1 };
      }
      previous = expected;
      length = row.sequence;
    }
    await nextTurn();
  }
  return head && head.sequence > length ? { brokenAt: length + 1 } : { length };
}

function sameMac(left: Buffer, right: Buffer): boolean {
  return left.length === right.length && timingSafeEqual(left, right);
}
