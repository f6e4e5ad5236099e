import type { Database } from '../../db/open.ts';
import type { StaffMember } from '../domain/directory.ts';
import { officeOf } from '../domain/office.ts';
import type { Instant } from '../domain/time.ts';
import type { ListQuery } from './petition-reads.ts';
import type { PetitionRow } from './petitions.ts';
import { EXCLUDED, partsOf, type Shape } from './register-sql.ts';

/**
 * The ordinary petitions a person may see, by the list columns. It says in SQL what `maySee` says of one petition;
 * a test holds the two together.
 */
export interface Register {
  page(query: ListQuery, person: StaffMember, now: Instant, after: Position | null): RegisterPage;
}

/** Where a page ended: the value of the order and the petition's id. */
export interface Position {
  readonly order: number;
  readonly id: string;
}

export interface RegisterPage {
  /** One more than asked for when there are more. */
  readonly rows: readonly (PetitionRow & { readonly position: number })[];
  readonly total: number;
}

export function openRegister(sqlite: Database): Register {
  const isExcluded = sqlite.prepare<object[], number>(`SELECT EXISTS (${EXCLUDED})`).pluck();
  const prepared = new Map<string, ReturnType<typeof prepare>>();

  /** Few shapes of question are ever asked, so each is prepared once. */
  function prepare(shape: Shape) {
    const { order, direction, from, where } = partsOf(shape);
    const beyond = direction === 'DESC' ? '<' : '>';
    return {
      count: sqlite
        .prepare<object[], number>(`SELECT count(*) FROM ${from} WHERE ${where}`)
        .pluck(),
      page: sqlite.prepare<object[], PetitionRow & { readonly position: number }>(
        `SELECT p.id, p.version, p.state, p.${order} AS position FROM petitions p
         WHERE p.id IN (SELECT p.id FROM ${from} WHERE ${where}
             ${shape.continued ? `AND (p.${order}, p.id) ${beyond} (@order, @id)` : ''}
           ORDER BY p.${order} ${direction}, p.id ${direction} LIMIT @rows)
         ORDER BY p.${order} ${direction}, p.id ${direction}`,
      ),
    };
  }

  return {
    page(query, person, now, after) {
      const asked = {
        now,
        officeId: officeOf(person),
        staffId: person.id,
        ownUnitId: person.unitId ?? '',
        unitId: query.unitId ?? null,
        stage: query.stage ?? null,
        number: query.number ?? '',
        afterNumber: `${query.number ?? ''}\u{10FFFF}`,
      };
      const shape: Shape = {
        ...shapeOf(query, person),
        excluded: isExcluded.get(asked) === 1,
        continued: after !== null,
      };
      const key = JSON.stringify(shape);
      const statements = prepared.get(key) ?? prepare(shape);
      prepared.set(key, statements);
      const at = { ...after, rows: query.limit + 1 };
      return {
        rows: statements.page.all({ ...asked, ...at }),
        total: statements.count.get(asked) ?? 0,
      };
    },
  };
}

function shapeOf(query: ListQuery, person: StaffMember): Omit<Shape, 'excluded' | 'continued'> {
  return {
    scope: query.scope,
    unit: query.unitId !== undefined,
    stage: query.stage !== undefined,
    number: query.number !== undefined && query.number !== '',
    overdue: query.overdue ?? null,
    seesAll: person.roles.length > 0,
  };
}
