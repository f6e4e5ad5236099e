import type { PetitionView, TimelineEntry } from '../../server/contract/view.ts';
import { loadPetition } from '../api/petitions.ts';

/** What others did to a petition while a form about it was being filled in. */
export interface Overtaken {
  readonly version: number;
  readonly news: readonly TimelineEntry[];
  /** The act is still this person's to take: what was typed can be sent as it is. */
  readonly stillPossible: boolean;
}

/** Null where the newest state cannot be had either. */
export async function overtakenBy(seen: PetitionView, act: string): Promise<Overtaken | null> {
  const answer = await loadPetition(seen.id);
  if (!answer.ok) return null;
  const { petition } = answer.value;
  const known = new Set(seen.timeline.map(keyOf));
  return {
    version: petition.version,
    news: petition.timeline.filter((entry) => !known.has(keyOf(entry))),
    stillPossible: petition.actions.some((action) => action.act === act),
  };
}

function keyOf({ at, text }: TimelineEntry): string {
  return `${at} ${text}`;
}
