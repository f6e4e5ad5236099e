import type { Database } from '../../db/open.ts';
import type { StaffMember } from '../domain/directory.ts';
import type { Instant } from '../domain/time.ts';
import type { ListQuery } from './petition-reads.ts';
import type { PetitionRow } from './petitions.ts';

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

interface Shape {
  readonly scope: ListQuery['scope'];
  readonly unit: boolean;
  readonly stage: boolean;
  readonly number: boolean;
  readonly overdue: boolean | null;
  /** Office people and leaders see every ordinary petition, others what they or their unit had to do with. */
  readonly seesAll: boolean;
  /** The person is accused or recused in some petition. */
  readonly excluded: boolean;
  /** Not the first page. */
  readonly continued: boolean;
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

function partsOf(shape: Shape) {
  const open = shape.scope === 'open';
  return {
    order: open ? 'next_due_at' : 'registered_at',
    direction: open ? 'ASC' : 'DESC',
    from: sourceOf(shape),
    where: [
      'p.confidential = 0',
      ...scopes[shape.scope],
      ...(shape.unit ? ['p.unit_id = @unitId'] : []),
      ...(shape.stage ? ['p.stage = @stage'] : []),
      ...(shape.number ? [NUMBER] : []),
      ...(shape.overdue === null ? [] : [overdue[shape.overdue ? 'past' : 'notPast']]),
      ...(shape.seesAll ? [] : [OWN]),
      ...(shape.excluded ? [`p.id NOT IN (${EXCLUDED})`] : []),
    ].join(' AND '),
  } as const;
}

/** Where the search begins, when the order alone would lead through a million archived rows. */
function sourceOf({ scope, number, seesAll }: Shape): string {
  const among = (source: string) =>
    `(${source}) source CROSS JOIN petitions p ON p.id = source.petition_id`;
  if (number && scope !== 'open') return among(NUMBERED);
  return seesAll ? `petitions p INDEXED BY ${indexes[scope]}` : among(owned[scope]);
}

const scopes = {
  open: ['p.ended_at IS NULL'],
  ended: ['p.ended_at IS NOT NULL'],
  all: [],
};

/** Named, because the planner knows nothing of how few petitions are open. */
const indexes = {
  open: 'petitions_open',
  ended: 'petitions_ended',
  all: 'petitions_registered',
};

const overdue = {
  past: 'p.overdue_after < @now',
  notPast: '(p.overdue_after IS NULL OR p.overdue_after >= @now)',
};

const NUMBER = `(p.number >= @number AND p.number < @afterNumber
  OR p.platform_number >= @number AND p.platform_number < @afterNumber)`;

const NUMBERED = `
  SELECT id AS petition_id FROM petitions WHERE number >= @number AND number < @afterNumber
  UNION SELECT id FROM petitions
  WHERE platform_number >= @number AND platform_number < @afterNumber`;

const owned = { open: ownedWhere('AND ended = 0'), ended: ownedWhere('AND ended = 1'), all: ownedWhere('') };

function ownedWhere(condition: string): string {
  return `
    SELECT petition_id FROM assigned_units WHERE unit_id = @ownUnitId ${condition}
    UNION SELECT petition_id FROM participants WHERE staff_id = @staffId ${condition}`;
}

const OWN = `(
  EXISTS (SELECT 1 FROM assigned_units a WHERE a.petition_id = p.id AND a.unit_id = @ownUnitId)
  OR EXISTS (SELECT 1 FROM participants t WHERE t.petition_id = p.id AND t.staff_id = @staffId))`;

const EXCLUDED = `
  SELECT petition_id FROM exclusions WHERE kind = 'staff' AND excluded_id = @staffId
  UNION SELECT petition_id FROM exclusions WHERE kind = 'unit' AND excluded_id = @ownUnitId`;
