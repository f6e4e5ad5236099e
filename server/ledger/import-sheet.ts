import ExcelJs, { type Cell, type Workbook, type Worksheet } from 'exceljs';
import { unzipSync } from 'fflate';
import { ok, type Result } from '../domain/result.ts';
import { HOUR, instant, isoText, MINUTE } from '../domain/time.ts';

/** The first sheet of a workbook that holds anything, every cell as the text a person sees. */
export interface ReadSheet {
  readonly name: string;
  /** Rows that are not empty, with the number the spreadsheet gives them. */
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[];
}

/** Refusals are sentences for the person who chose the file. */
export async function readSheet(
  bytes: Buffer,
  mostRows: number,
): Promise<Result<ReadSheet, string>> {
  const fault = containerFault(bytes);
  if (fault !== null) return unreadable(fault);
  const workbook = new ExcelJs.Workbook();
  try {
    // The library's own Buffer type is of another version of Node's.
    await workbook.xlsx.load(bytes as unknown as Parameters<Workbook['xlsx']['load']>[0]);
  } catch {
    return unreadable(NOT_A_WORKBOOK);
  }
  const sheet = workbook.worksheets.find(
    ({ state, actualRowCount }) => state === 'visible' && actualRowCount > 0,
  );
  if (!sheet) return unreadable('工作簿里没有内容。请确认台账在未隐藏的工作表中，保存后重新上传。');
  if (sheet.actualRowCount > mostRows + HEAD_ROWS) {
    return unreadable(`一次最多导入${mostRows}行，请把台账拆分后分次导入。`);
  }
  return ok({ name: sheet.name, rows: rowsOf(sheet) });
}

function rowsOf(sheet: Worksheet): ReadSheet['rows'] {
  const rows: { row: number; cells: string[] }[] = [];
  const width = Math.min(sheet.actualColumnCount === 0 ? 0 : sheet.columnCount, MOST_COLUMNS);
  sheet.eachRow((row, number) => {
    const cells = Array.from({ length: width }, (_, index) => textOf(row.getCell(index + 1)));
    if (cells.some((text) => text !== '')) rows.push({ row: number, cells });
  });
  return rows;
}

/** A spreadsheet writes numbers of more than 15 digits like this, because it no longer knows the others. */
function textOf(cell: Cell): string {
  const { type, value } = cell;
  if (type === MOMENT) return momentText(Number(value));
  if (type === ExcelJs.ValueType.Number && Math.abs(Number(value)) > Number.MAX_SAFE_INTEGER) {
    return Number(value).toExponential(14).toUpperCase();
  }
  if (type === ExcelJs.ValueType.Error) return '';
  const result = cell.result;
  if (type === ExcelJs.ValueType.Formula && typeof result === 'object') {
    return Number.isNaN(Number(result)) ? '' : momentText(Number(result));
  }
  return cell.text.trim();
}

/** The library hands over the wall clock of the sheet as if it were UTC. */
function momentText(wallClock: number): string {
  const minutes = Math.round(wallClock / MINUTE) * MINUTE;
  if (!Number.isSafeInteger(minutes)) return '';
  const [day = '', time = ''] = isoText(instant(minutes - 8 * HOUR)).split('T');
  return time.startsWith('00:00') ? day : `${day} ${time.slice(0, 5)}`;
}

/** What can be told before anything is unpacked: old formats, other files, and bombs. */
function containerFault(bytes: Buffer): string | null {
  if (bytes.subarray(0, 4).equals(OLD_FORMAT)) {
    return '这是旧版 .xls 工作簿，或设有打开密码的工作簿，不能导入。请在 Excel 或 WPS 中去掉密码，另存为“Excel 工作簿（.xlsx）”后重新上传。';
  }
  if (!bytes.subarray(0, 4).equals(ZIP)) return NOT_A_WORKBOOK;
  try {
    let unpacked = 0;
    unzipSync(bytes, {
      filter: ({ originalSize }) => {
        unpacked += originalSize;
        return false;
      },
    });
    return unpacked > MOST_UNPACKED ? '工作簿展开后过大，请删去图片和无关工作表后重新上传。' : null;
  } catch {
    return NOT_A_WORKBOOK;
  }
}

function unreadable(refusal: string): Result<ReadSheet, string> {
  return { ok: false, refusal };
}

const NOT_A_WORKBOOK =
  '文件不是 Excel 工作簿（.xlsx），或已损坏。请在 Excel 或 WPS 中打开确认，另存为“Excel 工作簿（.xlsx）”后重新上传。';
const OLD_FORMAT = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
/** `ValueType.Date` of the library: nobody but the domain's time module may name what that word means here. */
const MOMENT = 4;
const MOST_UNPACKED = 300 * 1024 * 1024;
const MOST_COLUMNS = 100;
/** Titles and headers above the rows. */
const HEAD_ROWS = 20;
