import { z } from 'zod';
import type { Directory, StaffId, StaffMember, Unit, UnitId } from '../server/domain/directory.ts';
import { missingText, recipientsOf } from '../server/domain/dispatch.ts';
import type { Regime } from '../server/domain/regime.ts';
import { seedFiles } from './seed-files.ts';

const identifier = z.string().regex(/^[\w.-]{1,64}$/, '编号只能含字母、数字、点、短横和下划线。');

const office = z.strictObject({
  title: z.string().min(2, '请填写机构名称。'),
  units: z.array(
    z.strictObject({
      id: identifier,
      name: z.string().min(1, '请填写单位名称。'),
      posts: z.record(z.string(), identifier).default({}),
      active: z.boolean().default(true),
    }),
  ),
  staff: z.array(
    z.strictObject({
      id: identifier,
      name: z.string().min(1, '请填写姓名。'),
      title: z.string().min(1, '请填写职务。'),
      roles: z.array(z.string()),
      unitId: identifier.exactOptional(),
      active: z.boolean().default(true),
    }),
  ),
});

/** An office as its people and units are written down in one file. */
export interface Office {
  readonly title: string;
  readonly directory: Omit<Directory, 'version'>;
}

type Reading =
  | { readonly ok: true; readonly office: Office }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads an office that works under the regime; every problem is listed in Chinese, none is guessed around. */
export function readOffice(content: unknown, regime: Regime): Reading {
  const parsed = office.safeParse(content);
  if (!parsed.success) {
    return {
      ok: false,
      problems: parsed.error.issues.map(
        ({ path, message }) => `${path.join('.') || '文件'}：${message}`,
      ),
    };
  }
  const { title, units, staff } = parsed.data;
  const people = {
    units: new Map(units.map((unit) => [unit.id, unit])),
    staff: new Map(staff.map((person) => [person.id, person])),
  };
  const problems = [
    ...entryProblems(units, staff, regime),
    ...units.flatMap((unit) => unitProblems(unit, people, regime)),
  ];
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, office: { title, directory: people } };
}

/** The fictional office of the sandbox that works under this regime. */
export function demonstrationOffice(regime: Regime, ownFolder?: string | null): Office {
  const content = seedFiles('offices', ownFolder).get(`${regime.id}.json`);
  if (content === undefined)
    throw new Error(`没有适用“${regime.title}”的演示机构（${regime.id}.json）。`);
  const read = readOffice(content, regime);
  if (!read.ok) throw new Error(`演示机构数据有误：${read.problems.join('；')}`);
  return read.office;
}

function entryProblems(
  units: readonly Unit[],
  staff: readonly StaffMember[],
  { terms }: Regime,
): readonly string[] {
  const unitIds = new Set<UnitId>(units.map(({ id }) => id));
  const repeated = (ids: readonly string[]) => ids.filter((id, at) => ids.indexOf(id) !== at);
  return [
    ...repeated(units.map(({ id }) => id)).map((id) => `${terms.unit}编号“${id}”重复。`),
    ...repeated(staff.map(({ id }) => id)).map((id) => `人员编号“${id}”重复。`),
    ...staff
      .filter(({ unitId }) => unitId !== undefined && !unitIds.has(unitId))
      .map(({ name, unitId }) => `${name}所在的${terms.unit}“${unitId}”不存在。`),
  ];
}

/** Whom an assignment is told to is part of the regulation, so a unit without them is reported at once. */
function unitProblems(
  { id, name, active, posts }: Unit,
  people: Omit<Directory, 'version'>,
  regime: Regime,
): readonly string[] {
  const known = regime.posts ?? {};
  const recipients = recipientsOf(id, people, regime);
  const isHere = (holder: StaffId) => people.staff.has(holder);
  return [
    ...Object.entries(posts).flatMap(([post, holder]) => [
      ...(known[post] ? [] : [`${name}的岗位“${post}”不在制度中。`]),
      ...(isHere(holder)
        ? []
        : [`${name}的${known[post]?.title ?? post}“${holder}”不在人员名单中。`]),
    ]),
    ...(active && regime.dispatch && !recipients.complete
      ? [`${missingText(name, recipients, regime)}，无法推送${regime.terms.matter}。`]
      : []),
  ];
}
