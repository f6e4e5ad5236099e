import type { Submission } from '../domain/command.ts';
import type { Timer } from '../domain/decision.ts';
import type { PetitionEvent } from '../domain/event.ts';
import type { PetitionId } from '../domain/petition.ts';
import { type Instant, instant } from '../domain/time.ts';
import type { Base } from './base.ts';
import type { DueTimer } from './store.ts';

/** When a running clock must be looked at again. Rows, so that a server that was down finds what it missed. */
export interface TimerTable {
  /** Drops the timers of every clock stopped or moved by these events, then plans the new ones. */
  replace(id: PetitionId, events: readonly PetitionEvent[], timers: readonly Timer[]): void;
  /** A `fireWarning` has been answered; a timer planned anew for later stays. */
  markDone(submission: Submission, now: Instant): void;
  due(now: Instant, limit: number): readonly DueTimer[];
  nextAt(): Instant | null;
}

interface TimerRow {
  readonly petition_id: string;
  readonly clock: string;
  readonly instance: number;
  readonly warning: number;
  readonly fire_at: number;
}

export function openTimerTable({ sqlite }: Base): TimerTable {
  const insert = sqlite.prepare(
    `INSERT INTO timers (petition_id, clock, instance, warning, fire_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET fire_at = excluded.fire_at`,
  );
  const drop = sqlite.prepare(
    'DELETE FROM timers WHERE petition_id = ? AND clock = ? AND instance = ?',
  );
  const done = sqlite.prepare(
    `DELETE FROM timers
     WHERE petition_id = ? AND clock = ? AND instance = ? AND warning = ? AND fire_at <= ?`,
  );
  const due = sqlite.prepare<[number, number], TimerRow>(
    'SELECT * FROM timers WHERE fire_at <= ? ORDER BY fire_at LIMIT ?',
  );
  const next = sqlite.prepare<[], number | null>('SELECT min(fire_at) FROM timers').pluck();
  return {
    replace(id, events, timers) {
      for (const event of events) {
        if (event.type === 'clockStopped' || event.type === 'deadlineMoved') {
          drop.run(id, event.clock, event.instance);
        }
      }
      for (const { clock, instance, warning, fireAt } of timers) {
        insert.run(id, clock, instance, warning, fireAt);
      }
    },
    markDone({ petitionId, command }, now) {
      if (command.type !== 'fireWarning') return;
      done.run(petitionId, command.clock, command.instance, command.warning, now);
    },
    due: (now, limit) => due.all(now, limit).map(asDueTimer),
    nextAt() {
      const at = next.get();
      return typeof at === 'number' ? instant(at) : null;
    },
  };
}

function asDueTimer(row: TimerRow): DueTimer {
  const { petition_id: petitionId, clock, instance, warning, fire_at: fireAt } = row;
  return {
    fireAt: instant(fireAt),
    submission: {
      commandId: ['timer', petitionId, clock, instance, warning, fireAt].join(':'),
      petitionId,
      by: 'system',
      command: { type: 'fireWarning', clock, instance, warning },
    },
  };
}
