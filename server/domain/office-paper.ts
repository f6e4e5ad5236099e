import type { PaperStyle } from './paper-style.ts';

/** A paper that is not of one petition (通报、约谈通知、责任追究建议), as data like the others. */
export interface OfficePaperRule {
  readonly title: string;
  readonly source: string;
  /** What has to have happened before it can be printed; a draft is printed without a signature. */
  readonly from: 'drafted' | 'issued' | 'explained' | 'outcome';
  /** Said while it cannot be printed. */
  readonly notYet: string;
  readonly blocks: readonly OfficePaperBlock[];
}

/** Left out where the places named by `only` have nothing to say. */
export type OfficePaperBlock =
  | { readonly as: PaperStyle; readonly text: string; readonly only?: string }
  /** The petitions counted: number, deadline missed, day it was due; nothing of a petitioner. */
  | { readonly list: 'counted' }
  /** What was written in the draft or as the outcome, field by field. */
  | { readonly list: 'answers' | 'outcome' };

/** Places that every such text may have; `answer.<field>` and `outcome.<field>` beside them. */
export const officePaperPlaces = [
  'office',
  'unit',
  'title',
  'window',
  'count',
  'numbers',
  'step',
  'draftedDay',
  'dueDay',
  'issuedDay',
  'signer',
  'signature',
  'owed',
  'owedDay',
  'objectDay',
  'addressee',
  'explanation',
  'explainedBy',
  'explainedDay',
  'petition',
] as const;

export type OfficePaperPlace = (typeof officePaperPlaces)[number];

/** Words and the places between them; a place is printed as its blank where nothing is known. */
export type OfficePaperToken =
  | { readonly words: string }
  | { readonly place: string; readonly blank: string };

/** `{unit}`, `{owedDay|　　}` and `{answer.reason}` between words. */
export function officePaperTokens(text: string): readonly OfficePaperToken[] {
  return text.split(/(\{[^{}]+\})/).flatMap((part): readonly OfficePaperToken[] => {
    const [, place, blank = ''] = /^\{([\w.]+)(?:\|([^{}]*))?\}$/.exec(part) ?? [];
    if (place !== undefined) return [{ place, blank }];
    return part === '' ? [] : [{ words: part }];
  });
}
