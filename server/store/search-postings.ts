import type { Base } from './base.ts';

/**
 * Which ledger rows contain a pair of characters. On disk a pair is a number made from it with the index key, so that
 * nobody reads a text there. What remains visible to whoever steals the file without the keys: which petitions share
 * a pair, and how frequent each is; common pairs could be guessed from that. Neither order nor number of the pairs
 * within one text is kept, because with them whole texts could be guessed.
 */
export interface Postings {
  /** Adds; nothing is ever taken out, as earlier wordings stay on the file as well. */
  add(rowsByPair: ReadonlyMap<string, readonly number[]>): void;
  /** Every row in which all the pairs stand, up to the highest row given; null when there are more than `most`. */
  rowsWith(pairs: readonly string[], rows: number, most?: number): readonly number[] | null;
}

export function openPostings({ sqlite, sealing }: Base): Postings {
  const get = sqlite
    .prepare<[number, number], Buffer>(
      'SELECT rows FROM search_postings WHERE block = ? AND token = ?',
    )
    .pluck();
  const put = sqlite.prepare(
    `INSERT INTO search_postings VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET rows = excluded.rows`,
  );
  const tokens = new Map<string, number>();

  function tokenOf(pair: string): number {
    const known = tokens.get(pair);
    if (known !== undefined) return known;
    if (tokens.size >= TOKENS_REMEMBERED) tokens.clear();
    const token = sealing.index('text', pair).readUIntBE(0, TOKEN_BYTES);
    tokens.set(pair, token);
    return token;
  }

  /** Where in the block all the pairs stand. */
  function placesWith(asked: readonly number[], block: number): readonly number[] {
    let common: Uint8Array | null = null;
    for (const token of asked) {
      const kept = get.get(block, token);
      if (!kept) return [];
      common = common ? both(common, bitmapOf(kept)) : bitmapOf(kept);
    }
    return common ? placesOf(common) : [];
  }

  function addTo(block: number, token: number, places: Set<number>): void {
    const kept = get.get(block, token);
    for (const place of kept ? placesIn(kept) : []) places.add(place);
    put.run(block, token, written(places));
  }

  return {
    add(rowsByPair) {
      for (const [pair, rows] of rowsByPair) {
        for (const [block, places] of byBlock(rows)) addTo(block, tokenOf(pair), places);
      }
    },
    rowsWith(pairs, rows, most = Number.POSITIVE_INFINITY) {
      const asked = [...new Set(pairs)].map(tokenOf);
      const found: number[] = [];
      for (let block = 0; block * BLOCK <= rows; block++) {
        for (const place of placesWith(asked, block)) found.push(block * BLOCK + place);
        if (found.length > most) return null;
      }
      return found;
    },
  };
}

const BLOCK = 4096;
/** As many bytes as all rows of a block take as bits. */
const BITMAP_BYTES = BLOCK / 8;
/** Of a two-byte number each; as many as would fill a bitmap become one. */
const LONGEST_LIST = BITMAP_BYTES / 2 - 1;
/** 2^48 numbers: two of a language's few hundred thousand pairs hardly ever meet. */
const TOKEN_BYTES = 6;
const TOKENS_REMEMBERED = 200_000;

function byBlock(rows: readonly number[]): ReadonlyMap<number, Set<number>> {
  const blocks = new Map<number, Set<number>>();
  for (const row of rows) {
    const block = Math.floor(row / BLOCK);
    const places = blocks.get(block) ?? new Set();
    blocks.set(block, places.add(row % BLOCK));
  }
  return blocks;
}

/** A list of two-byte numbers, or once it would be as long, one bit for each row. */
function written(places: ReadonlySet<number>): Buffer {
  if (places.size <= LONGEST_LIST) {
    const list = Buffer.allocUnsafe(places.size * 2);
    let at = 0;
    for (const place of places) at = list.writeUInt16LE(place, at);
    return list;
  }
  return Buffer.from(bitsOf(places));
}

function placesIn(kept: Buffer): readonly number[] {
  if (kept.length === BITMAP_BYTES) return placesOf(kept);
  const places: number[] = [];
  for (let at = 0; at < kept.length; at += 2) places.push(kept.readUInt16LE(at));
  return places;
}

function bitmapOf(kept: Buffer): Uint8Array {
  return kept.length === BITMAP_BYTES ? kept : bitsOf(placesIn(kept));
}

function bitsOf(places: Iterable<number>): Uint8Array {
  const bits = new Uint8Array(BITMAP_BYTES);
  for (const place of places) bits[place >> 3] = (bits[place >> 3] ?? 0) | (1 << (place & 7));
  return bits;
}

function both(one: Uint8Array, other: Uint8Array): Uint8Array {
  return one.map((bits, index) => bits & (other[index] ?? 0));
}

function placesOf(bitmap: Uint8Array): readonly number[] {
  const places: number[] = [];
  for (let index = 0; index < BITMAP_BYTES; index++) {
    const bits = bitmap[index] ?? 0;
    for (let bit = 0; bits >> bit > 0; bit++) if ((bits >> bit) & 1) places.push(index * 8 + bit);
  }
  return places;
}
