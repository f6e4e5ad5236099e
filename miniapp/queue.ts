import { computed, shallowRef } from 'vue';
import type { ActionView, PetitionSummary } from '../server/contract/view.ts';
import { opensInSheet } from './acts/sheet-acts.ts';

/** Petitions that wait for the same step of this person, most urgent first. */
export interface Alike {
  readonly act: string;
  readonly title: string;
  readonly petitions: readonly PetitionSummary[];
  /** May be signed for all at once: an opinion and nothing that differs from one to the next. */
  readonly together: readonly PetitionSummary[];
}

interface Queue {
  readonly act: string;
  readonly ids: readonly string[];
}

const queue = shallowRef<Queue | null>(null);

/** The steps that wait more than once among these petitions. */
export function alikeAmong(petitions: readonly PetitionSummary[]): readonly Alike[] {
  const groups = new Map<string, { action: ActionView; petitions: PetitionSummary[] }>();
  for (const petition of petitions) {
    const action = petition.actions.find(({ primary }) => primary);
    if (!action || opensInSheet(action)) continue;
    const key = `${action.act}/${action.title}`;
    const group = groups.get(key) ?? { action, petitions: [] };
    group.petitions.push(petition);
    groups.set(key, group);
  }
  return [...groups.values()]
    .filter((group) => group.petitions.length > 1)
    .map(({ action, petitions: alike }) => ({
      act: action.act,
      title: action.title,
      petitions: alike,
      together: isSignedAlike(action) ? alike.filter(({ confidential }) => !confidential) : [],
    }));
}

/** An accusation is looked at by itself, and where a unit has to be named each case is its own. */
export function isSignedAlike({ kind, late }: ActionView): boolean {
  return (kind === 'approve' || kind === 'conclude') && !late;
}

/** One after the other: the next one opens by itself. Answers the page of the first. */
export function startQueue({ act, petitions }: Alike): string {
  queue.value = { act, ids: petitions.map(({ id }) => id) };
  return pageOf(act, petitions[0]?.id ?? '');
}

export function endQueue(): void {
  queue.value = null;
}

/** Where the petition stands in the queue; null when it is not worked through one by one. */
export function usePlace(id: string, act: string) {
  return computed(() => {
    const current = queue.value;
    const index = current?.act === act ? current.ids.indexOf(id) : -1;
    if (!current || index < 0) return null;
    const next = current.ids[index + 1];
    return {
      number: index + 1,
      count: current.ids.length,
      next: next === undefined ? null : pageOf(act, next),
    };
  });
}

function pageOf(act: string, id: string): string {
  return `/petitions/${encodeURIComponent(id)}/acts/${encodeURIComponent(act)}`;
}
