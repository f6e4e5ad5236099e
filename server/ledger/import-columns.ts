import { fieldLabelled, type ImportField } from '../contract/import-fields.ts';
import type { ReadSheet } from './import-sheet.ts';

/** A sheet with its header found and every column that is recognised named; what is not stays out until told. */
export interface HeadedSheet {
  readonly headerRow: number;
  readonly headers: readonly string[];
  readonly fields: readonly (ImportField | null)[];
  readonly rows: ReadSheet['rows'];
}

/** The row of the first ten in which most labels are known; titles above it are passed over. */
export function findHeader({ rows }: ReadSheet): HeadedSheet {
  const known = ({ cells }: ReadSheet['rows'][number]) =>
    new Set(cells.map(fieldLabelled).filter((field) => field !== null)).size;
  const candidates = rows.slice(0, HEADER_AMONG);
  const most = Math.max(...candidates.map(known));
  const index = candidates.findIndex((row) => known(row) === most);
  const header = rows[index];
  const headers = header?.cells ?? [];
  return {
    headerRow: header?.row ?? 0,
    headers,
    fields: withoutRepetition(headers.map(fieldLabelled)),
    rows: rows.slice(index + 1),
  };
}

/** Two columns of one meaning are a question to the person: only the first is proposed. */
function withoutRepetition(
  fields: readonly (ImportField | null)[],
): readonly (ImportField | null)[] {
  return fields.map((field, index) => (fields.indexOf(field) === index ? field : null));
}

const HEADER_AMONG = 10;
