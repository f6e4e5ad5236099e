/** How large what is scrolled is, in pixels. */
export interface Extent {
  readonly rows: number;
  readonly rowHeight: number;
  /** Of the part of the window that shows rows. */
  readonly viewHeight: number;
}

/** Where a list stands: the scroll bar as the browser counts it, and how far down the rows are shown. */
export interface Place {
  readonly scrollTop: number;
  readonly top: number;
}

/** Browsers draw nothing beyond some ten million pixels, which is 400,000 rows; a longer list has a shorter bar. */
const LONGEST_BAR = 10_000_000;
/** A larger step than this many windows is a pull at the scroll bar rather than a turn of the wheel. */
const TURN = 3;

export function barLength({ rows, rowHeight }: Extent): number {
  return Math.min(rows * rowHeight, LONGEST_BAR);
}

/**
 * The place after the browser scrolled to `scrollTop`. A turn of the wheel moves the rows by as much, also where the
 * bar is shorter than the rows; a pull at the bar moves them in proportion. Both ends are always reached.
 */
export function placeAfter(before: Place, scrollTop: number, extent: Extent): Place {
  const longestTop = Math.max(0, extent.rows * extent.rowHeight - extent.viewHeight);
  const longestBar = Math.max(0, barLength(extent) - extent.viewHeight);
  if (longestTop === longestBar || longestBar === 0) {
    return { scrollTop, top: clamp(scrollTop, longestTop) };
  }
  if (scrollTop <= 0) return { scrollTop, top: 0 };
  if (scrollTop >= longestBar - 1) return { scrollTop, top: longestTop };
  const moved = scrollTop - before.scrollTop;
  if (Math.abs(moved) <= TURN * extent.viewHeight) {
    return { scrollTop, top: clamp(before.top + moved, longestTop) };
  }
  return { scrollTop, top: Math.round((scrollTop / longestBar) * longestTop) };
}

/** The place at which this row is wholly seen, moved no further than it must be. */
export function placeShowing(row: number, before: Place, extent: Extent): Place {
  const { rowHeight, viewHeight, rows } = extent;
  const start = row * rowHeight;
  const isAbove = start < before.top;
  const isBelow = start + rowHeight > before.top + viewHeight;
  if (!isAbove && !isBelow) return before;
  const longestTop = Math.max(0, rows * rowHeight - viewHeight);
  const top = clamp(isAbove ? start : start + rowHeight - viewHeight, longestTop);
  const longestBar = Math.max(0, barLength(extent) - viewHeight);
  const scrollTop = longestTop === 0 ? 0 : Math.round((top / longestTop) * longestBar);
  return { scrollTop, top };
}

/** The rows to draw, with some on either side so that none is missing while the wheel turns: `[first, last)`. */
export function drawnRows({ top }: Place, extent: Extent): readonly [number, number] {
  const { rows, rowHeight, viewHeight } = extent;
  const spare = 8;
  const first = Math.max(0, Math.floor(top / rowHeight) - spare);
  const last = Math.min(rows, Math.ceil((top + viewHeight) / rowHeight) + spare);
  return [first, Math.max(first, last)];
}

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(0, value));
}
