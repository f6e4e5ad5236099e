/** Writes a workbook small enough to be held whole. */
export type WriteFiguresBook = (sheets: readonly FiguresSheet[]) => Promise<Buffer>;

export interface FiguresSheet {
  readonly name: string;
  readonly title: string;
  /** Below the title: as of when, and by whom it was taken out. */
  readonly subtitle: string;
  readonly columns: readonly FiguresColumn[];
  /** One cell for each column. */
  readonly rows: readonly (readonly FiguresCell[])[];
  /** Below the table. */
  readonly note?: string;
}

export interface FiguresColumn {
  readonly title: string;
  /** In characters. */
  readonly width: number;
  /** Neighbours of one group stand under its title. */
  readonly group?: string;
}

/** Text stays text; a share of 0.5 is shown as 50.0%. */
export type FiguresCell =
  | string
  | number
  | { readonly value: number; readonly unit: 'share' | 'workDays' };
