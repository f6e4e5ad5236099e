import type { Directory, PostId, StaffMember, Unit } from './directory.ts';
import { dispatchPosts, postTitle } from './dispatch.ts';
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
      .filter((unit) => unit.active)
      .flatMap(({ name, posts }) => {
        const vacant = awaitedPosts(regime).filter((post) => posts[post] === undefined);
        const titles = vacant.map((post) => postTitle(post, regime));
        return titles.length === 0
          ? []
          : [`${name}没有填写${titles.join('、')}，相应环节将无法进行。`];
      }),
  ];
}

/** The posts that a role needs and no dispatch reports by itself. */
function awaitedPosts(regime: Regime): readonly PostId[] {
  const dispatched = dispatchPosts(regime);
  const needed = Object.values(regime.roles).flatMap(({ binding }) =>
    binding.kind === 'unit' ? [binding.post] : [],
  );
  return [...new Set(needed)].filter((post) => !dispatched.includes(post));
}

/** Every difference as one sentence. */
export function changesBetween(before: People, after: People, regime: Regime): readonly string[] {
  return [
    ...differences(regime.terms.unit, before.units, after.units, unitText(after, regime)),
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

function unitText({ staff }: People, regime: Regime): (unit: Unit) => string {
  const nameOf = (id: string | undefined) =>
    id === undefined ? '空缺' : (staff.get(id)?.name ?? id);
  return ({ name, posts, active }) => {
    const held = Object.entries(regime.posts ?? {}).map(
      ([post, { title }]) => `${title}${nameOf(posts[post])}`,
    );
    const words = [...held, ...(active ? [] : ['停用'])];
    return words.length === 0 ? name : `${name}（${words.join('、')}）`;
  };
}

function personText({ units }: People): (person: StaffMember) => string {
  return ({ name, title, roles, unitId, active }) => {
    const unit = unitId === undefined ? '' : `${units.get(unitId)?.name ?? unitId}，`;
    const held = roles.length === 0 ? '' : `，角色${roles.join('、')}`;
    return `${name}（${unit}${title}${held}${active ? '' : '，离岗'}）`;
  };
}
