import type { PaperField, PaperTick } from './paper.ts';
import { paperFields, paperTicks } from './paper-vocabulary.ts';
import type { Milestone, SlotId } from './regime.ts';

/** A printed text taken apart. What is missing in the file is printed as its `blank`: the room left on the original. */
export type PaperToken =
  | { readonly kind: 'words'; readonly words: string }
  | { readonly kind: 'field'; readonly field: PaperField; readonly blank: string }
  | { readonly kind: 'tick'; readonly tick: PaperTick }
  | {
      readonly kind: 'slot';
      readonly part: SlotPart;
      readonly slot: SlotId;
      readonly blank: string;
    }
  | {
      readonly kind: 'milestone';
      readonly part: MilestonePart;
      readonly milestone: Milestone;
      readonly blank: string;
    }
  /** A place nobody can fill; a regime that has one is refused. */
  | { readonly kind: 'unknown'; readonly name: string };

/** Of a signed box: the handwriting, who signed by title and name, what was written, the day. */
export type SlotPart = 'handwriting' | 'signer' | 'opinion' | 'signedOn';
/** Who reached the milestone last, and the day. */
export type MilestonePart = 'doer' | 'doneOn';

const PLACE = /\{(\??)(\w+)(?::(\w+))?(?:\|([^{}]*))?\}/;

/** `{field|blank}`, `{?tick}`, `{signer:slot|blank}` and `{doer:milestone|blank}` between words. */
export function tokensOf(text: string): readonly PaperToken[] {
  const parts = text.split(new RegExp(PLACE, 'g'));
  const tokens: PaperToken[] = [];
  for (let index = 0; index < parts.length; index += 5) {
    const words = parts[index] ?? '';
    if (words !== '') tokens.push({ kind: 'words', words });
    const name = parts[index + 2];
    if (name !== undefined) {
      const isTick = parts[index + 1] === '?';
      tokens.push(placeOf(isTick, name, parts[index + 3], parts[index + 4] ?? ''));
    }
  }
  return tokens;
}

function placeOf(isTick: boolean, name: string, of: string | undefined, blank: string): PaperToken {
  const tick = paperTicks.find((known) => known === name);
  const field = paperFields.find((known) => known === name);
  const slotPart = SLOT_PARTS.find((known) => known === name);
  const milestonePart = MILESTONE_PARTS.find((known) => known === name);
  if (isTick) return tick ? { kind: 'tick', tick } : { kind: 'unknown', name };
  if (of === undefined) return field ? { kind: 'field', field, blank } : { kind: 'unknown', name };
  if (slotPart) return { kind: 'slot', part: slotPart, slot: of, blank };
  if (milestonePart) return { kind: 'milestone', part: milestonePart, milestone: of, blank };
  return { kind: 'unknown', name };
}

const SLOT_PARTS: readonly SlotPart[] = ['handwriting', 'signer', 'opinion', 'signedOn'];
const MILESTONE_PARTS: readonly MilestonePart[] = ['doer', 'doneOn'];
