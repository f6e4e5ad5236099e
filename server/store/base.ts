import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { Database } from '../../db/open.ts';
import type { Sealing } from './sealing.ts';

/**
 * What every part of the store works with. The command path uses statements prepared once on `sqlite`; everything
 * that is not hot is written with drizzle, over the same connection and inside the same transactions.
 */
export interface Base {
  readonly sqlite: Database;
  readonly tables: ReturnType<typeof drizzle>;
  readonly sealing: Sealing;
  /** Unguessable, `size` bytes. */
  readonly random: (size: number) => Buffer;
}

export function createBase(given: Pick<Base, 'sqlite' | 'sealing' | 'random'>): Base {
  return {
    ...given,
    tables: drizzle(given.sqlite),
  };
}
