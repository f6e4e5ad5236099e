import { bareLabel, fieldLabelled, type ImportColumn } from '../contract/import-fields.ts';
import type { Regime } from '../domain/regime.ts';
import { answerColumn, answerFields } from './import-answers.ts';
import type { ReadSheet } from './import-sheet.ts';

/** A sheet with its header found and every column that is recognised named; what is not stays out until told. */
export interface HeadedSheet {
  readonly headerRow: number;
  readonly headers: readonly string[];
  readonly fields: readonly (ImportColumn | null)[];
  readonly rows: ReadSheet['rows'];
}

/** The row of the first ten in which most labels are known; titles above it are passed over. */
export function findHeader({ rows }: ReadSheet, regime: Regime): HeadedSheet {
  const labelled = (label: string) => columnLabelled(label, regime);
  const known = ({ cells }: ReadSheet['rows'][number]) =>
    new Set(cells.map(labelled).filter((field) => field !== null)).size;
  const candidates = rows.slice(0, HEADER_AMONG);
  const most = Math.max(...candidates.map(known));
  const index = candidates.findIndex((row) => known(row) === most);
  const header = rows[index];
  const headers = header?.cells ?? [];
  return {
    headerRow: header?.row ?? 0,
    headers,
    fields: withoutRepetition(headers.map(labelled)),
    rows: rows.slice(index + 1),
  };
}

/** What the regulation calls a field of its own comes before what other ledgers call ours. */
function columnLabelled(label: string, regime: Regime): ImportColumn | null {
  const own = answerFields(regime).find(({ title }) => bareLabel(title) === bareLabel(label));
  return own ? answerColumn(own.id) : fieldLabelled(label);
}

/** Two columns of one meaning are a question to the person: only the first is proposed. */
function withoutRepetition(
  fields: readonly (ImportColumn | null)[],
): readonly (ImportColumn | null)[] {
  return fields.map((field, index) => (fields.indexOf(field) === index ? field : null));
}

const HEADER_AMONG = 10;
