/** A point in the units of the path. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * The pen's lines as chains of points: curves become short straight pieces. Reads M, L, C, Q and Z, absolute or
 * relative; whatever does not make up a whole piece is left out.
 */
export function strokesOf(path: string): readonly (readonly Point[])[] {
  const strokes: Point[][] = [];
  let pen: Point = { x: 0, y: 0 };
  for (const [, letter = '', given = ''] of path.matchAll(/([MLCQZ])([^MLCQZ]*)/gi)) {
    const command = letter.toUpperCase();
    const isRelative = letter !== command;
    if (command === 'M' || strokes.length === 0) strokes.push([]);
    const stroke = strokes.at(-1) ?? [];
    if (command === 'Z') stroke.push(...stroke.slice(0, 1));
    else stroke.push(...drawn(pointsIn(given), POINTS[command] ?? 1, pen, isRelative));
    pen = stroke.at(-1) ?? pen;
  }
  return strokes.filter((stroke) => stroke.length > 0);
}

/** Points that each piece of a line takes. */
const POINTS: Readonly<Record<string, number>> = { M: 1, L: 1, Q: 2, C: 3 };

function drawn(
  given: readonly Point[],
  size: number,
  start: Point,
  isRelative: boolean,
): readonly Point[] {
  let pen = start;
  const pieces = Array.from({ length: Math.floor(given.length / size) }, (_, index) =>
    given.slice(index * size, (index + 1) * size),
  );
  return pieces.flatMap((piece) => {
    const from = pen;
    const moved = isRelative ? piece.map(({ x, y }) => ({ x: x + from.x, y: y + from.y })) : piece;
    pen = moved.at(-1) ?? from;
    return size === 1 ? moved : bent([from, ...moved]);
  });
}

function pointsIn(given: string): readonly Point[] {
  const numbers = (given.match(/-?(?:\d+(?:\.\d+)?|\.\d+)/g) ?? []).map(Number);
  return numbers.flatMap((x, index) =>
    index % 2 === 0 && index + 1 < numbers.length ? [{ x, y: numbers[index + 1] ?? 0 }] : [],
  );
}

/** A Bézier curve of any degree (de Casteljau). */
function bent(control: readonly Point[]): readonly Point[] {
  return Array.from({ length: PIECES }, (_, index) => pointAt(control, (index + 1) / PIECES));
}

const PIECES = 12;

function pointAt(control: readonly Point[], at: number): Point {
  const [first = { x: 0, y: 0 }, ...rest] = control;
  if (rest.length === 0) return first;
  const nearer = rest.map((point, index) => {
    const before = control[index] ?? point;
    return { x: before.x + (point.x - before.x) * at, y: before.y + (point.y - before.y) * at };
  });
  return pointAt(nearer, at);
}
