import type { Calendar } from './calendar.ts';
import type { Directory } from './directory.ts';
import type { PetitionEvent } from './event.ts';
import { evolve } from './evolve.ts';
import { holds } from './guards.ts';
import type { Petition } from './petition.ts';
import type { ActorRule, Regime, Role, StageId } from './regime.ts';
import { holdersOf, responsibleUnit } from './staffing.ts';
import type { Instant } from './time.ts';
import { workingTimeBetween } from './working-time.ts';

/** Who has had the petition in hand, and for how much working time. The parts add up to the total exactly. */
export interface TimeUse {
  /** From registration until now, or until it ended; the time between an end and a reopening is nobody's. */
  readonly totalWorkingMs: number;
  /** In the order in which the petition first came to them. */
  readonly holders: readonly HolderTime[];
}

export interface HolderTime {
  readonly kind: HolderKind;
  /** `信访办办理人员`, `征迁部联络员A角、联络员B角`. */
  readonly title: string;
  /** Whoever could have acted, by name; two liaisons hold a petition together. */
  readonly people: readonly string[];
  readonly workingMs: number;
  readonly stages: readonly { readonly stage: StageId; readonly workingMs: number }[];
}

/** `leader` signs, assigns or reviews; `outside` is where nobody of the office can act. */
export type HolderKind = 'office' | 'leader' | 'unit' | 'caseworker' | 'outside';

export interface TimeUseContext {
  readonly now: Instant;
  readonly calendar: Calendar;
  readonly regime: Regime;
  readonly directory: Directory;
}

/**
 * Cuts the petition's life at every act into half-open pieces `[from, to)`, each held by those the stage waited for.
 * Null where a piece lies outside the calendar: a sum with a hole would blame somebody.
 */
export function timeUse(events: readonly PetitionEvent[], context: TimeUseContext): TimeUse | null {
  const pieces = piecesOf(events, context);
  const measured: MeasuredPiece[] = [];
  for (const { from, to, stage, holder } of pieces) {
    const worked = workingTimeBetween(context.calendar, from, to);
    if (!worked.ok) return null;
    if (worked.value > 0) measured.push({ holder, stage, ms: worked.value });
  }
  return {
    totalWorkingMs: sumOf(measured),
    holders: together(measured, ({ holder }) => JSON.stringify(holder)).map((held) => ({
      ...held[0].holder,
      workingMs: sumOf(held),
      stages: together(held, ({ stage }) => stage).map((pieces) => ({
        stage: pieces[0].stage,
        workingMs: sumOf(pieces),
      })),
    })),
  };
}

type Holder = Pick<HolderTime, 'kind' | 'title' | 'people'>;

interface Piece {
  readonly from: Instant;
  readonly to: Instant;
  readonly stage: StageId;
  readonly holder: Holder;
}

interface MeasuredPiece {
  readonly holder: Holder;
  readonly stage: StageId;
  readonly ms: number;
}

function piecesOf(events: readonly PetitionEvent[], context: TimeUseContext): readonly Piece[] {
  const pieces: Piece[] = [];
  let petition: Petition | null = null;
  let since: Instant | null = null;
  const close = (to: Instant) => {
    if (petition === null || since === null || to <= since) return;
    if (context.regime.stages[petition.stage]?.end) return;
    const holder = holderOf(petition, { ...context, now: since });
    pieces.push({ from: since, to, stage: petition.stage, holder });
  };
  for (const event of events) {
    const cuts = event.type === 'actTaken' || event.type === 'petitionRegistered';
    if (cuts) {
      close(event.at);
      since = event.at;
    }
    petition = evolve(petition, event);
  }
  close(context.now);
  return pieces;
}

function holderOf(petition: Petition, context: TimeUseContext): Holder {
  const { regime, directory } = context;
  const rules = awaitedActors(petition, context);
  const people = rules.flatMap(({ role }) => holdersOf(role, petition, regime, directory));
  const roles = [...new Set(rules.map(({ role }) => role))].flatMap(
    (role) => regime.roles[role] ?? [],
  );
  if (people.length === 0) return { kind: 'outside', title: titleOf(roles, ''), people: [] };
  const unit = directory.units.get(responsibleUnit(petition) ?? '')?.name ?? '';
  return {
    kind: kindOf(roles, petition, regime),
    title: titleOf(roles, unit),
    people: [...new Set(people.map(({ name }) => name))],
  };
}

/** Those whom the stage's own steps name; asides and standing acts hold up nothing. */
function awaitedActors(petition: Petition, context: TimeUseContext): readonly ActorRule[] {
  return Object.values(context.regime.stages[petition.stage]?.acts ?? {})
    .filter(({ aside, when }) => aside !== true && holds(when, petition, context))
    .flatMap(({ by }) => by.filter(({ when }) => holds(when, petition, context)));
}

function kindOf(roles: readonly Role[], { stage }: Petition, regime: Regime): HolderKind {
  const binding = roles[0]?.binding;
  switch (binding?.kind) {
    case 'caseworker':
      return 'caseworker';
    case 'unit':
      return binding.post === 'leader' ? 'leader' : 'unit';
    case 'office': {
      const acts = Object.values(regime.stages[stage]?.acts ?? {});
      return acts.some(({ signs, aside }) => signs !== undefined && aside !== true)
        ? 'leader'
        : 'office';
    }
    default:
      return 'outside';
  }
}

/** Posts of a unit carry its name; the leader in charge of its matters does not sit in it. */
function titleOf(roles: readonly Role[], unit: string): string {
  const titles = roles.map(({ title }) => title).join('、');
  const binding = roles[0]?.binding;
  const inUnit =
    binding?.kind === 'caseworker' || (binding?.kind === 'unit' && binding.post !== 'leader');
  return inUnit ? `${unit}${titles}` : titles;
}

type Some<Value> = [Value, ...Value[]];

/** Pieces with the same key, in the order in which each key first comes up. */
function together<Value>(
  pieces: readonly Value[],
  keyOf: (piece: Value) => string,
): readonly Some<Value>[] {
  const groups = new Map<string, Some<Value>>();
  for (const piece of pieces) {
    const group = groups.get(keyOf(piece));
    if (group) group.push(piece);
    else groups.set(keyOf(piece), [piece]);
  }
  return [...groups.values()];
}

function sumOf(pieces: readonly { readonly ms: number }[]): number {
  return pieces.reduce((sum, { ms }) => sum + ms, 0);
}
