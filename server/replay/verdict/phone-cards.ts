import type { Memory } from '../../sandbox/memories.ts';
import { remembered } from './evidence.ts';

/** An interactive card as it stands at the end, folded from the sandbox's journal alone. */
export interface PhoneCard {
  readonly track: string;
  /** What each of the people who have it sees. */
  readonly views: ReadonlyMap<string, Variables>;
}

type Variables = Readonly<Record<string, string>>;

/** By their tracks. */
export function phoneCards(sandbox: readonly Memory[]): ReadonlyMap<string, PhoneCard> {
  const cards = new Map(
    remembered(sandbox, 'card').map(({ outTrackId, userIds, shared, personal }) => {
      const views = userIds.map((id) => [id, { ...shared, ...personal[id] }] as const);
      return [outTrackId, { track: outTrackId, views: new Map<string, Variables>(views) }];
    }),
  );
  for (const { outTrackId, only, shared, personal } of remembered(sandbox, 'cardChange')) {
    const views = cards.get(outTrackId)?.views ?? new Map<string, Variables>();
    for (const [userId, shown] of views) {
      // The office changes keys one by one and never replaces a whole card.
      if (only === null || only === userId)
        views.set(userId, { ...shown, ...shared, ...personal[userId] });
    }
  }
  return cards;
}
