import type { Submission } from '../domain/command.ts';
import type { Decided } from '../domain/decision.ts';
import { officeIn } from '../domain/directory.ts';
import { MAIN_OFFICE, type OfficeId, officeOf } from '../domain/office.ts';
import type { Petition } from '../domain/petition.ts';
import type { Refusal } from '../domain/refusal.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import type { Base } from './base.ts';
import type { CommandTables } from './command-tables.ts';
import { openNumberCheck } from './open-number.ts';
import { handwritingId } from './particulars.ts';
import type { Answer, DecideOne, HeldCircumstances } from './store.ts';

type CarryOut = (submission: Submission, now: Instant, decideOne: DecideOne) => Answer;

/** Load, decide, record. The caller undoes everything when the answer is a refusal. */
export function openCarryOut({ sqlite, random }: Base, tables: CommandTables): CarryOut {
  const isOpenNumber = openNumberCheck(sqlite, tables);

  function held(
    petition: Petition | null,
    { by, command }: Submission,
    now: Instant,
  ): HeldCircumstances {
    const officeId = officeActing(petition, by, tables);
    const directory = tables.directory.of(officeId);
    const regime = petition
      ? tables.regimes.pinned(petition.regime)
      : tables.regimes.inForce(officeIn(directory, officeId).regimeId, now);
    const handwriting = command.type === 'takeAct' ? command.handwriting : undefined;
    return {
      directory,
      regime,
      otherVersion: (version) =>
        tables.regimes.all().find((each) => each.id === regime.id && each.version === version),
      newId: petition ? petition.id : random(12).toString('base64url'),
      ...(handwriting === undefined ? {} : { handwriting: handwritingId(handwriting) }),
      nextNumber: (series) => tables.takeNumber(officeId, regime, series, now),
      isOpenNumber: (number) => isOpenNumber(number, officeId, by),
      upload: (id) => tables.attachments.upload(id, petition?.id ?? null, by),
    };
  }

  return (submission, now, decideOne) => {
    const registered = tables.registrationKeys.repeated(submission);
    if (registered !== null) return refuse({ code: 'alreadyRegistered', petitionId: registered });
    const loaded = load(submission, tables);
    if (!loaded.ok) return loaded;
    const decision = decideOne(loaded.value, submission, held(loaded.value, submission, now));
    if (!decision.ok) return decision;
    record(loaded.value, submission, decision.value, now, tables);
    const { id, version } = decision.value.petition;
    return ok({ petitionId: id, version });
  };
}

/** A petition stays with its office; what is registered is the registering person's office's. */
function officeActing(
  petition: Petition | null,
  by: Submission['by'],
  { directory }: CommandTables,
): OfficeId {
  if (petition) return officeOf(petition);
  return by === 'system' ? MAIN_OFFICE : directory.officeOf(by);
}

/** Null when registering. To somebody who may not see it the petition does not exist. */
function load(
  { petitionId, seenVersion, by }: Submission,
  tables: CommandTables,
): Result<Petition | null, Refusal> {
  if (petitionId === undefined) return ok(null);
  const petition = tables.petitions.find(petitionId);
  if (!petition || (by !== 'system' && !tables.visibility.maySee(petition, by))) {
    return refuse({ code: 'notFound' });
  }
  return seenVersion === undefined || seenVersion === petition.version
    ? ok(petition)
    : refuse(changedMeanwhile(petition, seenVersion, tables));
}

function changedMeanwhile(
  petition: Petition,
  seenVersion: number,
  { events }: CommandTables,
): Refusal {
  const acts = events.since(petition.id, seenVersion).filter((event) => event.type === 'actTaken');
  const last = acts.at(-1);
  return {
    code: 'changedMeanwhile',
    version: petition.version,
    ...(last ? { lastAct: last.title, lastActBy: last.by, lastActAt: last.at } : {}),
  };
}

function record(
  before: Petition | null,
  { by, command }: Submission,
  decided: Decided,
  now: Instant,
  tables: CommandTables,
): void {
  const { petition, events, messages, timers, waitingFor } = decided;
  tables.petitions.save(before, petition);
  const cause = tables.events.append(petition, events, now);
  tables.particulars.keep(petition, command);
  tables.ledger.keep(before, petition);
  tables.registrationKeys.keep(petition.id, command);
  tables.attachments.putOnFile(before, petition);
  tables.timers.replace(petition.id, events, timers);
  tables.outbox.supersede(petition.id, events);
  const steps = tables.steps.update(before, decided, contextOf(petition, tables), now);
  tables.outbox.tell(petition, messages, cause, now, { ...steps, waitingFor });
  tables.toDos.update(petition, waitingFor, now, by === 'system' ? undefined : by);
  tables.visibility.update(before, petition, by, waitingFor);
}

function contextOf(petition: Petition, { regimes, directory }: CommandTables) {
  return {
    regime: regimes.pinned(petition.regime),
    directory: directory.of(officeOf(petition)),
  };
}
