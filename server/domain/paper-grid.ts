import type { PaperCell, PaperRow } from './paper.ts';

/** A cell with its left and right edge in millimetres from the left margin. */
export interface PlacedCell {
  readonly cell: PaperCell;
  readonly left: number;
  readonly right: number;
}

/** Where each row's cells come to stand beside those that reach in from above, and where the row ends. */
export function placedRows(
  rows: readonly PaperRow[],
): readonly { readonly cells: readonly PlacedCell[]; readonly end: number }[] {
  let reaching: readonly (PlacedCell & { readonly rowsLeft: number })[] = [];
  return rows.map((row) => {
    const above = reaching;
    const beyond = (at: number): number => {
      const blocking = above.find(({ left, right }) => left <= at && at < right);
      return blocking ? beyond(blocking.right) : at;
    };
    let at = beyond(0);
    const cells = row.cells.map((cell) => {
      const left = at;
      const right = left + cell.width;
      at = beyond(right);
      return { cell, left, right };
    });
    reaching = [
      ...above.map((cell) => ({ ...cell, rowsLeft: cell.rowsLeft - 1 })),
      ...cells.map((placed) => ({ ...placed, rowsLeft: (placed.cell.down ?? 1) - 1 })),
    ].filter(({ rowsLeft }) => rowsLeft > 0);
    return { cells, end: at };
  });
}
