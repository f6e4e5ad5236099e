import type { RoleId } from '../directory.ts';
import { elapsedAsked, type Guard, recordAsked } from '../guard.ts';
import type { Regime } from '../regime.ts';
import { guardNames } from '../regime-vocabulary.ts';
import { isTemplateId } from '../wording.ts';

/** Guards nobody knows, and pairs that can never hold together. */
export function guardProblems(
  place: string,
  when: readonly Guard[] | undefined,
): readonly string[] {
  const guards = when ?? [];
  return guards.flatMap((guard) => [
    ...(guardNames.some((name) => guard === name || guard === `!${name}`) ||
    recordAsked(guard.replace(/^!/, '')) ||
    elapsedAsked(guard.replace(/^!/, '')) !== null
      ? []
      : [`${place}使用了不认识的条件“${guard}”。`]),
    ...(guards.some((other) => other === `!${guard}`)
      ? [`${place}的条件“${guard}”与“!${guard}”矛盾，永远不成立。`]
      : []),
  ]);
}

/** Roles nobody knows, or whom nobody in the system holds. */
export function roleProblems(
  place: string,
  roles: readonly RoleId[],
  regime: Regime,
): readonly string[] {
  return roles.flatMap((role) => {
    const known = regime.roles[role];
    if (!known) return [`${place}使用了不认识的角色“${role}”。`];
    return known.binding.kind === 'external'
      ? [`${place}指向系统外的角色“${known.title}”，无人可以收到或者办理。`]
      : [];
  });
}

export function templateProblems(place: string, template: string): readonly string[] {
  return isTemplateId(template) ? [] : [`${place}使用了不存在的消息模板“${template}”。`];
}
