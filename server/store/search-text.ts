/**
 * How text is compared: full and half width, upper and lower case are the same, and everything that is neither letter
 * nor digit only separates. Answered are the uninterrupted runs.
 */
export function runsOf(text: string): readonly string[] {
  return text.normalize('NFKC').toLowerCase().match(RUN) ?? [];
}

/** Overlapping pairs of characters. */
export function pairsOf(run: string): readonly string[] {
  const characters = [...run];
  return characters.slice(1).map((second, index) => `${characters[index] ?? ''}${second}`);
}

/** Every different pair in the texts. */
export function allPairs(texts: readonly string[]): ReadonlySet<string> {
  return new Set(texts.flatMap(runsOf).flatMap(pairsOf));
}

/** Whether the run stands in one of the texts as it is. */
export function holdsRun(texts: readonly string[], run: string): boolean {
  return texts.some((text) => runsOf(text).some((candidate) => candidate.includes(run)));
}

const RUN = /[\p{L}\p{N}]+/gu;
