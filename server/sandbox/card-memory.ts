import type { Variables } from './known.ts';
import type { CardMemory } from './memories.ts';
import type { SandboxState } from './state.ts';

export function recallCard(
  state: SandboxState,
  {
    outTrackId,
    callbackType,
    routeKey,
    shared,
    personal,
    userIds,
    at,
  }: CardMemory & { kind: 'card' },
): void {
  const views = new Map(
    userIds.map((userId) => [userId, { shared, personal: personal[userId] ?? {}, updatedAt: at }]),
  );
  state.cards.set(outTrackId, { outTrackId, callbackType, routeKey, sentAt: at, views });
}

export function recallCardChange(
  state: SandboxState,
  change: CardMemory & { kind: 'cardChange' },
): void {
  const views = state.cards.get(change.outTrackId)?.views ?? new Map<string, never>();
  for (const [userId, view] of views) {
    if (change.only !== null && change.only !== userId) continue;
    views.set(userId, {
      shared: changed(view.shared, change.shared, change.sharedByKey),
      personal: changed(view.personal, change.personal[userId] ?? null, change.personalByKey),
      updatedAt: change.at,
    });
  }
}

function changed(before: Variables, change: Variables | null, byKey: boolean): Variables {
  if (change === null) return before;
  return byKey ? { ...before, ...change } : change;
}
