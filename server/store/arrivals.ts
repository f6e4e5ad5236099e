import { instant } from '../domain/time.ts';
import type { ArrivalShelf, WaitingArrival } from './arrival-store.ts';
import type { Base } from './base.ts';
import type { AtOnce } from './promised.ts';

/** Also forgets those received before. */
export interface ArrivalTable extends AtOnce<ArrivalShelf> {
  readonly forgetBefore: (at: number) => number;
}

export function openArrivals(base: Base): ArrivalTable {
  const { sealing } = base;
  const statements = prepare(base);
  // A key names people's messages: only what finds it again is stored.
  const indexOf = (key: string) => sealing.index('arrivals.key', key);

  return {
    keepArrival({ key, kind, payload }, now) {
      const index = indexOf(key);
      const sealed = sealing.seal(payload, placeOf(index));
      return statements.keep.run(index, kind, now, now, sealed).changes === 1;
    },
    dueArrivals: (now, limit) =>
      statements.due.all(now, limit).map(
        ({ key, attempts, payload }): WaitingArrival => ({
          payload: sealing.openSealed(payload, placeOf(key)),
          attempts,
        }),
      ),
    nextArrivalAt() {
      const at = statements.next.get()?.at ?? null;
      return at === null ? null : instant(at);
    },
    settleArrival(key, fate) {
      if (fate.state === 'done') statements.done.run(indexOf(key));
      else if (fate.state === 'failed') statements.failed.run(indexOf(key));
      else statements.again.run(fate.nextAt, indexOf(key));
    },
    failedArrivals: () => statements.countFailed.get()?.failed ?? 0,
    forgetBefore: (at) => statements.forget.run(at).changes,
  };
}

function prepare({ sqlite }: Base) {
  return {
    keep: sqlite.prepare(
      "INSERT INTO arrivals VALUES (?, ?, 'waiting', 0, ?, ?, ?) ON CONFLICT DO NOTHING",
    ),
    due: sqlite.prepare<[number, number], { key: Buffer; attempts: number; payload: Buffer }>(
      `SELECT key, attempts, payload FROM arrivals WHERE state = 'waiting' AND next_at <= ?
       ORDER BY next_at, received_at LIMIT ?`,
    ),
    next: sqlite.prepare<[], { at: number | null }>(
      "SELECT min(next_at) AS at FROM arrivals WHERE state = 'waiting'",
    ),
    done: sqlite.prepare(
      "UPDATE arrivals SET state = 'done', payload = NULL WHERE key = ? AND state <> 'done'",
    ),
    failed: sqlite.prepare(
      `UPDATE arrivals SET state = 'failed', attempts = attempts + 1
       WHERE key = ? AND state = 'waiting'`,
    ),
    again: sqlite.prepare(
      `UPDATE arrivals SET attempts = attempts + 1, next_at = ?
       WHERE key = ? AND state = 'waiting'`,
    ),
    countFailed: sqlite.prepare<[], { failed: number }>(
      "SELECT count(*) AS failed FROM arrivals WHERE state = 'failed'",
    ),
    forget: sqlite.prepare('DELETE FROM arrivals WHERE received_at < ?'),
  };
}

function placeOf(index: Buffer): string {
  return `arrivals|payload|${index.toString('hex')}`;
}
