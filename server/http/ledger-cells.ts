import type { LedgerRow } from '../contract/ledger.ts';
import { type LedgerColumn, ledgerColumns, personalColumns } from '../contract/ledger-columns.ts';
import type { Particulars } from '../domain/petition.ts';
import type { Terms } from '../domain/regime.ts';
import { inTerms } from '../domain/terms.ts';
import { instant } from '../domain/time.ts';
import type { BookColumn, BookRow } from './ledger-book.ts';
import { maskedAddress, maskedIdNumber, maskedName, maskedPhone } from './views/masking.ts';

/** What is exported when nothing is chosen: everything but what says who petitions. */
export const USUAL_COLUMNS: readonly LedgerColumn[] = (
  Object.keys(ledgerColumns) as LedgerColumn[]
).filter((column) => !personalColumns.has(column));

export function bookColumn(column: LedgerColumn, terms: Terms): BookColumn {
  const { kind = 'text', width } = shapes[column];
  return { title: inTerms(ledgerColumns[column], terms), kind, width };
}

/** `revealed`: with the petitioner in the clear. */
export function bookRow(
  row: LedgerRow,
  petitioner: Particulars['petitioner'],
  columns: readonly LedgerColumn[],
  revealed: boolean,
): BookRow {
  const { name, phone, idNumber, address } = petitioner;
  const shown = revealed
    ? petitioner
    : {
        name: maskedName(name),
        phone: maskedPhone(phone),
        idNumber: maskedIdNumber(idNumber),
        address: maskedAddress(address),
      };
  return {
    cells: columns.map((column) => shapes[column].cell(row, shown)),
    alarming: row.flags.overdue,
  };
}

interface Shape {
  readonly kind?: BookColumn['kind'];
  readonly width: number;
  readonly cell: (
    row: LedgerRow,
    petitioner: Particulars['petitioner'],
  ) => BookRow['cells'][number];
}

const yes = (value: boolean) => (value ? '是' : '');
const moment = (value: number | undefined) => (value === undefined ? null : instant(value));

const shapes: Readonly<Record<LedgerColumn, Shape>> = {
  number: { width: 20, cell: (row) => row.number },
  visitNumber: { width: 18, cell: (row) => row.visitNumber ?? null },
  platformNumber: { width: 20, cell: (row) => row.platformNumber ?? null },
  title: { width: 42, cell: (row) => row.title },
  category: { width: 14, cell: (row) => row.category },
  appealText: { width: 10, cell: (row) => row.appealText },
  sourceText: { width: 8, cell: (row) => row.sourceText },
  channelText: { width: 10, cell: (row) => row.channelText },
  peopleCount: { kind: 'count', width: 7, cell: (row) => row.peopleCount },
  unitName: { width: 16, cell: (row) => row.unitName ?? null },
  caseworkerName: { width: 10, cell: (row) => row.caseworkerName ?? null },
  stageTitle: { width: 14, cell: (row) => row.stageTitle },
  nodeTitle: { width: 10, cell: (row) => row.nodeTitle ?? null },
  waitingFor: { width: 18, cell: (row) => row.waitingFor.join('、') },
  receivedAt: { kind: 'moment', width: 17, cell: (row) => moment(row.receivedAt) },
  registeredAt: { kind: 'moment', width: 17, cell: (row) => moment(row.registeredAt) },
  dueAt: { kind: 'moment', width: 17, cell: (row) => moment(row.due?.dueAt) },
  dueTitle: { width: 14, cell: (row) => row.due?.title ?? null },
  overdue: { width: 9, cell: (row) => (row.flags.overdue ? '超期' : '') },
  concludedAt: { kind: 'moment', width: 17, cell: (row) => moment(row.concludedAt) },
  outcomeText: { width: 10, cell: (row) => row.outcomeText ?? null },
  returns: { kind: 'count', width: 9, cell: (row) => row.returns },
  repeated: { width: 8, cell: (row) => yes(row.flags.repeated) },
  extended: { width: 7, cell: (row) => yes(row.flags.extended) },
  supervised: { width: 7, cell: (row) => yes(row.flags.supervised) },
  petitionerName: { width: 12, cell: (_, petitioner) => petitioner.name },
  petitionerPhone: { width: 15, cell: (_, petitioner) => petitioner.phone },
  petitionerIdNumber: { width: 21, cell: (_, petitioner) => petitioner.idNumber },
  petitionerAddress: { width: 30, cell: (_, petitioner) => petitioner.address },
};
