import { desc, lte, sql } from 'drizzle-orm';
import { directories } from '../../db/schema.ts';
import type { Directory, StaffMember, Unit } from '../domain/directory.ts';
import type { Instant } from '../domain/time.ts';
import type { Base } from './base.ts';
import { canonicalJson } from './canonical-json.ts';

/** The office's people. Every version is kept, so that it can be told later who held which post. */
export interface DirectoryShelf {
  current(): Directory;
  /** In force at this instant; before the first one, the first. */
  asOf(at: Instant): Directory;
  /** False when nothing differs from the version in force. */
  replace(people: Omit<Directory, 'version'>, now: Instant): boolean;
  /** Takes back what a rolled-back transaction had put in force. */
  reload(): void;
}

export function openDirectory({ tables }: Base): DirectoryShelf {
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
  let current = read();

  function read(): Directory {
    const row = newest.get();
    return row ? directoryIn(row) : { version: 0, staff: new Map(), units: new Map() };
  }

  function directoryIn(row: { readonly version: number; readonly body: string }): Directory {
    const { staff, units } = JSON.parse(row.body) as { staff: StaffMember[]; units: Unit[] };
    return {
      version: row.version,
      staff: new Map(staff.map((person) => [person.id, person])),
      units: new Map(units.map((unit) => [unit.id, unit])),
    };
  }

  return {
    current: () => current,
    asOf(at) {
      // A clock that was set back leaves versions out of order; the latest that fits is meant.
      const row = then.get({ at }) ?? first.get();
      return row ? directoryIn(row) : current;
    },
    replace(people, now) {
      const body = bodyOf(people);
      if (current.version > 0 && body === bodyOf(current)) return false;
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
function bodyOf({ staff, units }: Omit<Directory, 'version'>): string {
  return canonicalJson({ staff: [...staff.values()], units: [...units.values()] });
}
