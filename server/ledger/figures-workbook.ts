import type { Row, Workbook, Worksheet } from 'exceljs';

/** Tables of figures for A4 paper: title, repeated header, numbers as numbers. */
export async function writeFiguresBook(sheets: readonly FiguresSheet[]): Promise<Buffer> {
  const { default: ExcelJs } = await import('exceljs');
  const workbook: Workbook = new ExcelJs.Workbook();
  for (const sheet of sheets) addSheet(workbook, sheet);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

interface FiguresSheet {
  readonly name: string;
  readonly title: string;
  readonly subtitle: string;
  readonly columns: readonly { readonly title: string; readonly width: number }[];
  readonly rows: readonly (readonly FiguresCell[])[];
  readonly note?: string;
}

type FiguresCell =
  | string
  | number
  | { readonly value: number; readonly unit: keyof typeof FORMATS };

const HEAD_ROWS = 3;

function addSheet(workbook: Workbook, { name, columns, rows, ...words }: FiguresSheet): void {
  const sheet = workbook.addWorksheet(name, {
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `${HEAD_ROWS}:${HEAD_ROWS}`,
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.5, header: 0.2, footer: 0.2 },
    },
    headerFooter: { oddFooter: '&C第 &P 页，共 &N 页' },
    views: [{ state: 'frozen', ySplit: HEAD_ROWS, xSplit: 2 }],
  });
  sheet.columns = columns.map(({ width }) => ({ width }));
  addLine(sheet, words.title, columns.length).font = { bold: true, size: 16 };
  addLine(sheet, words.subtitle, columns.length).font = { color: { argb: GREY } };
  addHeader(sheet, columns);
  for (const row of rows) addRow(sheet, row);
  sheet.autoFilter = {
    from: { row: HEAD_ROWS, column: 1 },
    to: { row: HEAD_ROWS + rows.length, column: columns.length },
  };
  if (words.note === undefined) return;
  const note = addLine(sheet, words.note, columns.length);
  note.font = { color: { argb: GREY } };
  note.height = NOTE_HEIGHT;
}

/** A line of words across the whole table. */
function addLine(sheet: Worksheet, words: string, width: number): Row {
  const row = sheet.addRow([words]);
  sheet.mergeCells(row.number, 1, row.number, Math.max(width, 1));
  row.getCell(1).numFmt = '@';
  row.getCell(1).alignment = { vertical: 'middle', wrapText: true };
  return row;
}

function addHeader(sheet: Worksheet, columns: FiguresSheet['columns']): void {
  const header = sheet.addRow(columns.map(({ title }) => title));
  header.eachCell((cell) => {
    cell.font = { bold: true };
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: PALE } };
    cell.border = { bottom: { style: 'thin' } };
    cell.alignment = { vertical: 'middle', wrapText: true };
  });
}

function addRow(sheet: Worksheet, cells: readonly FiguresCell[]): void {
  const row = sheet.addRow(cells.map((cell) => (typeof cell === 'object' ? cell.value : cell)));
  for (const [index, cell] of cells.entries()) {
    row.getCell(index + 1).numFmt = formatOf(cell);
  }
}

function formatOf(cell: FiguresCell): string {
  if (typeof cell === 'object') return FORMATS[cell.unit];
  return typeof cell === 'number' ? '0' : '@';
}

const FORMATS = { share: '0.0%', workDays: '0.0' } as const;
/** Three lines, in points. */
const NOTE_HEIGHT = 48;
const GREY = 'FF595959';
const PALE = 'FFE7EEF7';
