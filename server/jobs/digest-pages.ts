/** One petition's line and where it belongs. */
export interface DigestEntry {
  readonly node: string;
  readonly unit: string;
  readonly text: string;
}

/** A group message may have 5,000 characters and 15,000 bytes; greeting, number and card take their share. */
const CHARACTERS = 4200;
const BYTES = 12_500;
/** The group takes 20 messages a minute. */
const PAGES = 15;

/**
 * Entries under the headings of node and department, cut into texts the group takes. The headings are repeated where
 * a text begins in the middle. What does not fit in any is counted by department instead of named.
 */
export function paged(
  opening: readonly string[],
  entries: readonly DigestEntry[],
): readonly string[] {
  const pages: string[][] = [[...opening]];
  let before: DigestEntry | undefined;
  for (const [index, entry] of entries.entries()) {
    const page = pages.at(-1) ?? [];
    const lines = linesOf(entry, before, entries);
    if (fits([...page, ...lines])) {
      page.push(...lines);
    } else if (pages.length < PAGES) {
      pages.push(linesOf(entry, undefined, entries, before));
    } else {
      return [...pages.map(joined), remainderText(entries.slice(index))];
    }
    before = entry;
  }
  return pages.map(joined);
}

/** The entry, with the headings that change at it. `continued` is the entry the text before ended with. */
function linesOf(
  entry: DigestEntry,
  before: DigestEntry | undefined,
  entries: readonly DigestEntry[],
  continued?: DigestEntry,
): string[] {
  const lines = [`- ${entry.text}`];
  const sameNode = before?.node === entry.node;
  if (!(sameNode && before.unit === entry.unit)) lines.unshift(`${entry.unit}：`);
  if (!sameNode) {
    const count = entries.filter(({ node }) => node === entry.node).length;
    const note = continued?.node === entry.node ? '续' : `${count}件`;
    lines.unshift(`**${entry.node}（${note}）**`);
  }
  return lines;
}

function remainderText(entries: readonly DigestEntry[]): string {
  const units = [...new Set(entries.map(({ unit }) => unit))];
  const counts = units.map(
    (unit) => `${unit}${entries.filter((entry) => entry.unit === unit).length}件`,
  );
  return `其余${entries.length}件详见系统清单：${counts.join('、')}。`;
}

function fits(lines: readonly string[]): boolean {
  const text = joined(lines);
  // Each line break becomes five characters in DingTalk's markdown.
  const breaks = 4 * lines.length;
  return text.length + breaks <= CHARACTERS && Buffer.byteLength(text) + breaks <= BYTES;
}

function joined(lines: readonly string[]): string {
  return lines.join('\n');
}
