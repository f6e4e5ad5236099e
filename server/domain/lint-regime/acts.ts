import type { Regime } from '../regime.ts';
import { branchesOf, type NamedAct, namedActs } from './named-acts.ts';
import { guardProblems, roleProblems, templateProblems } from './references.ts';

/** Who acts, under which conditions, signing what, telling whom. */
export function lintActs(regime: Regime): readonly string[] {
  return namedActs(regime).flatMap((named) => [
    ...actorProblems(named, regime),
    ...routeProblems(named, regime),
    ...slotProblems(named, regime),
    ...formProblems(named, regime),
    ...tellingProblems(named, regime),
  ]);
}

function actorProblems({ act, place }: NamedAct, regime: Regime): readonly string[] {
  const roles = act.by.map(({ role }) => role);
  return [
    ...(roles.length === 0 ? [`${place}没有规定由谁办理。`] : []),
    ...roleProblems(place, roles, regime),
    ...guardProblems(place, act.when),
    ...act.by.flatMap(({ when }) => guardProblems(place, when)),
    ...(act.needs ?? []).flatMap(({ guard, when }) =>
      guardProblems(place, [...(when ?? []), guard]),
    ),
  ];
}

function routeProblems({ act, place, stage }: NamedAct, regime: Regime): readonly string[] {
  const branches = branchesOf(act.to);
  const listed = typeof act.to !== 'string';
  return [
    ...branches
      .filter((branch) => !regime.stages[branch.stage])
      .map((branch) => `${place}通向不存在的环节“${branch.stage}”。`),
    ...branches.flatMap(({ when }) => guardProblems(place, when)),
    ...(listed && (branches.length === 0 || branches.at(-1)?.when)
      ? [`${place}的去向没有缺省分支（最后一支不得带条件）。`]
      : []),
    ...(branches.slice(0, -1).some(({ when }) => !when)
      ? [`${place}的缺省分支之后还有分支，永远走不到。`]
      : []),
    ...(stage === undefined && act.to !== 'stay' ? [`${place}不得改变环节。`] : []),
  ];
}

function slotProblems({ act, place }: NamedAct, regime: Regime): readonly string[] {
  return [...(act.signs === undefined ? [] : [act.signs]), ...(act.voids ?? [])]
    .filter((slot) => !regime.signatureSlots[slot])
    .map((slot) => `${place}使用了不认识的签名栏“${slot}”。`);
}

function formProblems({ act, place }: NamedAct, regime: Regime): readonly string[] {
  return act.scanOf === undefined || regime.forms[act.scanOf]
    ? []
    : [`${place}使用了不认识的表单“${act.scanOf}”。`];
}

function tellingProblems({ act, place }: NamedAct, regime: Regime): readonly string[] {
  return (act.tells ?? []).flatMap(({ template, to, when }) => [
    ...templateProblems(`${place}的通知`, template),
    ...roleProblems(`${place}的通知`, to, regime),
    ...guardProblems(`${place}的通知`, when),
  ]);
}
