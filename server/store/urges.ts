import type { StaffId } from '../domain/directory.ts';
import { officeOf } from '../domain/office.ts';
import { instant } from '../domain/time.ts';
import type { Base } from './base.ts';
import type { OutboxWriter } from './outbox.ts';
import { isConfidential, type PetitionTable } from './petitions.ts';
import type { AtOnce } from './promised.ts';
import type { Rung, StepFollowers, Urge } from './step-store.ts';

interface UnseenRow {
  readonly stepId: number;
  readonly petitionId: string;
  readonly toldAt: number;
  /** JSON. */
  readonly recipients: string;
  readonly urged: string;
  readonly reached: string;
}

/** Steps whose notices nobody has looked at, and what has been done about it. */
export function openUrges(
  { sqlite }: Base,
  petitions: PetitionTable,
  outbox: OutboxWriter,
): AtOnce<Pick<StepFollowers, 'stepsUnseen' | 'recordUrge' | 'urgeFailed'>> {
  const unseen = sqlite.prepare<[number], UnseenRow>(`
    SELECT steps.id AS stepId, steps.petition_id AS petitionId,
      min(messages.accepted_at) AS toldAt,
      json_group_array(DISTINCT recipients.staff_id) AS recipients,
      (SELECT json_group_array(rung) FROM urges WHERE urges.step_id = steps.id) AS urged,
      (SELECT json_group_array(rung) FROM urges
        WHERE urges.step_id = steps.id AND outcome = 'done') AS reached
    FROM steps
    JOIN messages ON messages.step_id = steps.id
    JOIN recipients ON recipients.message_id = messages.id
    WHERE steps.status = 'open' AND steps.opened_at >= ? AND messages.accepted_at IS NOT NULL
    GROUP BY steps.id
    HAVING sum(recipients.state = 'read') = 0`);
  const insert = sqlite.prepare(
    'INSERT INTO urges (step_id, rung, at, outcome) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );

  const fail = sqlite.prepare('UPDATE urges SET outcome = ? WHERE step_id = ? AND rung = ?');

  return {
    urgeFailed: (stepId, rung, code) => void fail.run(code, stepId, rung),
    stepsUnseen: (since) =>
      unseen.all(since).map(({ stepId, petitionId, toldAt, recipients, urged, reached }) => ({
        stepId,
        petitionId,
        toldAt: instant(toldAt),
        recipients: (JSON.parse(recipients) as StaffId[]).toSorted(),
        urged: JSON.parse(urged) as Rung[],
        reached: JSON.parse(reached) as Rung[],
      })),
    recordUrge: sqlite.transaction(
      (
        { stepId, petitionId, rung, at, outcome }: Urge,
        message: Parameters<StepFollowers['recordUrge']>[1],
      ) => {
        const { changes } = insert.run(stepId, rung, at, outcome);
        if (changes === 0) return false;
        const petition = message ? petitions.find(petitionId) : null;
        if (message && petition) {
          const confidential = isConfidential(petition);
          const officeId = officeOf(petition);
          const origin = { officeId, petitionId, confidential, clock: null, instance: null };
          outbox.tellAgain(message, origin, at);
        }
        return true;
      },
    ).immediate,
  };
}
