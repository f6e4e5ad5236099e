export interface CsvRecord {
  /** Where the record begins in the file, from 1. */
  readonly line: number;
  /** Without their quotes and the blanks around them. */
  readonly cells: readonly string[];
  /** A quote is not closed where its cell ends, so the cells are not to be trusted. */
  readonly isMalformed: boolean;
}

/** One cell and what ends it. A quoted one may hold commas, line breaks and doubled quotes. */
const CELL =
  /(?:[ \t]*"(?<quoted>(?:[^"]|"")*)(?<closing>"?)[ \t]*|(?<plain>[^,\r\n]*))(?<end>,|\r?\n|\r|$)/y;

/** Reads what spreadsheets write: byte order mark, either line ending, quoted cells. Empty lines are left out. */
export function readCsv(file: string): readonly CsvRecord[] {
  const text = file.replace(/^\uFEFF/, '');
  const records: CsvRecord[] = [];
  let line = 1;
  let position = 0;
  while (position < text.length) {
    const { cells, isMalformed, end } = readRecord(text, position);
    if (cells.some((cell) => cell !== '')) records.push({ line, cells, isMalformed });
    line += text.slice(position, end).match(/\r\n|\r|\n/g)?.length ?? 0;
    position = end;
  }
  return records;
}

function readRecord(text: string, start: number) {
  const cells: string[] = [];
  let isMalformed = false;
  let position = start;
  let ending: string | undefined = ',';
  while (ending === ',') {
    CELL.lastIndex = position;
    const { quoted, closing, plain, end } = CELL.exec(text)?.groups ?? {};
    cells.push((quoted?.replaceAll('""', '"') ?? plain ?? '').trim());
    isMalformed ||= quoted !== undefined && closing === '';
    position = CELL.lastIndex;
    ending = end;
  }
  return { cells, isMalformed, end: position };
}
