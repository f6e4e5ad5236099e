import { clock } from '../clock.ts';
import { session } from '../session.ts';
import type { Values } from './form.ts';

const HOUR = 3_600_000;
/** A morning or an afternoon: longer than an interruption, shorter than a night on somebody's desk. */
const LIFETIME = 4 * HOUR;
const PREFIX = 'act-draft/';

/** What was typed into a form that has not been sent, and the command id of a sending whose outcome is unknown. */
export interface Draft {
  readonly values: Values;
  readonly commandId?: string;
  readonly at: number;
}

export interface Place {
  readonly petitionId: string;
  readonly act: string;
  /** Of an accusation nothing at all is written to the device. */
  readonly confidential: boolean;
}

export interface Drafts {
  find(place: Place): Draft | null;
  keep(place: Place, draft: Omit<Draft, 'at'>): void;
  drop(place: Place): void;
  /** Nothing typed by one person may greet the next. */
  forget(): void;
}

/**
 * Drafts in memory, and in this window's storage so that a reload or a client that was thrown out loses nothing. Each
 * belongs to one person and expires; handwriting is never among them.
 */
export function createDrafts(
  storage: () => Storage | null,
  now: () => number,
  person: () => string,
): Drafts {
  const memory = new Map<string, Draft>();
  const keyOf = ({ petitionId, act }: Place) => `${PREFIX}${person()}/${petitionId}/${act}`;
  const drop = (place: Place) => {
    memory.delete(keyOf(place));
    storage()?.removeItem(keyOf(place));
  };
  return {
    find(place) {
      const draft = memory.get(keyOf(place)) ?? stored(storage()?.getItem(keyOf(place)));
      if (draft && now() - draft.at < LIFETIME) return draft;
      drop(place);
      return null;
    },
    keep(place, given) {
      const draft = { ...given, at: now() };
      memory.set(keyOf(place), draft);
      if (!place.confidential) write(storage(), keyOf(place), draft);
    },
    drop,
    forget() {
      memory.clear();
      const kept = storage();
      const keys = Array.from({ length: kept?.length ?? 0 }, (_, index) => kept?.key(index) ?? '');
      for (const key of keys.filter((one) => one.startsWith(PREFIX))) kept?.removeItem(key);
    },
  };
}

export const drafts = createDrafts(
  windowStorage,
  () => clock.now.value,
  () => session.me?.person.id ?? '',
);

export function forgetDrafts(): void {
  drafts.forget();
}

function windowStorage(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

function write(storage: Storage | null, key: string, draft: Draft): void {
  try {
    storage?.setItem(key, JSON.stringify(draft));
  } catch {
    // A full storage is no reason to stop typing: memory has it.
  }
}

function stored(text: string | null | undefined): Draft | null {
  try {
    return text ? (JSON.parse(text) as Draft) : null;
  } catch {
    return null;
  }
}
