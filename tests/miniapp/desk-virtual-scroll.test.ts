import { describe, expect, it } from 'vitest';
import {
  barLength,
  drawnRows,
  type Place,
  placeAfter,
  placeShowing,
} from '../../miniapp/desk/ledger/virtual-scroll.ts';

const top: Place = { scrollTop: 0, top: 0 };
const short = { rows: 200, rowHeight: 40, viewHeight: 800 };
/** 40 million pixels of rows, which no browser draws. */
const long = { rows: 1_000_000, rowHeight: 40, viewHeight: 800 };
const longBar = barLength(long) - long.viewHeight;
const seen = (place: Place, extent: typeof long) => ({
  first: Math.floor(place.top / extent.rowHeight),
  last: Math.ceil((place.top + extent.viewHeight) / extent.rowHeight) - 1,
});

describe('a list that the browser can draw as it is', () => {
  it('scrolls row for row', () => {
    expect(placeAfter(top, 1200, short)).toEqual({ scrollTop: 1200, top: 1200 });
    expect(placeAfter(top, 7200, short)).toEqual({ scrollTop: 7200, top: 7200 });
  });

  it('goes no further than its last row', () => {
    expect(seen(placeAfter(top, 99_999, short), short).last).toBe(199);
  });

  it('does not scroll at all when everything is seen', () => {
    expect(placeAfter(top, 50, { ...short, rows: 10 }).top).toBe(0);
  });
});

describe('a list of a million rows', () => {
  it('has a scroll bar that a browser can draw', () => {
    expect(barLength(long)).toBe(10_000_000);
    expect(barLength(short)).toBe(8000);
  });

  it('moves by as much as the wheel turns, wherever it stands', () => {
    const middle = placeAfter(top, 5_000_000, long);
    const turned = placeAfter(middle, 5_000_120, long);
    expect(turned.top - middle.top).toBe(120);
    expect(placeAfter(turned, 5_000_000, long).top).toBe(middle.top);
  });

  it('moves in proportion when the bar is pulled', () => {
    const { first } = seen(placeAfter(top, longBar / 2, long), long);
    expect(first).toBeGreaterThan(499_000);
    expect(first).toBeLessThan(501_000);
  });

  it('reaches its first and its last row', () => {
    const near = placeAfter(top, longBar - 100, long);
    const end = placeAfter(near, longBar, long);
    expect(seen(end, long).last).toBe(999_999);
    const back = placeAfter(end, 300, long);
    expect(seen(placeAfter(back, 0, long), long).first).toBe(0);
  });

  it.each([0, 1, 399_999, 500_000, 999_998, 999_999])('shows row %i when asked to', (row) => {
    const { first, last } = seen(placeShowing(row, top, long), long);
    expect(first).toBeLessThanOrEqual(row);
    expect(last).toBeGreaterThanOrEqual(row);
  });

  it('stays where it is when the row is seen already', () => {
    const place = placeShowing(500_000, top, long);
    expect(placeShowing(499_999, place, long)).toBe(place);
    expect(placeShowing(500_001, place, long).top).toBe(place.top + long.rowHeight);
  });

  it('draws what is seen and a little on either side, and nothing that is not there', () => {
    expect(drawnRows(top, long)).toEqual([0, 28]);
    const [first, last] = drawnRows(placeShowing(999_999, top, long), long);
    expect(last).toBe(1_000_000);
    expect(last - first).toBeLessThan(40);
    expect(drawnRows(top, { ...long, rows: 0 })).toEqual([0, 0]);
  });
});
