/** A point under the pen, in pixels of the pad. */
export interface PenPoint {
  readonly x: number;
  readonly y: number;
}

/** The box every signature is scaled into, so that all of them fit the same place on a form. */
const WIDTH = 400;
const HEIGHT = 160;
/** Less ink than this is a slip of the finger, not a name. */
const LEAST_POINTS = 12;
const LEAST_LENGTH = 120;
const LEAST_EXTENT = 50;

/** SVG path data of what was written, or null when it is too little to be a signature. */
export function handwritingOf(strokes: readonly (readonly PenPoint[])[]): string | null {
  const points = strokes.flat();
  const box = boxOf(points);
  const length = strokes.reduce((sum, stroke) => sum + inkLength(stroke), 0);
  const extent = Math.hypot(box.width, box.height);
  if (points.length < LEAST_POINTS || length < LEAST_LENGTH || extent < LEAST_EXTENT) return null;
  const scale = Math.min(WIDTH / (box.width || 1), HEIGHT / (box.height || 1));
  const placed = (point: PenPoint) =>
    `${tenth((point.x - box.x) * scale)} ${tenth((point.y - box.y) * scale)}`;
  return strokes
    .filter((stroke) => stroke.length > 0)
    .map((stroke) => `M${stroke.map(placed).join('L')}`)
    .join('');
}

/** The view box that shows path data whole, with room for the pen's width. */
export function viewBoxOf(path: string): string {
  const numbers = (path.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);
  const points: PenPoint[] = [];
  for (let index = 0; index + 1 < numbers.length; index += 2) {
    points.push({ x: numbers[index] ?? 0, y: numbers[index + 1] ?? 0 });
  }
  const { x, y, width, height } = boxOf(points);
  const margin = Math.max(width, height) * 0.03 + 1;
  return [x - margin, y - margin, width + 2 * margin, height + 2 * margin].map(tenth).join(' ');
}

function boxOf(points: readonly PenPoint[]) {
  if (points.length === 0) return { x: 0, y: 0, width: 0, height: 0 };
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const { x, y } of points) {
    box.left = Math.min(box.left, x);
    box.top = Math.min(box.top, y);
    box.right = Math.max(box.right, x);
    box.bottom = Math.max(box.bottom, y);
  }
  return { x: box.left, y: box.top, width: box.right - box.left, height: box.bottom - box.top };
}

function inkLength(stroke: readonly PenPoint[]): number {
  let length = 0;
  let before = stroke[0];
  for (const point of stroke) {
    if (before) length += Math.hypot(point.x - before.x, point.y - before.y);
    before = point;
  }
  return length;
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
