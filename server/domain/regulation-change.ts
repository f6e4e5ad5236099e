import { holdsRight } from './access.ts';
import type { Directory, RoleId, StaffId } from './directory.ts';
import { staffingNotes } from './directory-review.ts';
import { numberClashes } from './number-clashes.ts';
import type { Office } from './office.ts';
import type { Regime } from './regime.ts';
import { ok, type Result, refuse } from './result.ts';

export interface RegulationChange {
  readonly people: Omit<Directory, 'version'>;
  readonly changes: readonly string[];
  /** What is allowed and will make petitions stop somewhere. */
  readonly warnings: readonly string[];
}

/**
 * The office registers by another regulation from now on; open petitions keep theirs, and so people keep the roles
 * they hold by it. Whoever changes it goes on administering the office, or nobody could give the new roles out.
 */
export function regulationChanged(
  {
    directory,
    office,
    offices,
  }: {
    readonly directory: Directory;
    readonly office: Office;
    /** All of the installation. */
    readonly offices: readonly Office[];
  },
  to: { readonly regime: Regime; readonly from: Regime; readonly by: StaffId },
  regimes: readonly Regime[],
): Result<RegulationChange, readonly string[]> {
  const { regime, from, by } = to;
  const changed = { ...office, regimeId: regime.id };
  const others = offices.filter(({ id }) => id !== office.id);
  const clashes = numberClashes([changed, ...others], regimes);
  const person = directory.staff.get(by);
  const role = administeringRole(regime);
  if (clashes.length > 0) return refuse(clashes);
  if (!person || role === undefined) return refuse([`“${regime.title}”没有规定由谁管理人员名单。`]);
  const takesRole = !holdsRight(person, regime, 'administers');
  const staff = new Map(directory.staff);
  if (takesRole) staff.set(by, { ...person, roles: [...person.roles, role] });
  const people = { staff, units: directory.units, offices: new Map([[office.id, changed]]) };
  const title = regime.roles[role]?.title ?? role;
  return ok({
    people,
    changes:
      regime.id === from.id
        ? []
        : [
            `${office.title}登记所依据的制度：${from.title} → ${regime.title}`,
            ...(takesRole ? [`${person.name}暂任“${title}”，以便配置新制度的岗位`] : []),
          ],
    warnings: staffingNotes(people, regime),
  });
}

function administeringRole({ roles }: Regime): RoleId | undefined {
  return Object.entries(roles).find(
    ([, role]) => role.administers === true && role.binding.kind === 'office',
  )?.[0];
}
