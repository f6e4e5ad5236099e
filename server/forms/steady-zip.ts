import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';

export interface ZipEntry {
  readonly name: string;
  readonly content: Uint8Array;
}

/** A zip of these files that is the same bytes whenever and wherever it is made. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const files = Object.fromEntries(
    entries.map(({ name, content }): [string, Zippable[string]] => [
      name,
      [content, { level: isPacked(name) ? 0 : 6 }],
    ]),
  );
  // Read in the machine's own zone and written in it again: the same date everywhere.
  return Buffer.from(zipSync(files, { mtime: '2000-01-01T00:00:00', os: 0 }));
}

/** Packs the archive anew, its texts changed on the way. */
export function plainArchive(
  archive: Uint8Array,
  change: (name: string, text: string) => string,
): Buffer {
  const entries = Object.entries(unzipSync(archive)).map(([name, content]) => ({
    name,
    content: name.endsWith('.xml') ? strToU8(change(name, strFromU8(content))) : content,
  }));
  return zipOf(entries);
}

function isPacked(name: string): boolean {
  return /\.(docx|xlsx|png|jpe?g|webp|heic|pdf|zip)$/i.test(name);
}
