import { type Ref, shallowRef } from 'vue';
import type { LedgerPage, LedgerRow } from '../../../server/contract/ledger.ts';
import { loadLedger } from '../../api/ledger.ts';
import { type AddressFilter, addressOf, parametersOf } from './filter-address.ts';
import { createRowPages, type RowPages } from './row-pages.ts';
import type { Place } from './virtual-scroll.ts';

/** The list a person is working through: what it shows, and where in it they are. */
export interface CurrentList {
  readonly filter: AddressFilter;
  readonly rows: RowPages<LedgerRow, LedgerPage>;
  readonly place: Ref<Place>;
  /** The row that the arrow keys are on; −1 before any has been. */
  readonly active: Ref<number>;
}

const PAGE = 100;
let current: (CurrentList & { readonly person: string }) | null = null;
let opened: string | null = null;

/**
 * The list of this filter: the one that was left behind when it is the same, with its place. Nothing that one person
 * was looking at greets the next.
 */
export function listOf(filter: AddressFilter, person: string): CurrentList {
  const parameters = parametersOf(filter);
  const isSame = current && `${parametersOf(current.filter)}` === `${parameters}`;
  if (current && isSame && current.person === person) return current;
  current = {
    filter,
    person,
    rows: createRowPages(PAGE, (offset) => loadLedger(parameters, { offset, limit: PAGE })),
    place: shallowRef({ scrollTop: 0, top: 0 }),
    active: shallowRef(-1),
  };
  return current;
}

/** Where the way back from a petition leads: to the list it was opened from. */
export function wayBack() {
  return { path: '/desk/ledger', query: current ? addressOf(current.filter) : {} };
}

/** Says that the active row's petition has been opened, from where one can go on to its neighbours. */
export function markOpened(id: string): void {
  opened = id;
}

/** Whether this petition was reached from the current list, which then knows its neighbours. */
export function isFromList(id: string): boolean {
  return current !== null && opened === id;
}

/**
 * The petition before or after the opened one in the current list, which becomes the opened one; null at either end.
 * A petition that an act has taken off the list has left its place to the one behind it.
 */
export function stepInList(direction: 1 | -1): string | null {
  if (!current) return null;
  const { rows, active } = current;
  const isThere = rows.rowAt(active.value)?.id === opened;
  const next = active.value + (direction === 1 && !isThere ? 0 : direction);
  const row = rows.rowAt(next);
  rows.want(Math.max(0, next - 1), next + 2);
  if (!row) return null;
  active.value = next;
  opened = row.id;
  return row.id;
}
