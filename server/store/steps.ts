import type { Decided } from '../domain/decision.ts';
import type { Directory, StaffId } from '../domain/directory.ts';
import type { Petition } from '../domain/petition.ts';
import type { Regime } from '../domain/regime.ts';
import { isSameStep, stepEnd } from '../domain/step.ts';
import type { Instant } from '../domain/time.ts';
import { FIRST_MOMENTS } from './approvals.ts';
import type { Base } from './base.ts';

/** The step a message asks for, and the one whose end it tells of. */
export interface StepRefs {
  readonly open: number | null;
  readonly ended: number | null;
}

export interface StepTable {
  /** After each recorded command: closes the step that is over and opens the one that follows. */
  update(
    before: Petition | null,
    decided: Pick<Decided, 'petition' | 'events' | 'waitingFor'>,
    context: { readonly regime: Regime; readonly directory: Directory },
    now: Instant,
  ): StepRefs;
}

export function openStepTable({ sqlite }: Base): StepTable {
  const openStep = sqlite
    .prepare<[string], number>(`SELECT id FROM steps WHERE petition_id = ? AND status = 'open'`)
    .pluck();
  const lastId = sqlite.prepare<[], number>('SELECT coalesce(max(id), 0) FROM steps').pluck();
  const insert = sqlite.prepare(
    `INSERT INTO steps (id, petition_id, opened_at, status, status_text)
     VALUES (?, ?, ?, 'open', '')`,
  );
  const close = sqlite.prepare(
    'UPDATE steps SET status = ?, status_text = ?, closed_at = ? WHERE id = ?',
  );
  const endCards = sqlite.prepare('UPDATE cards SET next_at = ? WHERE step_id = ? AND is_over = 0');
  const endApprovals = sqlite.prepare(
    `UPDATE approvals SET next_at = max(@now, coalesce(started_at, begun_at) + @firstMoments)
     WHERE step_id = @step AND state IN ('starting', 'running')`,
  );

  function open(petition: Petition, waitingFor: readonly StaffId[], now: Instant): number | null {
    if (waitingFor.length === 0) return null;
    const id = (lastId.get() ?? 0) + 1;
    insert.run(id, petition.id, now);
    return id;
  }

  return {
    update(before, { petition, events, waitingFor }, context, now) {
      const present = openStep.get(petition.id) ?? null;
      if (present !== null && before && isSameStep(before, petition) && waitingFor.length > 0) {
        return { open: present, ended: null };
      }
      if (present !== null && before) {
        const { status, text } = stepEnd(before, events, context);
        close.run(status, text, now, present);
        endCards.run(now, present);
        endApprovals.run({ now, firstMoments: FIRST_MOMENTS, step: present });
      }
      return { open: open(petition, waitingFor, now), ended: present };
    },
  };
}
