import { and, eq, or } from 'drizzle-orm';
import { savedFilters } from '../../db/schema.ts';
import type { StaffId } from '../domain/directory.ts';
import type { Base } from './base.ts';
import type { DirectoryShelf } from './directory.ts';
import type { AtOnce } from './promised.ts';
import type { NewFilter, SavedFilter, SavedFilters } from './saved-filter-store.ts';

/** Own filters and those that a colleague of the same office shares. */
export function openSavedFilters(
  { tables, sealing, random }: Base,
  { officeOf }: Pick<DirectoryShelf, 'officeOf'>,
): AtOnce<SavedFilters> {
  type Row = typeof savedFilters.$inferSelect;

  function read({ id, staffId, shared, content }: Row): SavedFilter {
    const { name, query } = JSON.parse(sealing.openSealed(content, placeOf(id))) as NewFilter;
    return { id, owner: staffId, shared, name, query };
  }

  function find(id: string, by: StaffId, managesShared: boolean): Row | undefined {
    const row = tables.select().from(savedFilters).where(eq(savedFilters.id, id)).get();
    const manages = managesShared && row?.shared && officeOf(row.staffId) === officeOf(by);
    const may = row && (row.staffId === by || manages);
    return may ? row : undefined;
  }

  function ownerOf({ id }: NewFilter, by: StaffId, managesShared: boolean): StaffId | null {
    if (id !== undefined) return find(id, by, managesShared)?.staffId ?? null;
    const own = tables
      .select({ id: savedFilters.id })
      .from(savedFilters)
      .where(eq(savedFilters.staffId, by))
      .all();
    return own.length < MOST_OF_ONE_PERSON ? by : null;
  }

  return {
    savedFilters(viewer, withShared) {
      const own = eq(savedFilters.staffId, viewer);
      const wanted = withShared ? or(own, eq(savedFilters.shared, true)) : own;
      const rows = tables.select().from(savedFilters).where(wanted).all();
      return rows
        .filter(({ staffId }) => officeOf(staffId) === officeOf(viewer))
        .map(read)
        .sort(
          (one, other) =>
            Number(other.owner === viewer) - Number(one.owner === viewer) ||
            one.name.localeCompare(other.name, 'zh-CN'),
        );
    },
    saveFilter(filter, by, managesShared) {
      const owner = ownerOf(filter, by, managesShared);
      if (owner === null) return null;
      const { id = random(12).toString('base64url'), name, query, shared } = filter;
      const content = sealing.seal(JSON.stringify({ name, query }), placeOf(id));
      tables
        .insert(savedFilters)
        .values({ id, staffId: owner, shared, content })
        .onConflictDoUpdate({ target: savedFilters.id, set: { shared, content } })
        .run();
      return { id, owner, name, query, shared };
    },
    deleteFilter(id, by, managesShared) {
      const row = find(id, by, managesShared);
      if (!row) return false;
      const same = and(eq(savedFilters.id, id), eq(savedFilters.staffId, row.staffId));
      return tables.delete(savedFilters).where(same).run().changes === 1;
    },
  };
}

const MOST_OF_ONE_PERSON = 100;

function placeOf(id: string): string {
  return `saved_filters|content|${id}`;
}
