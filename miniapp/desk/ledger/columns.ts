import type { LedgerFilterInput, LedgerRow } from '../../../server/contract/ledger.ts';
import {
  type LedgerColumn,
  ledgerColumnIds,
  ledgerColumns,
  personalColumns,
} from '../../../server/contract/ledger-columns.ts';
import { minuteText, momentText } from '../../clock.ts';
import { said } from '../../terms.ts';
import { keepChoice, keptChoice } from '../kept-choice.ts';

const KEY = 'ledger-columns';

/** A column of the table on the screen. */
export interface Column {
  readonly id: LedgerColumn;
  readonly title: string;
  /** In rem. */
  readonly width: number;
  readonly sort?: NonNullable<LedgerFilterInput['sort']>;
  readonly text: (row: LedgerRow) => string;
}

/** Stands at the left and stays when the rest is scrolled sideways. */
export const pinned: readonly LedgerColumn[] = ['number', 'title'];

const usual: readonly LedgerColumn[] = [
  'number',
  'title',
  'stageTitle',
  'dueAt',
  'unitName',
  'caseworkerName',
  'waitingFor',
  'category',
  'registeredAt',
  'sourceText',
  'channelText',
];

const shapes: Readonly<Partial<Record<LedgerColumn, Omit<Column, 'id' | 'title'>>>> = {
  number: { width: 7, sort: 'number', text: (row) => row.number },
  title: { width: 20, text: (row) => row.title },
  visitNumber: { width: 8, text: (row) => row.visitNumber ?? '' },
  platformNumber: { width: 11, text: (row) => row.platformNumber ?? '' },
  category: { width: 7.5, text: (row) => row.category },
  appealText: { width: 7, text: (row) => row.appealText },
  sourceText: { width: 6, text: (row) => row.sourceText },
  channelText: { width: 6, text: (row) => row.channelText },
  peopleCount: { width: 5, text: (row) => String(row.peopleCount) },
  unitName: { width: 8.5, text: (row) => row.unitName ?? '尚未交办' },
  caseworkerName: { width: 6, text: (row) => row.caseworkerName ?? '' },
  stageTitle: { width: 9.5, text: (row) => row.stageTitle },
  nodeTitle: { width: 8, text: (row) => row.nodeTitle ?? '' },
  waitingFor: { width: 11, text: (row) => row.waitingFor.join('、') },
  receivedAt: { width: 9.5, sort: 'received', text: (row) => dayAndTime(row.receivedAt) },
  registeredAt: { width: 9.5, sort: 'registered', text: (row) => dayAndTime(row.registeredAt) },
  dueAt: { width: 15, sort: 'due', text: (row) => (row.due ? momentText(row.due.dueAt) : '') },
  dueTitle: { width: 8, text: (row) => row.due?.title ?? '' },
  overdue: { width: 6, text: (row) => yesOrNo(row.flags.overdue) },
  concludedAt: { width: 9.5, text: (row) => (row.concludedAt ? dayAndTime(row.concludedAt) : '') },
  outcomeText: { width: 7, text: (row) => row.outcomeText ?? '' },
  returns: { width: 6, text: (row) => (row.returns > 0 ? `${row.returns}次` : '') },
  repeated: { width: 5, text: (row) => yesOrNo(row.flags.repeated) },
  extended: { width: 5, text: (row) => yesOrNo(row.flags.extended) },
  supervised: { width: 5, text: (row) => yesOrNo(row.flags.supervised) },
};

/** Every column a screen can show; what identifies the petitioner is in no list. */
export const screenColumns: readonly Column[] = ledgerColumnIds
  .filter((id) => !personalColumns.has(id))
  .flatMap((id) => {
    const shape = shapes[id];
    return shape ? [withTitle(id, shape)] : [];
  });

/** Its title in the words of whoever is signed in by then. */
function withTitle(id: LedgerColumn, shape: Omit<Column, 'id' | 'title'>): Column {
  return {
    ...shape,
    id,
    get title() {
      return said(ledgerColumns[id]);
    },
  };
}

/** The columns this person has chosen, the pinned ones always first. */
export function chosenColumns(): readonly LedgerColumn[] {
  const kept = keptChoice(KEY)?.split(',') ?? [];
  const known = screenColumns.map(({ id }) => id).filter((id) => kept.includes(id));
  return known.length === 0 ? usual : known;
}

export function chooseColumns(ids: readonly LedgerColumn[]): void {
  keepChoice(KEY, ids.join(','));
}

/** The columns in the order of the table. */
export function columnsOf(ids: readonly LedgerColumn[]): readonly Column[] {
  const place = (id: LedgerColumn) =>
    usual.indexOf(id) + 1 || usual.length + ledgerColumnIds.indexOf(id) + 1;
  return screenColumns
    .filter(({ id }) => ids.includes(id) || pinned.includes(id))
    .sort((one, other) => place(one.id) - place(other.id));
}

function yesOrNo(flag: boolean): string {
  return flag ? '是' : '';
}

/** With the year: a ledger reaches back. */
function dayAndTime(at: number): string {
  return minuteText(at).replace('T', ' ');
}
