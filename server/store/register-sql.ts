import type { ListQuery } from './petition-reads.ts';

/** What is asked of the register, without the values: few shapes are ever asked. */
export interface Shape {
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

/** The parts every statement about this shape is made of; `p` is the petition. */
export function partsOf(shape: Shape) {
  const open = shape.scope === 'open';
  return {
    order: open ? 'open_order' : 'registered_at',
    direction: open ? 'ASC' : 'DESC',
    from: sourceOf(shape),
    where: [
      'p.office_id = @officeId',
      'p.confidential = 0',
      ...scopes[shape.scope],
      ...(shape.unit ? ['p.unit_id = @unitId'] : []),
      ...(shape.stage ? ['p.stage = @stage'] : []),
      ...(shape.number ? [NUMBER] : []),
      ...(shape.overdue === null ? [] : [overdue[shape.overdue ? 'past' : 'notPast']]),
      ...ownConditions(shape),
      ...(shape.excluded ? [`p.id NOT IN (${EXCLUDED})`] : []),
    ].join(' AND '),
  } as const;
}

/**
 * Where the search begins. The order alone would lead through a million archived rows; open petitions are few enough
 * to be looked through in their index.
 */
function sourceOf(shape: Shape): string {
  const among = (source: string) =>
    `(${source}) source CROSS JOIN petitions p ON p.id = source.petition_id`;
  if (shape.scope === 'open') return 'petitions p INDEXED BY petitions_open';
  if (shape.number) return among(NUMBERED);
  return shape.seesAll
    ? `petitions p INDEXED BY ${indexes[shape.scope]}`
    : among(owned[shape.scope]);
}

/** What a person who does not see everything sees, unless the search began there. */
function ownConditions({ scope, number, seesAll }: Shape): readonly string[] {
  if (seesAll) return [];
  if (scope === 'open') return [`p.id IN (${owned.open})`];
  return number ? [OWN] : [];
}

const scopes = {
  open: ['p.ended_at IS NULL'],
  ended: ['p.ended_at IS NOT NULL'],
  all: [],
};

/** Named, because the planner knows nothing of how few petitions are open or ended. */
const indexes = {
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
  SELECT id AS petition_id FROM petitions
  WHERE office_id = @officeId AND number >= @number AND number < @afterNumber
  UNION SELECT id FROM petitions
  WHERE platform_number >= @number AND platform_number < @afterNumber`;

const owned = {
  open: ownedWhere('AND ended = 0'),
  ended: ownedWhere('AND ended = 1'),
  all: ownedWhere(''),
};

export function ownedWhere(condition: string): string {
  return `
    SELECT petition_id FROM assigned_units WHERE unit_id = @ownUnitId ${condition}
    UNION SELECT petition_id FROM participants WHERE staff_id = @staffId ${condition}`;
}

const OWN = `(
  EXISTS (SELECT 1 FROM assigned_units a WHERE a.petition_id = p.id AND a.unit_id = @ownUnitId)
  OR EXISTS (SELECT 1 FROM participants t WHERE t.petition_id = p.id AND t.staff_id = @staffId))`;

/** Petitions of which the person must not know, or his unit. */
export const EXCLUDED = `
  SELECT petition_id FROM exclusions WHERE kind = 'staff' AND excluded_id = @staffId
  UNION SELECT petition_id FROM exclusions WHERE kind = 'unit' AND excluded_id = @ownUnitId`;
