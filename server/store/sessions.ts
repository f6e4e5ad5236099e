import { createHash } from 'node:crypto';
import { and, eq, gt, lte, notInArray, or, sql } from 'drizzle-orm';
import { sessions } from '../../db/schema.ts';
import { instant } from '../domain/time.ts';
import type { Sessions } from './access-store.ts';
import type { Base } from './base.ts';
import type { AtOnce } from './promised.ts';

/** Also forgets sessions that are over, and those of people who have left. */
export interface SessionTable extends AtOnce<Sessions> {
  readonly forgetOver: (now: number) => number;
  readonly keepOnly: (staffIds: readonly string[]) => void;
}

export function openSessions({ tables }: Base): SessionTable {
  const find = tables
    .select()
    .from(sessions)
    .where(
      and(
        eq(sessions.tokenHash, sql.placeholder('hash')),
        gt(sessions.idleUntil, sql.placeholder('now')),
        gt(sessions.expiresAt, sql.placeholder('now')),
      ),
    )
    .prepare();
  return {
    createSession({ token, staffId, createdAt, idleUntil, expiresAt }) {
      tables
        .insert(sessions)
        .values({ tokenHash: hashOf(token), staffId, createdAt, idleUntil, expiresAt })
        .run();
    },
    findSession(token, now) {
      const row = find.get({ hash: hashOf(token), now });
      if (!row) return null;
      return {
        staffId: row.staffId,
        createdAt: instant(row.createdAt),
        idleUntil: instant(row.idleUntil),
        expiresAt: instant(row.expiresAt),
      };
    },
    keepSession(token, idleUntil) {
      tables
        .update(sessions)
        .set({ idleUntil })
        .where(eq(sessions.tokenHash, hashOf(token)))
        .run();
    },
    deleteSession(token) {
      tables
        .delete(sessions)
        .where(eq(sessions.tokenHash, hashOf(token)))
        .run();
    },
    deleteSessionsOf(staffId) {
      tables.delete(sessions).where(eq(sessions.staffId, staffId)).run();
    },
    forgetOver(now) {
      const over = or(lte(sessions.expiresAt, now), lte(sessions.idleUntil, now));
      return tables.delete(sessions).where(over).run().changes;
    },
    keepOnly(staffIds) {
      tables
        .delete(sessions)
        .where(notInArray(sessions.staffId, [...staffIds]))
        .run();
    },
  };
}

/** Tokens are random, so a plain hash cannot be guessed back. */
function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
