import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { PaperSize, Row, stream, Worksheet } from 'exceljs';
import { DAY, type Instant, instant, localDayOf, timeOfDay } from '../domain/time.ts';

/**
 * The ledger as a workbook for A3 paper: title, repeated header, filter buttons, overdue rows in red. It is written as
 * fast as it is read and never held whole; destroying the stream ends the writing.
 */
export function writeLedgerBook(book: LedgerBook): Readable {
  const out = new PassThrough();
  write(book, out).catch((error: unknown) => {
    out.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  return out;
}

interface LedgerBook {
  readonly title: string;
  readonly subtitle: string;
  readonly columns: readonly BookColumn[];
  readonly rows: AsyncIterable<readonly BookRow[]>;
}

interface BookColumn {
  readonly title: string;
  readonly kind: keyof typeof FORMATS;
  /** In characters. */
  readonly width: number;
}

interface BookRow {
  readonly cells: readonly (string | number | null)[];
  readonly alarming: boolean;
}

type WorkbookWriter = stream.xlsx.WorkbookWriter;

async function write(book: LedgerBook, out: PassThrough): Promise<void> {
  const { default: ExcelJs } = await import('exceljs');
  const workbook: WorkbookWriter = new ExcelJs.stream.xlsx.WorkbookWriter({
    stream: out,
    useStyles: true,
    useSharedStrings: false,
  });
  const sheet = startSheet(workbook, book);
  let rows = HEAD_ROWS;
  for await (const batch of book.rows) {
    for (const row of batch) addRow(sheet, book.columns, row);
    rows += batch.length;
    await taken(out);
    if (out.destroyed) return;
  }
  sheet.autoFilter = {
    from: { row: HEAD_ROWS, column: 1 },
    to: { row: rows, column: book.columns.length },
  };
  sheet.commit();
  await workbook.commit();
}

const HEAD_ROWS = 3;

function startSheet(workbook: WorkbookWriter, { title, subtitle, columns }: LedgerBook): Worksheet {
  const sheet = workbook.addWorksheet('清单', {
    pageSetup: {
      paperSize: A3,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `1:${HEAD_ROWS}`,
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.5, header: 0.2, footer: 0.2 },
    },
    headerFooter: { oddFooter: '&C第 &P 页，共 &N 页' },
    views: [{ state: 'frozen', ySplit: HEAD_ROWS, xSplit: 1 }],
  });
  sheet.columns = columns.map(({ width, kind }) => ({
    width,
    style: { numFmt: FORMATS[kind], alignment: { vertical: 'top', wrapText: true } },
  }));
  addHead(sheet, [title], { font: { bold: true, size: 16 }, alignment: { horizontal: 'center' } });
  addHead(sheet, [subtitle], { font: { color: { argb: GREY } } });
  const header = sheet.addRow(columns.map((column) => column.title));
  header.eachCell((cell) => {
    cell.font = { bold: true };
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: PALE } };
    cell.border = { bottom: { style: 'thin' } };
    cell.numFmt = '@';
  });
  for (const row of [1, 2]) if (columns.length > 1) sheet.mergeCells(row, 1, row, columns.length);
  header.commit();
  return sheet;
}

function addHead(sheet: Worksheet, cells: readonly string[], style: Partial<Row>): void {
  const row = sheet.addRow([...cells]);
  Object.assign(row, style);
  row.getCell(1).numFmt = '@';
}

/** Neither a number's leading zeros nor the last digits of an identity number may be lost: text is text. */
function addRow(sheet: Worksheet, columns: readonly BookColumn[], row: BookRow): void {
  const added = sheet.addRow(
    row.cells.map((cell, index) =>
      columns[index]?.kind === 'moment' && typeof cell === 'number'
        ? wallClock(instant(cell))
        : cell,
    ),
  );
  if (row.alarming) added.font = { color: { argb: RED } };
  added.commit();
}

/** Days since the last day of 1899, as spreadsheets count, on the Beijing clock and not on the reader's. */
function wallClock(at: Instant): number {
  return localDayOf(at) + DAYS_UNTIL_1970 + timeOfDay(at) / DAY;
}

/** Waits until the reader has taken what was written, or has gone. */
async function taken(out: PassThrough): Promise<void> {
  await setImmediate();
  if (out.destroyed || !out.writableNeedDrain) return;
  await Promise.race([once(out, 'drain'), once(out, 'close')]);
}

/** Spreadsheets know it by this number; the library's list leaves it out. */
const A3 = 8 as PaperSize;
const DAYS_UNTIL_1970 = 25_569;
const FORMATS = { text: '@', moment: 'yyyy-mm-dd hh:mm', count: '0' } as const;
const RED = 'FFC00000';
const GREY = 'FF595959';
const PALE = 'FFE7EEF7';
