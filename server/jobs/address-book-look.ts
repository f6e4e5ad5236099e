import type { StaffId } from '../domain/directory.ts';
import type { Store } from '../store/store.ts';
import {
  type AddressBook,
  type Asked,
  askAfter,
  readDepartments,
  readEverybody,
  type Said,
} from './address-book-questions.ts';

export interface LookSurroundings {
  readonly store: Store;
  readonly book: AddressBook;
}

export interface Seen extends Said {
  /** Null where not everybody was asked for or may be read. */
  readonly everybody: ReadonlySet<StaffId> | null;
}

/** More at once have not joined: the application may see more than before. */
const NEWCOMERS_AT_ONCE = 50;

/** After all of the office's people and, unless it is the first time, after whoever is new. */
export async function lookThrough(
  { store, book }: LookSurroundings,
  isFirst: boolean,
): Promise<Asked<Seen>> {
  const departments = await readDepartments(book);
  if (!departments.ok) return departments;
  const present = await readEverybody(book, departments.value);
  if (!present.ok) return present;
  const everybody = present.value;
  const ours = await activePeople(store);
  const newcomers = isFirst || everybody === null ? [] : await newAmong(everybody, store);
  const asked = await askAfter(book, [...ours, ...newcomers], departments.value);
  return asked.ok ? { ok: true, value: { ...asked.value, everybody } } : asked;
}

export async function lookFor(
  { book }: Pick<LookSurroundings, 'book'>,
  userIds: Iterable<StaffId>,
): Promise<Asked<Seen>> {
  const departments = await readDepartments(book);
  if (!departments.ok) return departments;
  const asked = await askAfter(book, userIds, departments.value);
  return asked.ok ? { ok: true, value: { ...asked.value, everybody: null } } : asked;
}

export async function activePeople(store: Pick<Store, 'directory'>): Promise<readonly StaffId[]> {
  const { staff } = await store.directory();
  return [...staff.values()].filter(({ active }) => active).map(({ id }) => id);
}

async function newAmong(
  everybody: ReadonlySet<StaffId>,
  store: Store,
): Promise<readonly StaffId[]> {
  const { staff } = await store.directory();
  const met = await store.addressBook();
  const fresh = [...everybody].filter((userId) => !(staff.has(userId) || met.has(userId)));
  return fresh.length > NEWCOMERS_AT_ONCE ? [] : fresh;
}
