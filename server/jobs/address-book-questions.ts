import type { AddressSaid } from '../domain/address-book.ts';
import type { StaffId } from '../domain/directory.ts';
import type { DeliveryFailure } from './delivery.ts';

/** DingTalk's address book, as far as the office asks it. Free of charge. */
export interface AddressBook {
  /** Null for somebody it does not know, or no longer. */
  readonly person: (userId: StaffId) => Promise<Asked<Person | null>>;
  /** All below, however deep; 1 is the whole organisation. */
  readonly departmentsBelow: (id: number) => Promise<Asked<readonly Department[]>>;
  /** Of this department itself. */
  readonly peopleIn: (departmentId: number) => Promise<Asked<readonly StaffId[]>>;
}

export type Asked<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: DeliveryFailure };

interface Person {
  readonly name: string;
  readonly title: string;
  readonly departmentIds: readonly number[];
  readonly active: boolean;
}

interface Department {
  readonly id: number;
  readonly name: string;
  readonly parentId: number;
}

/** The departments below the root by id; null where the application may not read them. */
type Departments = ReadonlyMap<number, Department> | null;

/** What was said of those asked after. */
export interface Said {
  readonly said: ReadonlyMap<StaffId, AddressSaid | null>;
  /** Outside the application's scope: they are there, or not, and nothing follows from it. */
  readonly unreadable: ReadonlySet<StaffId>;
}

const ROOT = 1;

export async function readDepartments(book: AddressBook): Promise<Asked<Departments>> {
  const found = await book.departmentsBelow(ROOT);
  if (!found.ok) return isOutOfScope(found.failure) ? { ok: true, value: null } : found;
  return { ok: true, value: new Map(found.value.map((each) => [each.id, each])) };
}

/** Everybody there is; null where the application may not read everything: nobody is missing for that. */
export async function readEverybody(
  book: AddressBook,
  departments: Departments,
): Promise<Asked<ReadonlySet<StaffId> | null>> {
  if (departments === null) return { ok: true, value: null };
  const everybody = new Set<StaffId>();
  for (const id of [ROOT, ...departments.keys()]) {
    const members = await book.peopleIn(id);
    if (!members.ok) return isOutOfScope(members.failure) ? { ok: true, value: null } : members;
    for (const userId of members.value) everybody.add(userId);
  }
  return { ok: true, value: everybody };
}

/** All of them or a failure: half an answer is none. */
export async function askAfter(
  book: AddressBook,
  userIds: Iterable<StaffId>,
  departments: Departments,
): Promise<Asked<Said>> {
  const said = new Map<StaffId, AddressSaid | null>();
  const unreadable = new Set<StaffId>();
  for (const userId of userIds) {
    const answer = await book.person(userId);
    if (answer.ok) said.set(userId, answer.value && saidOf(answer.value, departments));
    else if (isOutOfScope(answer.failure)) unreadable.add(userId);
    else return answer;
  }
  return { ok: true, value: { said, unreadable } };
}

/** Not an answer about the person but about what this application may ask. */
function isOutOfScope({ class: failureClass }: DeliveryFailure): boolean {
  return failureClass === 'person';
}

function saidOf(
  { name, title, departmentIds, active }: Person,
  departments: Departments,
): AddressSaid {
  const names =
    departments && departmentIds.flatMap((id) => [...chainOf(id, departments)].slice(0, DEEPEST));
  return { name, title, active, departments: names && [...new Set(names)] };
}

const DEEPEST = 20;

function* chainOf(id: number, departments: NonNullable<Departments>): Generator<string> {
  let below = 0;
  for (let each = departments.get(id); each && below < DEEPEST; below += 1) {
    yield each.name;
    each = departments.get(each.parentId);
  }
}
