import { missingPieces } from './archive.ts';
import type { ArchivePiece } from './archive-pieces.ts';
import type { Calendar } from './calendar.ts';
import type { ClockId } from './clock-rule.ts';
import { deadlineFor } from './deadline.ts';
import {
  elapsedAsked,
  type Guard,
  type GuardName,
  type RecordGuard,
  recordAsked,
} from './guard.ts';
import { currentAssignment, openVerification, type Petition, pendingReturn } from './petition.ts';
import { type FiledRecord, isAnswered, type RecordId } from './record.ts';
import type { Need, Regime } from './regime.ts';
import { isReworkedTooOften } from './sanctions/quality-gate.ts';
import type { Instant } from './time.ts';

export interface GuardContext {
  readonly now: Instant;
  readonly calendar: Calendar;
  readonly regime: Regime;
}

/** All of the guards hold; an absent list holds. */
export function holds(
  guards: readonly Guard[] | undefined,
  petition: Petition,
  context: GuardContext,
): boolean {
  return firstFailing(guards, petition, context) === null;
}

/** The first guard that does not hold, for the refusal that names it. */
export function firstFailing(
  guards: readonly Guard[] | undefined,
  petition: Petition,
  context: GuardContext,
): Guard | null {
  return (guards ?? []).find((guard) => !holdsOne(guard, petition, context)) ?? null;
}

/** The first need that applies and is not met yet. */
export function firstLacking(
  needs: readonly Need[] | undefined,
  petition: Petition,
  context: GuardContext,
): Guard | null {
  const lacking = (needs ?? []).find(
    ({ guard, when }) => holds(when, petition, context) && !holdsOne(guard, petition, context),
  );
  return lacking?.guard ?? null;
}

function holdsOne(guard: Guard, petition: Petition, context: GuardContext): boolean {
  if (guard.startsWith('!')) return !holdsOne(guard.slice(1) as Guard, petition, context);
  const clock = elapsedAsked(guard);
  if (clock !== null) return hasElapsed(petition, clock, context.now);
  return recordAsked(guard)
    ? answersHold(guard as RecordGuard, petition, context.regime)
    : predicates[guard as GuardName](petition, context);
}

/** What a record of the regulation's own says, which no clock and no calendar changes. */
export function answersHold(guard: RecordGuard, petition: Petition, regime: Regime): boolean {
  const asked = recordAsked(guard);
  const latest = asked ? latestRecord(petition, asked.record, regime) : undefined;
  if (asked?.field === undefined || asked.value === undefined) return latest !== undefined;
  return isAnswered(latest?.answers[asked.field], asked.value);
}

function hasElapsed({ clocks }: Petition, id: ClockId, now: Instant): boolean {
  const latest = clocks.findLast(({ clock }) => clock === id);
  return latest !== undefined && (latest.stoppedAt ?? now) > latest.dueAt;
}

/** The last record of the kind that still counts: one asked for in every round is void after a redo. */
export function latestRecord(
  petition: Petition,
  id: RecordId,
  regime: Regime,
): FiledRecord | undefined {
  return latestOf(petition, [id], regime);
}

/** The last that still counts of records of several kinds. */
export function latestOf(
  { records, reworks }: Petition,
  ids: readonly (RecordId | undefined)[],
  regime: Regime,
): FiledRecord | undefined {
  return records.findLast(
    ({ record, round }) =>
      ids.includes(record) &&
      (regime.records?.[record]?.perRound !== true || round === reworks.length),
  );
}

type Predicate = (petition: Petition, context: GuardContext) => boolean;

const predicates: Readonly<Record<GuardName, Predicate>> = {
  accusation: ({ facts }) => facts.appealType === 'accusation',
  superiorCase: ({ facts }) => facts.source === 'superior',
  anonymous: ({ facts }) => facts.anonymous,
  inquiry: ({ facts }) => facts.appealType === 'inquiry',
  suggestion: ({ facts }) => facts.appealType === 'suggestion',
  returnLate: (petition, context) =>
    pendingReturn(petition)?.late ?? isPast(returnWindowEnd(petition, context.regime), context.now),
  returnLateOverOneDay: (petition, context) => {
    const end = returnWindowEnd(petition, context.regime);
    if (end === undefined) return false;
    const askedAt = pendingReturn(petition)?.at ?? context.now;
    const oneDayOver = deadlineFor(context.calendar, { unit: 'work_days', amount: 1 }, end);
    return oneDayOver.ok && askedAt > oneDayOver.value.dueAt;
  },
  returnedBefore: (petition) =>
    petition.assignments.some(({ returns }) =>
      returns.some(({ outcome }) => outcome !== undefined),
    ),
  boundByRuling: (petition) => currentAssignment(petition)?.binding ?? false,
  assigned: (petition) => currentAssignment(petition) !== undefined,
  caseworkerNamed: (petition) => currentAssignment(petition)?.caseworkerId !== undefined,
  replySubmitted: ({ replies }) => {
    const last = replies.at(-1);
    return last !== undefined && last.sentBackAt === undefined;
  },
  concluded: ({ concludedAt }) => concludedAt !== undefined,
  inVerification: (petition) => openVerification(petition) !== undefined,
  followUpSettled: ({ followUps }) => {
    const outcome = followUps.at(-1)?.outcome;
    return outcome === 'satisfied' || outcome === 'basicallySatisfied' || outcome === 'notPossible';
  },
  followUpDissatisfied: ({ followUps }) => followUps.at(-1)?.outcome === 'dissatisfied',
  followUpExhausted: ({ followUps }, { regime }) =>
    followUps.filter(({ outcome }) => outcome === 'unreachable').length >= regime.followUpAttempts,
  consultationOwed: ({ flags, consultations }) =>
    flags?.weeklyConsultation === true &&
    !consultations.some(({ concludedAt }) => concludedAt !== undefined),
  supervisionOrdered: ({ flags, supervisions }) =>
    flags?.supervision === true && supervisions.at(-1)?.closedAt === undefined,
  extensionPending: ({ extensions }) => {
    const last = extensions.at(-1);
    return last !== undefined && last.outcome === undefined;
  },
  extendedBefore: ({ extensions }) => extensions.some(({ outcome }) => outcome === 'granted'),
  letterPending: ({ letters }) => letters.some(({ reply }) => reply === undefined),
  supervised: ({ supervisions }) => supervisions.some(({ closedAt }) => closedAt === undefined),
  informed: ({ informed }) => informed !== undefined,
  venueOffice: ({ visit }) => visit?.venue === 'office',
  venueCityBureau: ({ visit }) => visit?.venue === 'cityBureau',
  venueCityLeader: ({ visit }) => visit?.venue === 'cityLeader',
  natureTechnical: ({ visit }) => visit?.nature === 'technical',
  natureMajor: ({ visit }) => visit?.nature === 'major',
  natureGeneral: ({ visit }) => visit?.nature === 'general',
  principalNeeded: ({ visit }) => visit?.principalNeeded ?? false,
  converted: ({ converted }) => converted,
  reworkedTooOften: (petition, { regime }) => isReworkedTooOften(petition, regime),
  signedScanOnFile: (petition, { regime }) => {
    const round = openVerification(petition);
    const since = round?.statements.at(-1)?.at ?? round?.openedAt ?? petition.registeredAt;
    return Object.entries(regime.forms).every(
      ([id, { handSigned }]) =>
        handSigned !== true ||
        petition.attachments.some(
          ({ purpose, form, addedAt }) =>
            purpose === 'signedForm' && form === id && addedAt >= since,
        ),
    );
  },
  contacted: ({ contacts }) => contacts.some(({ outcome }) => outcome === 'reached'),
  repeated: ({ facts }) => facts.repeated || facts.repeatOf !== undefined,
  archiveComplete: (petition, context) => lackingPieces(petition, context).length === 0,
};

/** What the regulation wants archived of this petition. */
export function archivable(petition: Petition, context: GuardContext): readonly ArchivePiece[] {
  return (context.regime.archive?.pieces ?? []).filter(({ when }) =>
    holds(when, petition, context),
  );
}

/** What still has to come to the file before it may be archived, by title. */
export function lackingPieces(petition: Petition, context: GuardContext): readonly string[] {
  const holding = (guards: readonly Guard[] | undefined) => holds(guards, petition, context);
  return missingPieces(petition, context.regime, holding).map(({ title }) => title);
}

/** When the regular return window of the dispatch in force ends or ended. Accepting does not shorten it. */
export function returnWindowEnd(petition: Petition, regime: Regime): Instant | undefined {
  const assignment = currentAssignment(petition);
  return petition.clocks.findLast(
    ({ clock, instance }) =>
      instance === assignment?.sequence && regime.clocks[clock]?.closesReturnWindow === true,
  )?.dueAt;
}

function isPast(end: Instant | undefined, now: Instant): boolean {
  return end !== undefined && now > end;
}
