import type { Terms } from './regime.ts';

/** How a text names the institution's words: `{office}`, `{unitWord}` … `{unit}` is always the name of one unit. */
export const termPlaceholders = {
  office: 'office',
  unitWord: 'unit',
  handlingUnit: 'handlingUnit',
  matter: 'matter',
  recipient: 'recipient',
  leaders: 'leaders',
  superior: 'superior',
  platform: 'platform',
} as const satisfies Readonly<Record<string, keyof Terms>>;

/** The text in the institution's own words; what is no word of the institution stays as it is. */
export function inTerms(text: string, terms: Terms): string {
  return text.replace(
    TERM,
    (_, name: keyof typeof termPlaceholders) => terms[termPlaceholders[name]],
  );
}

const TERM = new RegExp(`\\{(${Object.keys(termPlaceholders).join('|')})\\}`, 'g');
