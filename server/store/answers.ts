import type { Submission } from '../domain/command.ts';
import { refuse } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import type { Base } from './base.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Answer } from './store.ts';

/** The answer of every command, so that a repetition gets it again. */
export interface AnswerBook {
  /** Null for a command id not seen before. The same id for something else is refused. */
  find(submission: Submission): Answer | null;
  keep(submission: Submission, answer: Answer, now: Instant): void;
  forgetBefore(at: Instant): number;
}

export function openAnswerBook({ sqlite, sealing }: Base): AnswerBook {
  const find = sqlite.prepare<[string], { fingerprint: Buffer; answer: string }>(
    'SELECT fingerprint, answer FROM answers WHERE command_id = ?',
  );
  const insert = sqlite.prepare('INSERT INTO answers VALUES (?, ?, ?, ?)');
  const forget = sqlite.prepare<[number]>('DELETE FROM answers WHERE at < ?');

  function fingerprintOf({ petitionId, by, command }: Submission): Buffer {
    return sealing.fingerprint(canonicalJson({ petitionId, by, command }));
  }

  return {
    find(submission) {
      const row = find.get(submission.commandId);
      if (!row) return null;
      return row.fingerprint.equals(fingerprintOf(submission))
        ? (JSON.parse(row.answer) as Answer)
        : refuse({ code: 'commandIdReused' });
    },
    keep(submission, answer, now) {
      insert.run(submission.commandId, fingerprintOf(submission), JSON.stringify(answer), now);
    },
    forgetBefore: (at) => forget.run(at).changes,
  };
}
