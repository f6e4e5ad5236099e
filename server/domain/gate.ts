import type { Circumstances } from './decision.ts';
import type { StaffMember } from './directory.ts';
import type { Guard } from './guard.ts';
import { firstFailing, firstLacking, holds, lackingPieces, returnWindowEnd } from './guards.ts';
import type { Petition } from './petition.ts';
import type { Refusal } from './refusal.ts';
import type { Act, ActId, Regime, StageId } from './regime.ts';
import { ok, type Result, refuse } from './result.ts';
import { holdersOf, isConflicted } from './staffing.ts';
import type { Instant } from './time.ts';

/** An act this person may take now, as the mini-app's buttons show it. */
export interface AllowedAct {
  readonly act: ActId;
  readonly definition: Act;
  /** The step the petition waits for, as opposed to asides and standing acts. */
  readonly primary: boolean;
  /** When the clock that this act would stop falls due. */
  readonly until?: Instant;
  /** Taken now it would be flagged as late. */
  readonly late: boolean;
}

export type GateContext = Pick<Circumstances, 'now' | 'by' | 'calendar' | 'directory' | 'regime'>;

/** Everything the person may do with the petition at this moment: the same gate that later decides. */
export function actionsFor(petition: Petition, context: GateContext): readonly AllowedAct[] {
  return Object.entries(actsAt(petition, context.regime))
    .filter(([act]) => gate(petition, act, context).ok)
    .map(([act, definition]) => allowed(petition, act, definition, context))
    .sort((left, right) => Number(right.primary) - Number(left.primary));
}

/** An act this person could take if what it needs were there. */
export interface WaitingAct {
  readonly act: ActId;
  readonly definition: Act;
  readonly lacking: Guard;
}

/** The buttons that are shown with the reason why they cannot be pressed yet. */
export function waitingActsFor(petition: Petition, context: GateContext): readonly WaitingAct[] {
  return Object.entries(actsAt(petition, context.regime)).flatMap(([act, definition]) => {
    const lacking = firstLacking(definition.needs, petition, context);
    if (lacking === null) return [];
    const passed = gate(petition, act, context);
    const onlyThat =
      !passed.ok &&
      passed.refusal.code === 'conditionNotMet' &&
      passed.refusal.guard === lacking &&
      holds(definition.when, petition, context);
    return onlyThat ? [{ act, definition, lacking }] : [];
  });
}

/** Whether the act may be taken now by this person; the refusal says why not. */
export function gate(
  petition: Petition,
  act: ActId,
  context: GateContext,
): Result<{ readonly definition: Act; readonly person: StaffMember }, Refusal> {
  const person = context.by === 'system' ? undefined : context.directory.staff.get(context.by);
  if (!person?.active) return refuse({ code: 'notPermitted' });
  // The accused learns nothing, not even that there is something to be refused.
  if (isConflicted(petition, person)) return refuse({ code: 'notFound' });
  const definition = actsAt(petition, context.regime)[act];
  if (!definition) return refuse(absent(petition, act, context.regime));
  if (!isActor(person, definition, petition, context)) return refuse({ code: 'notPermitted' });
  if (!isApart(person, definition, petition)) return refuse({ code: 'notApart' });
  const guard = firstFailing(definition.when, petition, context);
  if (guard === '!boundByRuling') return refuse({ code: 'boundByRuling' });
  if (guard !== null) return refuse({ code: 'conditionNotMet', guard });
  const lacking = firstLacking(definition.needs, petition, context);
  if (lacking === 'archiveComplete') {
    const pieces = lackingPieces(petition, context);
    return refuse({ code: 'conditionNotMet', guard: lacking, pieces });
  }
  if (lacking !== null) return refuse({ code: 'conditionNotMet', guard: lacking });
  return ok({ definition, person });
}

/** The acts of the stage and those standing beside it; asked for every button, so put together once per regime. */
function actsAt({ stage: stageId }: Petition, regime: Regime): Readonly<Record<ActId, Act>> {
  const byStage = remembered.get(regime) ?? new Map<StageId, Readonly<Record<ActId, Act>>>();
  remembered.set(regime, byStage);
  const acts = byStage.get(stageId) ?? actsIn(stageId, regime);
  byStage.set(stageId, acts);
  return acts;
}

const remembered = new WeakMap<Regime, Map<StageId, Readonly<Record<ActId, Act>>>>();

function actsIn(stageId: StageId, regime: Regime): Readonly<Record<ActId, Act>> {
  const stage = regime.stages[stageId];
  const standing = Object.entries(regime.standingActs).filter(([, { during }]) =>
    during === 'open' ? stage?.end !== true : during.includes(stageId),
  );
  return { ...stage?.acts, ...Object.fromEntries(standing) };
}

function absent(petition: Petition, act: ActId, regime: Regime): Refusal {
  const known =
    act in regime.standingActs || Object.values(regime.stages).some(({ acts }) => act in acts);
  const stage = regime.stages[petition.stage]?.title ?? petition.stage;
  return known ? { code: 'wrongStage', stage } : { code: 'unknownAct', act };
}

function isActor(
  person: StaffMember,
  { by }: Act,
  petition: Petition,
  context: GateContext,
): boolean {
  return by.some(
    ({ role, when }) =>
      holds(when, petition, context) &&
      holdersOf(role, petition, context.regime, context.directory).some(
        ({ id }) => id === person.id,
      ),
  );
}

/** A second look is another's: neither the caseworker nor whoever wrote the first record. */
function isApart({ id }: StaffMember, { apartFrom = [] }: Act, petition: Petition): boolean {
  return apartFrom.every((part) => {
    if (part === 'caseworker') {
      return petition.assignments.every(({ caseworkerId }) => caseworkerId !== id);
    }
    if (part === 'followUp') return petition.followUps.every(({ by }) => by !== id);
    return petition.records.every(({ record, by }) => record !== part || by !== id);
  });
}

function allowed(
  petition: Petition,
  act: ActId,
  definition: Act,
  context: GateContext,
): AllowedAct {
  const until = untilWhen(petition, definition, context);
  const inStage = context.regime.stages[petition.stage]?.acts[act] !== undefined;
  return {
    act,
    definition,
    primary: inStage
      ? definition.aside !== true
      : context.regime.standingActs[act]?.awaited === true ||
        bringsScan(definition, petition, context),
    late: definition.kind === 'return' && until !== undefined && context.now > until,
    ...(until === undefined ? {} : { until }),
  };
}

/** Uploading is the next step while a step of this person's waits for nothing but a scan or another piece of the file. */
function bringsScan({ kind }: Act, petition: Petition, context: GateContext): boolean {
  return (
    kind === 'attach' &&
    waitingActsFor(petition, context).some(
      ({ lacking }) => lacking === 'signedScanOnFile' || lacking === 'archiveComplete',
    )
  );
}

function untilWhen(
  petition: Petition,
  { kind, marks }: Act,
  context: GateContext,
): Instant | undefined {
  if (kind === 'return') return returnWindowEnd(petition, context.regime);
  const stoppable = petition.clocks
    .filter(({ clock, stoppedAt }) => {
      const rule = context.regime.clocks[clock];
      // The window for returning limits nobody who accepts.
      if (stoppedAt !== undefined || rule?.closesReturnWindow) return false;
      return rule?.stopsOn.some(({ milestone }) => marks?.includes(milestone)) ?? false;
    })
    .map(({ dueAt }) => dueAt);
  return stoppable.length === 0
    ? undefined
    : stoppable.reduce((earliest, dueAt) => (dueAt < earliest ? dueAt : earliest));
}
