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
  readonly columns: readonly FiguresColumn[];
  readonly rows: readonly (readonly FiguresCell[])[];
  readonly note?: string;
}

interface FiguresColumn {
  readonly title: string;
  readonly width: number;
  readonly group?: string;
}

type FiguresCell =
  | string
  | number
  | { readonly value: number; readonly unit: keyof typeof FORMATS };

/** Title and line below it; the columns' own titles follow in one row, or in two where they stand in groups. */
const WORDS = 2;

function addSheet(workbook: Workbook, { name, columns, rows, ...words }: FiguresSheet): void {
  const grouped = columns.some(({ group }) => group !== undefined);
  const head = WORDS + (grouped ? 2 : 1);
  const sheet = workbook.addWorksheet(name, {
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `${WORDS + 1}:${head}`,
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.5, header: 0.2, footer: 0.2 },
    },
    headerFooter: { oddFooter: '&C第 &P 页，共 &N 页' },
    views: [{ state: 'frozen', ySplit: head, xSplit: 2 }],
  });
  sheet.columns = columns.map(({ width }) => ({ width }));
  addLine(sheet, words.title, columns.length).font = { bold: true, size: 16 };
  addLine(sheet, words.subtitle, columns.length).font = { color: { argb: GREY } };
  if (grouped) addGroups(sheet, columns);
  addHeader(sheet, columns);
  for (const row of rows) addRow(sheet, row);
  sheet.autoFilter = {
    from: { row: head, column: 1 },
    to: { row: head + rows.length, column: columns.length },
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

/** A row of the groups' titles, each over its own columns. */
function addGroups(sheet: Worksheet, columns: FiguresSheet['columns']): void {
  const row = sheet.addRow(columns.map(({ group = '' }) => group));
  let start = 0;
  for (const [index, { group }] of columns.entries()) {
    if (columns[index + 1]?.group === group) continue;
    if (group !== undefined && index > start) {
      sheet.mergeCells(row.number, start + 1, row.number, index + 1);
    }
    start = index + 1;
  }
  row.eachCell((cell) => {
    cell.font = { bold: true };
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: PALE } };
    cell.alignment = { vertical: 'middle', horizontal: 'center' };
  });
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
