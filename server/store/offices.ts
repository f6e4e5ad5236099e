import type { Directory } from '../domain/directory.ts';
import { MAIN_OFFICE, type OfficeId, officeOf } from '../domain/office.ts';
import type { DirectoryShelf } from './directory.ts';

/** The office a store speaks for. */
export interface OwnOffice {
  readonly id: OfficeId;
  readonly directory: () => Directory;
}

/** Names what an office has of its own; what the main office has is called what it always was. */
export function inOffice(name: string, officeId: OfficeId): string {
  return officeId === MAIN_OFFICE ? name : `${name}@${officeId}`;
}

/** The whole directory after a change by one office: the others stay as they are, and nobody is taken from them. */
export function mergedChange(
  shelf: DirectoryShelf,
  officeId: OfficeId,
  { staff, units, offices }: Omit<Directory, 'version'>,
): Omit<Directory, 'version'> | null {
  const whole = shelf.current();
  const own = officeId === MAIN_OFFICE ? {} : { officeId };
  const others = <Entry extends { readonly officeId?: OfficeId }>(
    all: ReadonlyMap<string, Entry>,
  ) => [...all].filter(([, entry]) => officeOf(entry) !== officeId);
  const stamped = <Entry extends object>(all: ReadonlyMap<string, Entry>) =>
    [...all].map(([id, entry]) => [id, { ...entry, ...own }] as const);
  const [otherStaff, otherUnits] = [others(whole.staff), others(whole.units)];
  const taken = [...otherStaff, ...otherUnits].some(([id, entry]) =>
    'posts' in entry ? units.has(id) : staff.has(id),
  );
  if (taken) return null;
  return {
    staff: new Map([...stamped(staff), ...otherStaff]),
    units: new Map([...stamped(units), ...otherUnits]),
    ...(offices && whole.offices ? { offices: new Map([...whole.offices, ...offices]) } : {}),
  };
}
