import { crc32, deflateSync } from 'node:zlib';
import { type Point, strokesOf } from './stroke-path.ts';

/** Fine enough for a printer of 600 dots an inch on a signature of 30 by 11 mm. */
const WIDTH = 700;
const HEIGHT = 256;
const PEN = 11;

/** A signature as PNG, black on nothing, whole and centred: every Word and WPS shows it. */
export function signatureImage(path: string): Buffer {
  const ink = new Uint8Array(WIDTH * HEIGHT);
  for (const stroke of placed(strokesOf(path))) {
    stroke.forEach((point, index) => {
      for (const [from, to] of pieces(stroke[index - 1] ?? point, point)) draw(from, to, ink);
    });
  }
  return png(ink);
}

function placed(strokes: readonly (readonly Point[])[]): readonly (readonly Point[])[] {
  const all = strokes.flat();
  const [left, right] = extent(all.map(({ x }) => x));
  const [top, bottom] = extent(all.map(({ y }) => y));
  const scale = Math.min(
    (WIDTH - 4 * PEN) / Math.max(right - left, 1),
    (HEIGHT - 4 * PEN) / Math.max(bottom - top, 1),
  );
  return strokes.map((stroke) =>
    stroke.map(({ x, y }) => ({
      x: WIDTH / 2 + (x - (left + right) / 2) * scale,
      y: HEIGHT / 2 + (y - (top + bottom) / 2) * scale,
    })),
  );
}

/** A hand leaves more points than can be spread into arguments. */
function extent(values: readonly number[]): readonly [number, number] {
  return values.reduce<[number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity],
  );
}

/** A long slanting line would otherwise have every dot of its box looked at. */
function pieces(from: Point, to: Point): readonly (readonly [Point, Point])[] {
  const count = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / PIECE));
  const at = (part: number): Point => ({
    x: from.x + ((to.x - from.x) * part) / count,
    y: from.y + ((to.y - from.y) * part) / count,
  });
  return Array.from({ length: count }, (_, index) => [at(index), at(index + 1)]);
}

const PIECE = 16;

/** Darkens every dot by how much of the round pen passes over it. */
function draw(from: Point, to: Point, ink: Uint8Array): void {
  const reach = PEN / 2 + 1;
  const columns = range(from.x, to.x, reach, WIDTH);
  const rows = range(from.y, to.y, reach, HEIGHT);
  for (let y = rows.first; y <= rows.last; y += 1) {
    for (let x = columns.first; x <= columns.last; x += 1) {
      const cover = Math.min(1, PEN / 2 + 0.5 - distance({ x: x + 0.5, y: y + 0.5 }, from, to));
      const index = y * WIDTH + x;
      if (cover > 0) ink[index] = Math.max(ink[index] ?? 0, Math.round(cover * 255));
    }
  }
}

function range(one: number, other: number, reach: number, limit: number) {
  return {
    first: Math.max(0, Math.floor(Math.min(one, other) - reach)),
    last: Math.min(limit - 1, Math.ceil(Math.max(one, other) + reach)),
  };
}

function distance(point: Point, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / length;
  const at = Math.min(1, Math.max(0, along));
  return Math.hypot(point.x - from.x - at * dx, point.y - from.y - at * dy);
}

/** Grey with transparency: all dots black, the ink is how much of each shows. */
function png(ink: Uint8Array): Buffer {
  const lines = Buffer.alloc(HEIGHT * (1 + 2 * WIDTH));
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      lines[y * (1 + 2 * WIDTH) + 2 + 2 * x] = ink[y * WIDTH + x] ?? 0;
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(WIDTH, 0);
  head.writeUInt32BE(HEIGHT, 4);
  head.set([8, 4], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(content.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, check]);
}
