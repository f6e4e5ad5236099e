import { z } from 'zod';
import type { Directory, StaffId, StaffMember, Unit, UnitId } from '../server/domain/directory.ts';
import demoOffice from './seed/demo-office.json' with { type: 'json' };

const identifier = z.string().regex(/^[\w.-]{1,64}$/, '编号只能含字母、数字、点、短横和下划线。');

const office = z.strictObject({
  title: z.string().min(2, '请填写机构名称。'),
  units: z.array(
    z.strictObject({
      id: identifier,
      name: z.string().min(1, '请填写部室名称。'),
      liaisonA: identifier.exactOptional(),
      liaisonB: identifier.exactOptional(),
      head: identifier.exactOptional(),
      leader: identifier.exactOptional(),
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

/** An office as its people and departments are written down in one file. */
export interface Office {
  readonly title: string;
  readonly directory: Omit<Directory, 'version'>;
}

/** Reads an office file; every problem is listed in Chinese, none is guessed around. */
export function readOffice(
  content: unknown,
):
  | { readonly ok: true; readonly office: Office }
  | { readonly ok: false; readonly problems: readonly string[] } {
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
  const problems = officeProblems(units, staff);
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    office: {
      title,
      directory: {
        units: new Map(units.map((unit) => [unit.id, unit])),
        staff: new Map(staff.map((person) => [person.id, person])),
      },
    },
  };
}

/** The fictional office of the sandbox. */
export function demonstrationOffice(): Office {
  const read = readOffice(demoOffice);
  if (!read.ok) throw new Error(`演示机构数据有误：${read.problems.join('；')}`);
  return read.office;
}

function officeProblems(units: readonly Unit[], staff: readonly StaffMember[]): readonly string[] {
  const people = new Map<StaffId, StaffMember>(staff.map((person) => [person.id, person]));
  const unitIds = new Set<UnitId>(units.map(({ id }) => id));
  const repeated = (ids: readonly string[]) => ids.filter((id, at) => ids.indexOf(id) !== at);
  return [
    ...repeated(units.map(({ id }) => id)).map((id) => `部室编号“${id}”重复。`),
    ...repeated(staff.map(({ id }) => id)).map((id) => `人员编号“${id}”重复。`),
    ...staff
      .filter(({ unitId }) => unitId !== undefined && !unitIds.has(unitId))
      .map(({ name, unitId }) => `${name}所在的部室“${unitId}”不存在。`),
    ...units.flatMap((unit) => unitProblems(unit, people)),
  ];
}

/** Two distinct liaisons are part of the regulation (双联络员制), so a unit without them is reported at once. */
function unitProblems(unit: Unit, people: ReadonlyMap<StaffId, StaffMember>): readonly string[] {
  const posts = [
    ['A角联络员', unit.liaisonA],
    ['B角联络员', unit.liaisonB],
    ['负责人', unit.head],
    ['分管领导', unit.leader],
  ] as const;
  return [
    ...posts
      .filter(([, id]) => id !== undefined && !people.has(id))
      .map(([post, id]) => `${unit.name}的${post}“${id}”不在人员名单中。`),
    ...(unit.active && (!unit.liaisonA || !unit.liaisonB || unit.liaisonA === unit.liaisonB)
      ? [`${unit.name}须有两名不同的联络员（A角、B角），否则无法推送信访件。`]
      : []),
  ];
}
