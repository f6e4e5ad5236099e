import SqliteDatabase from 'better-sqlite3';
import type { Submission } from '../domain/command.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Instant } from '../domain/time.ts';
import type { Base } from './base.ts';
import { openCarryOut } from './carry-out.ts';
import type { CommandTables } from './command-tables.ts';
import type { Answer, DecideOne, Settled } from './store.ts';

/** The one place that changes petitions: one transaction for the batch, a savepoint for each submission. */
export function openCommands(base: Base, tables: CommandTables) {
  const { sqlite } = base;
  const savepoint = sqlite.prepare('SAVEPOINT submission');
  const undo = sqlite.prepare('ROLLBACK TO submission');
  const release = sqlite.prepare('RELEASE submission');
  const carryOut = openCarryOut(base, tables);

  /** The first answer to a command id, kept for its repetitions. A refused command leaves nothing else. */
  function answer(submission: Submission, now: Instant, decideOne: DecideOne): Answer {
    const known = tables.answers.find(submission);
    if (known) return known;
    const answered = carryOut(submission, now, decideOne);
    if (!answered.ok) {
      undo.run();
      auditRefusal(submission, answered.refusal, now, tables);
    }
    tables.answers.keep(submission, answered, now);
    tables.timers.markDone(submission, now);
    return answered;
  }

  function settle(submission: Submission, now: Instant, decideOne: DecideOne): Settled {
    savepoint.run();
    try {
      const settled = { answer: answer(submission, now, decideOne) };
      release.run();
      return settled;
    } catch (bug) {
      if (isBrokenMachine(bug)) throw bug;
      undo.run();
      release.run();
      return { bug };
    }
  }

  const executeBatch = sqlite.transaction(
    (batch: readonly Submission[], now: Instant, decideOne: DecideOne) =>
      batch.map((submission) => settle(submission, now, decideOne)),
  );
  return { executeBatch: executeBatch.immediate };
}

function auditRefusal(
  { by, petitionId }: Submission,
  { code }: Refusal,
  now: Instant,
  { audit }: CommandTables,
): void {
  if (by === 'system' || !AUDITED_REFUSALS.has(code)) return;
  audit.append({
    at: now,
    actor: by,
    action: 'refused',
    ...(petitionId === undefined ? {} : { petitionId }),
    ok: false,
    detail: code,
  });
}

/** Refusals that tell of somebody reaching for what is not his. */
const AUDITED_REFUSALS: ReadonlySet<Refusal['code']> = new Set([
  'notPermitted',
  'notFound',
  'notOfThisUnit',
  'conflictOfInterest',
]);

/** A full or failing disk concerns everybody; a broken constraint only the submission that broke it. */
function isBrokenMachine(bug: unknown): boolean {
  return bug instanceof SqliteDatabase.SqliteError && !bug.code.startsWith('SQLITE_CONSTRAINT');
}
