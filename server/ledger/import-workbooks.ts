import ExcelJs, { type Worksheet } from 'exceljs';
import { importFields, importLabels } from '../contract/import-fields.ts';
import type { Regime } from '../domain/regime.ts';
import { appealTypeTold } from '../domain/registering.ts';
import type { ImportContent } from '../store/import-store.ts';
import { answerFields, answerNote } from './import-answers.ts';

/** A row that was not registered, with why in words. */
export interface CorrectionRow {
  readonly row: number;
  readonly cells: readonly string[];
  readonly why: string;
}

/** An empty ledger with the columns that are recognised, and a second sheet that says how each is written. */
export function templateSheet(regime: Regime): Promise<Buffer> {
  const flows = Object.values(regime.flows).map(({ title }) => title);
  const fields = importFields.filter(
    (field) => !(field === 'appealType' && appealTypeTold(regime)),
  );
  const own = answerFields(regime);
  const workbook = new ExcelJs.Workbook();
  const sheet = workbook.addWorksheet('台账');
  addHeader(sheet, [
    ...fields.map((field) => importLabels[field].title),
    ...own.map(({ title }) => title),
  ]);
  const notes = workbook.addWorksheet('填写说明');
  addHeader(notes, ['栏目', '怎么填', '也认得的叫法']);
  for (const field of fields) {
    const { title, note, also } = importLabels[field];
    notes.addRow([title, field === 'flow' ? `${note}${flows.join('、')}` : note, also.join('、')]);
  }
  for (const field of own) notes.addRow([field.title, answerNote(field), '']);
  for (const [index, width] of [16, 60, 60].entries()) notes.getColumn(index + 1).width = width;
  notes.eachRow((row) => {
    row.alignment = { vertical: 'top', wrapText: true };
  });
  return bytesOf(workbook);
}

/** The rows to be corrected, as they stood, each with its reason; the same columns are recognised again. */
export function correctionSheet(
  { headers }: Pick<ImportContent, 'headers'>,
  rows: readonly CorrectionRow[],
): Promise<Buffer> {
  const workbook = new ExcelJs.Workbook();
  const sheet = workbook.addWorksheet('未导入的行');
  addHeader(sheet, [...headers, '原表行号', '未导入原因及处理办法']);
  for (const { row, cells, why } of rows) {
    const padded = headers.map((_, index) => cells[index] ?? '');
    sheet.addRow([...padded, String(row), why]);
  }
  sheet.getColumn(headers.length + 2).width = 60;
  return bytesOf(workbook);
}

/** Every cell is text, or the spreadsheet would shorten identity numbers and telephones. */
function addHeader(sheet: Worksheet, titles: readonly string[]): void {
  sheet.columns = titles.map((title) => ({
    header: title,
    width: Math.max(12, title.length * 2 + 4),
    style: { numFmt: '@' },
  }));
  sheet.getRow(1).font = { bold: true };
  sheet.views = [{ state: 'frozen', ySplit: 1 }];
}

async function bytesOf(workbook: InstanceType<typeof ExcelJs.Workbook>): Promise<Buffer> {
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
