import ExcelJs from 'exceljs';

/** A workbook with these rows on its one sheet, as a spreadsheet would save it. */
export async function workbookOf(rows: readonly (readonly unknown[])[]): Promise<Buffer> {
  const workbook = new ExcelJs.Workbook();
  workbook.addWorksheet('台账').addRows(rows.map((row) => [...row]));
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** The rows of the first sheet as texts. */
export async function rowsIn(bytes: Buffer): Promise<readonly (readonly string[])[]> {
  const workbook = new ExcelJs.Workbook();
  // The library's own Buffer type is of another version of Node's.
  await workbook.xlsx.load(bytes as never);
  const rows: string[][] = [];
  workbook.worksheets[0]?.eachRow((row) => {
    rows.push(Array.from({ length: row.cellCount }, (_, index) => row.getCell(index + 1).text));
  });
  return rows;
}

export const LEDGER_HEADER = [
  '信访件编号',
  '信访日期',
  '限办时间',
  '来源',
  '信访形式',
  '办理流程',
  '诉求类型',
  '被反映对象',
  '内容分类',
  '标题',
  '信访内容',
  '信访人',
  '联系电话',
  '身份证号',
  '办理状态',
];

/** An open matter of the superior platform that nothing is wrong with. */
export function ledgerRow(
  number: number,
  changes: Readonly<Record<string, unknown>> = {},
): unknown[] {
  const row: Readonly<Record<string, unknown>> = {
    信访件编号: `SX2026${String(number).padStart(6, '0')}`,
    信访日期: '2026-03-10',
    限办时间: '2026-05-10',
    来源: '上级',
    信访形式: '网上信访',
    办理流程: '“浙里访系统”反映事项办理工作流程',
    诉求类型: '申诉求决',
    内容分类: '城乡建设',
    标题: `关于安置房交付的诉求第${number}件`,
    信访内容: '安置房至今没有交付，请求答复。',
    信访人: '刘示例',
    联系电话: '13800001111',
    身份证号: '330602199003070327',
    ...changes,
  };
  return LEDGER_HEADER.map((label) => row[label] ?? '');
}
