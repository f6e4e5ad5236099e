import type { Directory, StaffMember, Unit } from './directory.ts';
import type { Regime } from './regime.ts';

type People = Omit<Directory, 'version'>;

/** Roles that the regulation does not know, or that are not held in the office but come with a post. */
export function unknownRoles({ staff }: People, regime: Regime): readonly string[] {
  const known = officeRoles(regime);
  const choices = known.map(([id, { title }]) => `${id}（${title}）`).join('、');
  return [...staff.values()].flatMap(({ name, roles }) =>
    roles
      .filter((role) => !known.some(([id]) => id === role))
      .map((role) => `${name}的角色“${role}”不在制度中，可用的有：${choices}。`),
  );
}

/** What holds together but will make petitions stop somewhere. */
export function staffingNotes({ staff, units }: People, regime: Regime): readonly string[] {
  const active = [...staff.values()].filter((person) => person.active);
  return [
    ...officeRoles(regime)
      .filter(([id]) => !active.some(({ roles }) => roles.includes(id)))
      .map(([, { title }]) => `没有人担任“${title}”，须其办理的环节将无法进行。`),
    ...[...units.values()]
      .filter(({ active: inUse, head, leader }) => inUse && !(head && leader))
      .map(({ name }) => `${name}没有填写负责人或分管领导，相应环节将无法进行。`),
  ];
}

/** Every difference as one sentence. */
export function changesBetween(before: People, after: People): readonly string[] {
  return [
    ...differences('部室', before.units, after.units, unitText(after)),
    ...differences('人员', before.staff, after.staff, personText(after)),
  ];
}

function officeRoles({ roles }: Regime) {
  return Object.entries(roles).filter(([, { binding }]) => binding.kind === 'office');
}

function differences<Entry extends { readonly name: string }>(
  what: string,
  before: ReadonlyMap<string, Entry>,
  after: ReadonlyMap<string, Entry>,
  textOf: (entry: Entry) => string,
): readonly string[] {
  const added = [...after].filter(([id]) => !before.has(id));
  const removed = [...before].filter(([id]) => !after.has(id));
  const changed = [...after].flatMap(([id, entry]) => {
    const earlier = before.get(id);
    return earlier && textOf(earlier) !== textOf(entry) ? [[earlier, entry] as const] : [];
  });
  return [
    ...added.map(([, entry]) => `新增${what}：${textOf(entry)}`),
    ...removed.map(([, { name }]) => `移除${what}：${name}`),
    ...changed.map(([earlier, entry]) => `修改${what}：${textOf(earlier)} → ${textOf(entry)}`),
  ];
}

function unitText({ staff }: People): (unit: Unit) => string {
  const nameOf = (id: string | undefined) =>
    id === undefined ? '空缺' : (staff.get(id)?.name ?? id);
  return ({ name, liaisonA, liaisonB, head, leader, active }) =>
    `${name}（A角${nameOf(liaisonA)}、B角${nameOf(liaisonB)}、负责人${nameOf(head)}、分管领导${nameOf(leader)}${
      active ? '' : '、停用'
    }）`;
}

function personText({ units }: People): (person: StaffMember) => string {
  return ({ name, title, roles, unitId, active }) => {
    const unit = unitId === undefined ? '' : `${units.get(unitId)?.name ?? unitId}，`;
    const held = roles.length === 0 ? '' : `，角色${roles.join('、')}`;
    return `${name}（${unit}${title}${held}${active ? '' : '，离岗'}）`;
  };
}
