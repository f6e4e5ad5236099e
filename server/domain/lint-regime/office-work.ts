import type { DutyRule } from '../duties.ts';
import type { ReadingRules } from '../reading-modes.ts';
import type { Regime } from '../regime.ts';
import { fieldProblems } from './records.ts';
import { guardProblems, roleProblems } from './references.ts';

/** Duties nobody has or can do, and readings for which there is no reader or no letter. */
export function lintOfficeWork(regime: Regime): readonly string[] {
  const { duties = {}, readings } = regime;
  return [
    ...Object.values(duties).flatMap((duty) => dutyProblems(duty, regime)),
    ...(readings ? readingProblems(readings, regime) : []),
  ];
}

function dutyProblems(duty: DutyRule, regime: Regime): readonly string[] {
  const name = `例行工作“${duty.title}”`;
  const { doneBy, due, every, form } = duty;
  return [
    ...roleProblems(name, [duty.by], regime),
    ...holderProblems(name, duty, regime),
    ...((every === undefined) === (due === undefined) ? [] : [`${name}应当同时写明周期和期限。`]),
    ...(doneBy === undefined ? fieldProblems(duty.title, form) : []),
    ...(doneBy === undefined && form.length === 0 ? [`${name}没有要记录的内容。`] : []),
    ...(doneBy !== undefined && regime.readings?.modes[doneBy] === undefined
      ? [`${name}以批阅件完成，制度没有这种批阅方式“${doneBy}”。`]
      : []),
    ...(doneBy !== undefined && every === undefined ? [`${name}以批阅件完成，应当写明周期。`] : []),
  ];
}

/** A duty is the office's, whatever petitions there are: a role found from a petition has no holder here. */
function holderProblems(name: string, { by }: DutyRule, { roles }: Regime): readonly string[] {
  const kind = roles[by]?.binding.kind;
  return kind === 'caseworker' || kind === 'named'
    ? [`${name}的责任角色“${by}”随信访件确定，没有信访件时无人负责。`]
    : [];
}

function readingProblems(
  { modes, readers, confidentialTo = [] }: ReadingRules,
  regime: Regime,
): readonly string[] {
  return [
    ...roleProblems('领导批阅', [...readers, ...confidentialTo], regime),
    ...confidentialTo
      .filter((role) => !readers.includes(role))
      .map((role) => `检举控告件的批阅领导“${role}”不在批阅领导之列。`),
    ...Object.values(modes).flatMap(({ title, period, gathers }) => [
      ...guardProblems(`批阅方式“${title}”`, gathers),
      ...(gathers !== undefined && period === undefined
        ? [`批阅方式“${title}”汇集一个时期的信访件，应当写明时期。`]
        : []),
    ]),
    ...(Object.keys(modes).length === 0 ? ['领导批阅没有任何方式。'] : []),
  ];
}
