import { casesSeen, type History } from '../figures/case.ts';
import { type Period, periodAround, periodBefore } from '../figures/period.ts';
import type { Regime } from '../regime.ts';
import { type Instant, localDayOf } from '../time.ts';
import { countOverdue, struckOutBy } from './count.ts';
import { type LadderState, ladderMoves } from './ladder.ts';
import { isOwed, type Notice, noticesOf, type SanctionEvent } from './notice.ts';

/** What the ladder is counted from: an office's ordinary petitions of the windows, and the notices so far. */
export interface LadderMaterial {
  readonly regime: Regime;
  readonly regimes: readonly Regime[];
  readonly events: readonly SanctionEvent[];
  readonly histories: readonly History[];
  readonly now: Instant;
}

/** The present window and the one before: what fell due on its last day is only known when it is over. */
export function windowsAt(now: Instant, { sanctions }: Regime): readonly Period[] {
  const kind = sanctions?.ladder?.window;
  if (kind === undefined) return [];
  const present = periodAround(kind, localDayOf(now));
  return [periodBefore(present), present];
}

/** How matters stand in one window, as everything that has happened up to now leaves them. */
export function standingIn(window: Period, material: LadderMaterial): LadderState {
  const { regime, regimes, histories, now } = material;
  const notices = noticesOf(material.events);
  const seen = { from: window.from, to: window.to, seenAt: now };
  const cases = casesSeen(histories, { ...seen, to: AFTER_ALL }, regimes);
  const counted = countOverdue(cases, seen, regime.id, struckOutBy(notices));
  return { regime, window: window.id, counted, notices, now };
}

/** Everything that the counts ask for now, of all windows; none where nothing has changed. */
export function owedMoves(material: LadderMaterial, newId: () => string): readonly SanctionEvent[] {
  return windowsAt(material.now, material.regime).flatMap((window) =>
    ladderMoves(standingIn(window, material), newId),
  );
}

/** The unit's words have not come in the time named. */
export function isLate(notice: Notice, now: Instant): boolean {
  const owedBy = notice.issued?.owedBy;
  return owedBy !== undefined && owedBy < now && isOwed(notice);
}

const AFTER_ALL = Number.MAX_SAFE_INTEGER as Instant;
