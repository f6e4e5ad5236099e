import type { ImportSummary, ImportView } from '../../contract/import.ts';
import { type ImportColumn, type ImportField, importLabels } from '../../contract/import-fields.ts';
import type { StaffMember } from '../../domain/directory.ts';
import { REGISTRATION_RECORD } from '../../domain/record.ts';
import { inTerms } from '../../domain/terms.ts';
import type { ImportFault, ImportRow, LedgerImport } from '../../store/import-store.ts';
import { findVisible } from '../files.ts';
import { refusalFailure } from '../refusals.ts';
import type { Scene } from '../route.ts';

type Fault = ImportView['rows'][number]['faults'][number];
type Shown = Pick<LedgerImport, 'content'>;

/** One import with a page of its rows. */
export async function importViewOf(
  given: LedgerImport,
  {
    rows,
    samples,
  }: { readonly rows: readonly ImportRow[]; readonly samples: readonly ImportRow[] },
  person: StaffMember,
  scene: Scene,
): Promise<Omit<ImportView, 'next'>> {
  const { content } = given;
  return {
    ...(await importSummaryOf(given, scene)),
    sheet: content.sheet,
    headerRow: content.headerRow,
    columns: content.headers.map((header, index) => ({
      letter: letterOf(index),
      header,
      field: fieldAt(content, index, scene),
      samples: samples.map(({ cells }) => (cells[index] ?? '').slice(0, SAMPLE)),
    })),
    answers: answersIn(scene),
    defaults: {
      flow: '',
      source: '',
      channel: '',
      appealType: '',
      category: '',
      ...content.defaults,
    },
    late: content.late,
    rows: await Promise.all(rows.map((row) => rowViewOf(row, given, person, scene))),
  };
}

export async function importSummaryOf(
  { id, state, createdAt, content: { name } }: LedgerImport,
  { deps: { store } }: Scene,
): Promise<ImportSummary> {
  return { id, name, state, createdAt, counts: await store.importCounts(id) };
}

/** What is wrong with a row, in words and by column. */
export function faultsOf({ faults }: ImportRow, { content }: Shown, scene: Scene): Fault[] {
  return faults.flatMap((fault) =>
    worded(fault, scene).map(({ field, message }) => {
      const index = content.fields.indexOf(field ?? null);
      const column =
        importLabels[field as ImportField]?.title ??
        answersIn(scene).find((answer) => answer.field === field)?.title;
      return {
        ...(field && index >= 0 ? { letter: letterOf(index) } : {}),
        ...(column === undefined ? {} : { column }),
        message,
      };
    }),
  );
}

function worded(
  fault: ImportFault,
  scene: Scene,
): readonly { readonly field?: string; readonly message: string }[] {
  if (!('refusal' in fault)) return [fault];
  const { message, details } = refusalFailure(fault.refusal, scene);
  return (details ?? [{ message }]).map((each) => ({
    ...each,
    message: inTerms(each.message, scene.regime.terms),
  }));
}

async function rowViewOf(
  row: ImportRow,
  given: LedgerImport,
  person: StaffMember,
  scene: Scene,
): Promise<ImportView['rows'][number]> {
  const petition = row.petitionId && (await findVisible(row.petitionId, person, scene));
  return {
    row: row.row,
    outcome: row.outcome,
    title: titleOf(row, given),
    ...(petition ? { petition: { id: petition.id, number: petition.number } } : {}),
    late: row.late,
    faults: faultsOf(row, given, scene),
  };
}

/** What the row is recognised by: its title, or else whatever it begins with. */
function titleOf({ cells }: ImportRow, { content: { fields } }: Shown): string {
  const title = cells[fields.indexOf('title')] ?? '';
  return (title || (cells.find((text) => text !== '') ?? '')).slice(0, SAMPLE);
}

/** A field that the regulation has dropped meanwhile is no field any more. */
function fieldAt(
  { fields }: LedgerImport['content'],
  index: number,
  scene: Scene,
): ImportColumn | null {
  const field = fields[index] ?? '';
  if (field in importLabels) return field as ImportField;
  return answersIn(scene).find((answer) => answer.field === field)?.field ?? null;
}

function answersIn({ regime }: Scene): ImportView['answers'] {
  const fields = regime.records?.[REGISTRATION_RECORD]?.fields ?? [];
  return fields.map(({ id, title }) => ({ field: `answers.${id}`, title }));
}

/** `A`, `Z`, `AA` … as a spreadsheet counts its columns. */
function letterOf(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : `${letterOf(Math.floor(index / 26) - 1)}${last}`;
}

const SAMPLE = 60;
