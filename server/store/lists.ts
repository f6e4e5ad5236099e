import type { StaffMember } from '../domain/directory.ts';
import type { Petition } from '../domain/petition.ts';
import type { Instant } from '../domain/time.ts';
import type { Base } from './base.ts';
import type { DirectoryShelf } from './directory.ts';
import { listColumns, NO_DEADLINE } from './list-columns.ts';
import type { ListQuery, PetitionReads } from './petition-reads.ts';
import type { PetitionRow, PetitionTable } from './petitions.ts';
import type { AtOnce } from './promised.ts';
import type { RegimeShelf } from './regimes.ts';
import { openRegister, type Position } from './register.ts';
import type { Visibility } from './visibility.ts';

interface Entry {
  readonly petition: Petition;
  readonly position: Position;
}

/** What one person sees: the to-do list and the register, accusations merged in for the people of their chain. */
export function openLists(
  { sqlite }: Base,
  petitions: PetitionTable,
  regimes: RegimeShelf,
  directory: DirectoryShelf,
  visibility: Visibility,
): AtOnce<Pick<PetitionReads, 'toDo' | 'list'>> & { readonly accusations: Accusations } {
  const waitingFor = sqlite.prepare<[string], PetitionRow>(
    `SELECT p.id, p.version, p.state FROM waiting w JOIN petitions p ON p.id = w.petition_id
     WHERE w.staff_id = ?`,
  );
  const register = openRegister(sqlite);
  const accusations = openAccusations(sqlite, petitions, visibility);

  /** The list columns of an accusation are empty in the table, so they are computed and asked here. */
  function accusationsAsked(query: ListQuery, person: StaffMember, now: Instant): readonly Entry[] {
    return accusations.seenBy(person.id, query.scope).flatMap(({ petition, registeredAt }) => {
      const columns = listColumns(petition, regimes.pinned(petition.regime), false);
      const order = query.scope === 'open' ? (columns.openOrder ?? NO_DEADLINE) : registeredAt;
      return matches(columns, query, now)
        ? [{ petition, position: { order, id: petition.id } }]
        : [];
    });
  }

  return {
    accusations,
    toDo(staffId) {
      const urgency = (petition: Petition) =>
        listColumns(petition, regimes.pinned(petition.regime), false).openOrder ?? NO_DEADLINE;
      return waitingFor
        .all(staffId)
        .map(petitions.read)
        .filter((petition) => visibility.maySee(petition, staffId))
        .map((petition) => ({ petition, urgency: urgency(petition) }))
        .sort((left, right) => left.urgency - right.urgency)
        .map(({ petition }) => petition);
    },
    list(query, viewer, now) {
      const person = directory.current().staff.get(viewer);
      if (!person?.active) return { items: [], total: 0 };
      const after = positionOf(query.cursor);
      const direction = query.scope === 'open' ? 1 : -1;
      const ordinary = register.page(query, person, now, after);
      const sealed = accusationsAsked(query, person, now);
      const entries = [
        ...ordinary.rows.map((row) => ({
          petition: petitions.read(row),
          position: { order: row.position, id: row.id },
        })),
        ...sealed.filter(
          ({ position }) => after === null || direction * compare(position, after) > 0,
        ),
      ].sort((left, right) => direction * compare(left.position, right.position));
      const items = entries.slice(0, query.limit);
      const last = items.at(-1);
      return {
        items: items.map(({ petition }) => petition),
        total: ordinary.total + sealed.length,
        ...(last && entries.length > items.length ? { nextCursor: cursorOf(last.position) } : {}),
      };
    },
  };
}

/** Accusations a person has had to do with and may see; the only way to them but their id. */
export interface Accusations {
  seenBy(
    staffId: string,
    scope: ListQuery['scope'],
  ): readonly { readonly petition: Petition; readonly registeredAt: number }[];
}

function openAccusations(
  sqlite: Base['sqlite'],
  petitions: PetitionTable,
  visibility: Visibility,
): Accusations {
  const prepare = (condition: string) =>
    sqlite.prepare<[string], PetitionRow & { readonly registeredAt: number }>(
      `SELECT p.id, p.version, p.state, p.registered_at AS registeredAt FROM petitions p
       WHERE p.confidential = 1 AND ${condition} AND EXISTS (
         SELECT 1 FROM participants t WHERE t.petition_id = p.id AND t.staff_id = ?)`,
    );
  const statements = {
    open: prepare('p.ended_at IS NULL'),
    ended: prepare('p.ended_at IS NOT NULL'),
    all: prepare('true'),
  };
  return {
    seenBy: (staffId, scope) =>
      statements[scope]
        .all(staffId)
        .map((row) => ({ petition: petitions.read(row), registeredAt: row.registeredAt }))
        .filter(({ petition }) => visibility.maySee(petition, staffId)),
  };
}

function matches(columns: ReturnType<typeof listColumns>, query: ListQuery, now: Instant): boolean {
  const { unitId, stage, number = '', overdue } = query;
  const isOverdue = columns.overdueAfter !== null && columns.overdueAfter < now;
  return (
    (unitId === undefined || columns.unitId === unitId) &&
    (stage === undefined || columns.stage === stage) &&
    (overdue === undefined || overdue === isOverdue) &&
    [columns.number, columns.platformNumber].some((text) => text?.startsWith(number))
  );
}

function compare(left: Position, right: Position): number {
  if (left.order !== right.order) return left.order - right.order;
  if (left.id === right.id) return 0;
  return left.id < right.id ? -1 : 1;
}

function cursorOf({ order, id }: Position): string {
  return `${order}.${id}`;
}

function positionOf(cursor: string | undefined): Position | null {
  const parts = /^(\d{1,16})\.([\w.:-]+)$/.exec(cursor ?? '');
  return parts ? { order: Number(parts[1]), id: parts[2] ?? '' } : null;
}
