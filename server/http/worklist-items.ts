import type { LedgerRow } from '../contract/ledger.ts';
import type { ActKind } from '../domain/act-input.ts';
import type { StaffMember } from '../domain/directory.ts';
import type { Petition } from '../domain/petition.ts';
import type { StageId } from '../domain/regime.ts';
import { dayOf, type Instant, localDay, localDayOf, startOfDay } from '../domain/time.ts';
import type { LedgerQuery } from '../store/ledger-reads.ts';
import type { Scene } from './route.ts';
import { contextOf, type ViewContext } from './views/context.ts';
import { ledgerRowOf } from './views/ledger-row.ts';

/** A petition of a worklist, with everything its line is made of. */
export interface WorklistItem {
  readonly petition: Petition;
  readonly row: LedgerRow;
  readonly context: ViewContext;
}

/** `before` is the first instant that is no longer meant. */
export interface Span {
  readonly from: Instant;
  readonly before: Instant;
}

const AT_ONCE = 200;

/** Everything the person may see that matches, newest registration first. */
export async function worklistItems(
  query: Omit<LedgerQuery, 'sort' | 'descending'>,
  person: StaffMember,
  scene: Scene,
): Promise<readonly WorklistItem[]> {
  const asked = { ...query, sort: 'registered', descending: true } as const;
  const snapshot = await scene.deps.store.ledger(asked, person.id, scene.now);
  const items: WorklistItem[] = [];
  for (let from = 0; from < snapshot.total; from += AT_ONCE) {
    for (const item of await snapshot.read(from, AT_ONCE)) {
      const context = contextOf(item.petition, person, scene);
      items.push({ petition: item.petition, row: ledgerRowOf(item, context), context });
    }
  }
  return items;
}

/** The calendar year in Beijing. */
export function spanOfYear(year: number): Span {
  return { from: startOfDay(dayOf(year, 1, 1)), before: startOfDay(dayOf(year + 1, 1, 1)) };
}

/** The day on which it is this moment. */
export function spanOfDay(at: Instant): Span {
  const from = startOfDay(localDayOf(at));
  return { from, before: startOfDay(localDay(localDayOf(at) + 1)) };
}

export function isWithin(at: number | undefined, { from, before }: Span): boolean {
  return at !== undefined && at >= from && at < before;
}

/** Stages of any regulation in which one of these acts is the step that is waited for. */
export function stagesAwaiting(kinds: readonly ActKind[], { regimes }: Scene): readonly StageId[] {
  const awaiting = regimes.flatMap(({ stages }) =>
    Object.entries(stages)
      .filter(([, { acts }]) =>
        Object.values(acts).some(({ kind, aside }) => aside !== true && kinds.includes(kind)),
      )
      .map(([stage]) => stage),
  );
  return [...new Set(awaiting)];
}
