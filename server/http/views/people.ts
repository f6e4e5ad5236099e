import type { Person } from '../../contract/people.ts';
import { holdsRight, postTitles, roleTitles } from '../../domain/access.ts';
import { mayRegister } from '../../domain/decide/registration.ts';
import type { Directory, StaffId, StaffMember } from '../../domain/directory.ts';
import type { Regime } from '../../domain/regime.ts';
import { chineseDay, readDay } from '../../domain/time.ts';

export function personView(person: StaffMember, directory: Directory, regime: Regime): Person {
  const unit = person.unitId === undefined ? undefined : directory.units.get(person.unitId);
  return {
    id: person.id,
    name: person.name,
    title: person.title,
    ...(unit ? { unitName: unit.name } : {}),
    roles: [...roleTitles(person, regime), ...postTitles(person, directory, regime)],
    mayRegister: Object.values(regime.flows).some((flow) => mayRegister(person, regime, flow)),
    isOffice: isOffice(person, regime),
    holdsRole: person.roles.length > 0,
    ...(holdsRight(person, regime, 'administers') ? { administers: true as const } : {}),
    ...(holdsRight(person, regime, 'audits') ? { audits: true as const } : {}),
  };
}

/** The petition office: whoever may act, if only aside, where petitions come in. */
export function isOffice({ roles }: StaffMember, { flows, stages }: Regime): boolean {
  return Object.values(flows)
    .flatMap(({ start }) => Object.values(stages[start]?.acts ?? {}))
    .some(({ by }) => by.some(({ role }) => roles.includes(role)));
}

/** A person who has left keeps the name on the file; one who was never known is shown as such. */
export function nameOf(id: StaffId, { staff }: Directory): string {
  return staff.get(id)?.name ?? '（已不在通讯录）';
}

/** The name with where its bearer is, for those who wait for him: `方样本（外出至9月30日）`. */
export function nameWithAbsence(id: StaffId, directory: Directory): string {
  const away = directory.staff.get(id)?.away;
  const name = nameOf(id, directory);
  return away ? `${name}（外出至${chineseDay(readDay(away.to))}）` : name;
}
