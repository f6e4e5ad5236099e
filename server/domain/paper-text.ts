import type { Milestone } from './clock-rule.ts';
import type { PaperField, PaperTick } from './paper.ts';
import { paperFields, paperTicks } from './paper-vocabulary.ts';
import type { FieldId, RecordId } from './record.ts';
import type { SlotId } from './regime.ts';

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
  | {
      readonly kind: 'answer';
      readonly record: RecordId;
      readonly field: FieldId;
      readonly blank: string;
    }
  | {
      readonly kind: 'answered';
      readonly record: RecordId;
      readonly field: FieldId;
      readonly value: string;
    }
  | {
      readonly kind: 'recorded';
      readonly part: RecordedPart;
      readonly record: RecordId;
      readonly blank: string;
    }
  /** A place nobody can fill; a regime that has one is refused. */
  | { readonly kind: 'unknown'; readonly name: string };

/** Of a signed box: the handwriting, who signed by title and name, what was written, the day. */
export type SlotPart = 'handwriting' | 'signer' | 'opinion' | 'signedOn';
/** Who reached the milestone last, and the day. */
export type MilestonePart = 'doer' | 'doneOn';

/** Who wrote the latest such record, and the day. */
export type RecordedPart = 'recordedBy' | 'recordedOn';

const PLACE = /\{(\??)(\w+)(?::([\w.=]+))?(?:\|([^{}]*))?\}/;

/**
 * `{field|blank}`, `{?tick}`, `{signer:slot|blank}`, `{doer:milestone|blank}`, `{record:hearing.place|blank}`,
 * `{recordedOn:hearing|blank}` and the box `{?record:hearing.held=yes}` between words.
 */
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
  const unknown: PaperToken = { kind: 'unknown', name: of === undefined ? name : `${name}:${of}` };
  if (isTick) return of === undefined ? tickNamed(name) : (answeredIn(name, of) ?? unknown);
  if (of === undefined) {
    const field = paperFields.find((known) => known === name);
    return field ? { kind: 'field', field, blank } : unknown;
  }
  return partOf(name, of, blank) ?? unknown;
}

function tickNamed(name: string): PaperToken {
  const tick = paperTicks.find((known) => known === name);
  return tick ? { kind: 'tick', tick } : { kind: 'unknown', name };
}

function partOf(name: string, of: string, blank: string): PaperToken | null {
  const slotPart = SLOT_PARTS.find((known) => known === name);
  if (slotPart) return { kind: 'slot', part: slotPart, slot: of, blank };
  const milestonePart = MILESTONE_PARTS.find((known) => known === name);
  if (milestonePart) return { kind: 'milestone', part: milestonePart, milestone: of, blank };
  const recordedPart = RECORDED_PARTS.find((known) => known === name);
  if (recordedPart) return { kind: 'recorded', part: recordedPart, record: of, blank };
  const [, record, field] = name === 'record' ? (/^(\w+)\.(\w+)$/.exec(of) ?? []) : [];
  return record === undefined || field === undefined
    ? null
    : { kind: 'answer', record, field, blank };
}

function answeredIn(name: string, of: string): PaperToken | null {
  const [, record, field, value] = name === 'record' ? (/^(\w+)\.(\w+)=(\w+)$/.exec(of) ?? []) : [];
  return record === undefined || field === undefined || value === undefined
    ? null
    : { kind: 'answered', record, field, value };
}

const SLOT_PARTS: readonly SlotPart[] = ['handwriting', 'signer', 'opinion', 'signedOn'];
const MILESTONE_PARTS: readonly MilestonePart[] = ['doer', 'doneOn'];
const RECORDED_PARTS: readonly RecordedPart[] = ['recordedBy', 'recordedOn'];
