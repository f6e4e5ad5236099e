import { desc, lte, sql } from 'drizzle-orm';
import { directories } from '../../db/schema.ts';
import {
  type Directory,
  directoryOf,
  type StaffId,
  type StaffMember,
  type Unit,
} from '../domain/directory.ts';
import { type Office, type OfficeId, officeOf } from '../domain/office.ts';
import type { Instant } from '../domain/time.ts';
import type { Base } from './base.ts';
import { canonicalJson } from './canonical-json.ts';
import { unitIn } from './earlier-shapes.ts';

/** The office's people. Every version is kept, so that it can be told later who held which post. */
export interface DirectoryShelf {
  current(): Directory;
  /** What one office knows of it: its own people and units. */
  of(officeId: OfficeId): Directory;
  /** Somebody the directory does not know is of no office but the main one. */
  officeOf(staffId: StaffId): OfficeId;
  /** In force at this instant; before the first one, the first. */
  asOf(at: Instant): Directory;
  /** False when nothing differs from the version in force. */
  replace(people: Omit<Directory, 'version'>, now: Instant): boolean;
  /** Takes back what a rolled-back transaction had put in force. */
  reload(): void;
}

/** `preset` are the offices until the directory itself names them. */
export function openDirectory(
  { tables }: Base,
  preset: ReadonlyMap<OfficeId, Office>,
): DirectoryShelf {
  const newest = tables
    .select()
    .from(directories)
    .orderBy(desc(directories.version))
    .limit(1)
    .prepare();
  const then = tables
    .select()
    .from(directories)
    .where(lte(directories.at, sql.placeholder('at')))
    .orderBy(desc(directories.version))
    .limit(1)
    .prepare();
  const first = tables.select().from(directories).orderBy(directories.version).limit(1).prepare();
  let named = false;
  let views = new Map<OfficeId, Directory>();
  const bodyIn = (row: { readonly body: string }) => JSON.parse(row.body) as Body;
  let current = read();

  function read(): Directory {
    views = new Map();
    const row = newest.get();
    named = row !== undefined && bodyIn(row).offices !== undefined;
    return row
      ? directoryIn(row)
      : { version: 0, staff: new Map(), units: new Map(), offices: preset };
  }

  function directoryIn(row: { readonly version: number; readonly body: string }): Directory {
    const { staff, units, offices } = bodyIn(row);
    return {
      version: row.version,
      staff: new Map(staff.map((person) => [person.id, person])),
      units: new Map(units.map((unit) => [unit.id, unitIn(unit)])),
      offices: new Map([
        ...preset,
        ...(offices ?? []).map((office) => [office.id, office] as const),
      ]),
    };
  }

  return {
    current: () => current,
    of(officeId) {
      const view = views.get(officeId) ?? directoryOf(current, officeId);
      views.set(officeId, view);
      return view;
    },
    officeOf: (staffId) => officeOf(current.staff.get(staffId) ?? {}),
    asOf(at) {
      // A clock that was set back leaves versions out of order; the latest that fits is meant.
      const row = then.get({ at }) ?? first.get();
      return row ? directoryIn(row) : current;
    },
    replace(people, now) {
      const { offices: kept, ...rest } = current;
      const offices = people.offices ?? (named ? kept : undefined);
      const body = bodyOf({ ...people, ...(offices ? { offices } : {}) });
      const before = bodyOf(named || people.offices ? current : rest);
      if (current.version > 0 && body === before) return false;
      const version = current.version + 1;
      tables.insert(directories).values({ version, at: now, body }).run();
      current = read();
      return true;
    },
    reload() {
      current = read();
    },
  };
}

/** In the given order: it is the order in which people are listed. */
function bodyOf({ staff, units, offices }: Omit<Directory, 'version'>): string {
  return canonicalJson({
    staff: [...staff.values()],
    units: [...units.values()],
    ...(offices ? { offices: [...offices.values()] } : {}),
  });
}

interface Body {
  readonly staff: readonly StaffMember[];
  readonly units: readonly Unit[];
  readonly offices?: readonly Office[];
}
