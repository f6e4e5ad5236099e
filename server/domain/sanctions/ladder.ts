import type { UnitId } from '../directory.ts';
import type { Regime } from '../regime.ts';
import type { Instant } from '../time.ts';
import {
  type CountedPetition,
  type Notice,
  type NoticeDrafted,
  openObjection,
  type SanctionEvent,
} from './notice.ts';
import type { LadderStep } from './rules.ts';

export interface LadderState {
  readonly regime: Regime;
  /** `2026` */
  readonly window: string;
  readonly counted: ReadonlyMap<UnitId, readonly CountedPetition[]>;
  readonly notices: readonly Notice[];
  readonly now: Instant;
}

/**
 * What the count asks for now: drafts of the steps that have been reached, once each, and the withdrawal of what it no
 * longer bears. While a unit's objection is undecided nothing moves for it.
 */
export function ladderMoves(
  state: LadderState,
  newId: () => string,
): readonly Extract<SanctionEvent, { readonly type: 'noticeDrafted' | 'noticeWithdrawn' }>[] {
  const steps = state.regime.sanctions?.ladder?.steps ?? [];
  const standing = state.notices.filter((notice) => isStanding(notice, state));
  const units = new Set([
    ...state.counted.keys(),
    ...standing.flatMap(({ unitId }) => unitId ?? []),
  ]);
  return [...units].flatMap((unitId) => {
    const own = standing.filter((notice) => notice.unitId === unitId);
    if (own.some(openObjection)) return [];
    const counted = state.counted.get(unitId) ?? [];
    return [
      ...own
        .filter((notice) => counted.length < reachedAt(notice, steps))
        .map(({ id }) => withdrawal(id, counted.length, state)),
      ...steps
        .filter(({ at, id }) => at <= counted.length && !own.some((notice) => isOf(notice, id)))
        .map((step) => draft(step, unitId, counted, state, newId())),
    ];
  });
}

/** Of this ladder and window, and not withdrawn. */
function isStanding({ about, withdrawn, regime }: Notice, state: LadderState): boolean {
  return (
    withdrawn === undefined &&
    about.kind === 'step' &&
    about.window === state.window &&
    regime.id === state.regime.id
  );
}

function isOf({ about }: Notice, step: string): boolean {
  return about.kind === 'step' && about.step === step;
}

/** A step that the regulation has dropped since asks for nothing more, and is left as it stands. */
function reachedAt(notice: Notice, steps: readonly LadderStep[]): number {
  return steps.find(({ id }) => isOf(notice, id))?.at ?? 0;
}

function withdrawal(notice: string, count: number, { now }: LadderState) {
  const why = `经重新核算，累计超期${count}件，未达到本环节的条件。`;
  return { type: 'noticeWithdrawn', notice, at: now, by: 'system', why } as const;
}

function draft(
  { id: step }: LadderStep,
  unitId: UnitId,
  counted: readonly CountedPetition[],
  { now, regime, window }: LadderState,
  notice: string,
): NoticeDrafted {
  return {
    type: 'noticeDrafted',
    notice,
    at: now,
    by: 'system',
    regime: { id: regime.id, version: regime.version },
    about: { kind: 'step', step, window, counted },
    unitId,
  };
}
