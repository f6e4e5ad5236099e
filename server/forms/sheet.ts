import type { PaperStyle } from '../domain/paper-style.ts';

/** A paper ready to be drawn: every word decided, every measure in millimetres. Word and the print page draw the same. */
export interface Sheet {
  readonly title: string;
  readonly blocks: readonly Block[];
}

export type Block = Paragraph | Table;

export interface Paragraph {
  readonly kind: 'paragraph';
  readonly style: PaperStyle;
  /** More than one only in a `line`: they stand apart. */
  readonly parts: readonly (readonly Run[])[];
}

export interface Table {
  readonly kind: 'table';
  /** Widths of the grid's columns. */
  readonly columns: readonly number[];
  readonly rows: readonly Row[];
}

export interface Row {
  /** At least. */
  readonly height: number;
  readonly cells: readonly Cell[];
}

export interface Cell {
  /** In millimetres and in grid columns. */
  readonly width: number;
  readonly span: number;
  readonly down: number;
  readonly label: boolean;
  readonly vertical: boolean;
  /** Read from the top: the others stand in the middle of their row. */
  readonly top?: boolean;
  /** Which half of a box that is signed at its bottom; between the two halves no line is drawn. */
  readonly half?: 'upper' | 'lower';
  readonly paragraphs: readonly (readonly Run[])[];
}

export type Run =
  | { readonly kind: 'words'; readonly words: string; readonly small?: true }
  | { readonly kind: 'tick'; readonly ticked: boolean }
  /** SVG path data. */
  | { readonly kind: 'handwriting'; readonly path: string; readonly by: string };
