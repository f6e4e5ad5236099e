import {
  AlignmentType,
  BorderStyle,
  HeightRule,
  type ImageRun,
  TableCell,
  TableLayoutType,
  TableRow,
  TextDirection,
  type TextRun,
  VerticalAlignTable,
  WidthType,
  Paragraph as WordParagraph,
  Table as WordTable,
} from 'docx';
import { PAPER_WIDTH } from '../domain/paper.ts';
import { twips } from './docx-measure.ts';
import type { Cell, Run, Table } from './sheet.ts';

/** `size` in half points, as Word counts. */
export type DrawRun = (run: Run, size: number) => TextRun | ImageRun;

/** A table of the sheet for Word: its grid as it is, merged both ways. */
export function tableOf({ columns, rows }: Table, draw: DrawRun): WordTable {
  return new WordTable({
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    width: { size: twips(PAPER_WIDTH), type: WidthType.DXA },
    columnWidths: columns.map((width) => twips(width)),
    rows: rows.map(
      ({ height, cells }) =>
        new TableRow({
          height: { value: twips(height), rule: HeightRule.ATLEAST },
          // A short row stays whole; a long text goes on over the page.
          cantSplit: height < 20,
          children: cells.map((cell) => cellOf(cell, draw)),
        }),
    ),
  });
}

function cellOf(cell: Cell, draw: DrawRun): TableCell {
  const line = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
  const none = { style: BorderStyle.NIL, size: 0, color: 'auto' };
  return new TableCell({
    columnSpan: cell.span,
    rowSpan: cell.down,
    width: { size: twips(cell.width), type: WidthType.DXA },
    margins: { left: 80, right: 80, top: 50, bottom: 40 },
    borders: {
      left: line,
      right: line,
      top: cell.half === 'lower' ? none : line,
      bottom: cell.half === 'upper' ? none : line,
    },
    verticalAlign: alignmentOf(cell),
    ...(cell.vertical ? { textDirection: TextDirection.TOP_TO_BOTTOM_RIGHT_TO_LEFT } : {}),
    children: cell.paragraphs.map(
      (runs) =>
        new WordParagraph({
          alignment: paragraphAlignment(cell),
          ...(cell.half === 'lower' ? { indent: { right: 240 } } : {}),
          children: runs.map((run) => draw(run, cell.label ? 24 : 22)),
        }),
    ),
  });
}

/** Long values are read from the top; short rows and printed names stand in the middle. */
function alignmentOf({ half, top }: Cell) {
  if (half === 'lower') return VerticalAlignTable.BOTTOM;
  return top ? VerticalAlignTable.TOP : VerticalAlignTable.CENTER;
}

function paragraphAlignment({ label, half }: Cell) {
  if (half === 'lower') return AlignmentType.RIGHT;
  return label ? AlignmentType.CENTER : AlignmentType.LEFT;
}
