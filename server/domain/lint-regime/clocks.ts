import type { ClockId, ClockRule, Limit, Milestone } from '../clock-rule.ts';
import type { Regime } from '../regime.ts';
import { branchesOf, namedActs } from './named-acts.ts';
import { guardProblems, roleProblems, templateProblems } from './references.ts';

/** Every clock has an amount, a start, a stop, someone answerable and the clause it comes from. */
export function lintClocks(regime: Regime): readonly string[] {
  const marked = markedMilestones(regime);
  return [
    ...Object.entries(regime.clocks).flatMap(([id, rule]) => {
      const place = `时限“${rule.title}”(${id})`;
      return [
        ...limitProblems(place, id, rule, regime),
        ...anchorProblems(place, rule, regime),
        ...triggerProblems(place, rule, marked),
        ...answerableProblems(place, rule, regime),
        ...warningProblems(place, rule, regime),
      ];
    }),
    ...lateStarts(regime),
    ...measureProblems(regime, marked),
    ...(Object.values(regime.clocks).filter((rule) => rule.closesReturnWindow).length > 1
      ? ['只能有一个时限标为closesReturnWindow。']
      : []),
  ];
}

function markedMilestones(regime: Regime): ReadonlySet<Milestone> {
  return new Set([
    ...Object.values(regime.flows).flatMap(({ marks }) => marks),
    ...namedActs(regime).flatMap(({ act }) => act.marks ?? []),
  ]);
}

function limitProblems(
  place: string,
  id: ClockId,
  { limits, scope, closesReturnWindow }: ClockRule,
  regime: Regime,
): readonly string[] {
  const shadowed = limits
    .slice(0, -1)
    .some(({ when, limit }) => !when && limit.unit !== 'external');
  return [
    ...(limits.length === 0 ? [`${place}没有规定数额。`] : []),
    ...(limits.at(-1)?.when ? [`${place}的数额没有缺省项（最后一项不得带条件）。`] : []),
    ...(shadowed ? [`${place}的缺省数额之后还有数额，永远用不到。`] : []),
    ...limits.flatMap(({ when, limit }) => [
      ...guardProblems(place, when),
      ...(limit.unit === 'before_clock' && !regime.clocks[limit.clock]
        ? [`${place}依附于不存在的时限“${limit.clock}”。`]
        : []),
      ...unspecifiedProblems(place, limit, regime),
    ]),
    ...(countsBackTo(regime, id).has(id) ? [`${place}互相依附，形成循环。`] : []),
    ...(closesReturnWindow && scope !== 'assignment'
      ? [`${place}关闭退单窗口，应属于每次交办(assignment)。`]
      : []),
  ];
}

/** A bare 日 needs its reading, and whoever reads it otherwise may not change the number of the text with it. */
function unspecifiedProblems(place: string, limit: Limit, { choices }: Regime): readonly string[] {
  if (limit.unit !== 'unspecified') return [];
  const { amount, reading, choice } = limit;
  return [
    ...(choices.some(({ id }) => id === choice)
      ? []
      : [`${place}的单位没有写明，所依据的“${choice}”却不在choices中。`]),
    ...(('amount' in reading ? reading.amount : 1) === amount
      ? []
      : [`${place}的读法与原文的数额${amount}不同。`]),
  ];
}

/** The day that a clock is counted from has to be asked for somewhere. */
function anchorProblems(
  place: string,
  { startsAt }: ClockRule,
  { records }: Regime,
): readonly string[] {
  if (typeof startsAt !== 'object') return [];
  const field = records?.[startsAt.record]?.fields.find(({ id }) => id === startsAt.field);
  return field?.control === 'day'
    ? []
    : [`${place}的起算日“${startsAt.record}.${startsAt.field}”不是记录中的日期。`];
}

function measureProblems(
  { measures = {} }: Regime,
  marked: ReadonlySet<Milestone>,
): readonly string[] {
  return Object.values(measures).flatMap(({ title, from, to, clause }) => [
    ...[from, to]
      .filter((milestone) => !marked.has(milestone))
      .map((milestone) => `用时“${title}”的节点“${milestone}”没有任何操作会标记。`),
    ...(from === to ? [`用时“${title}”的起止节点相同。`] : []),
    ...(Object.values(clause).some((part) => part.trim() === '')
      ? [`用时“${title}”没有写明依据的文件、条款和原文。`]
      : []),
  ]);
}

/** All clocks from which this one is counted back, directly or through others. */
function countsBackTo(regime: Regime, from: ClockId): ReadonlySet<ClockId> {
  const leading = (id: ClockId) =>
    (regime.clocks[id]?.limits ?? []).flatMap(({ limit }) =>
      limit.unit === 'before_clock' ? [limit.clock] : [],
    );
  const found = new Set(leading(from));
  for (const clock of found) for (const next of leading(clock)) found.add(next);
  return found;
}

function triggerProblems(
  place: string,
  { startsOn, stopsOn }: ClockRule,
  marked: ReadonlySet<Milestone>,
): readonly string[] {
  return [
    ...(startsOn.length === 0 ? [`${place}没有规定从何时起算。`] : []),
    ...(stopsOn.length === 0 ? [`${place}没有规定何时停止。`] : []),
    ...[...startsOn, ...stopsOn].flatMap(({ milestone, when }) => [
      ...(marked.has(milestone) ? [] : [`${place}等待的节点“${milestone}”没有任何操作会标记。`]),
      ...guardProblems(place, when),
    ]),
  ];
}

function answerableProblems(
  place: string,
  { responsible, clause, note, explicit }: ClockRule,
  regime: Regime,
): readonly string[] {
  const complete = [clause.document, clause.article, clause.quote].every(
    (part) => part.trim() !== '',
  );
  return [
    ...(responsible.length === 0 ? [`${place}没有责任人。`] : []),
    ...responsible
      .filter((role) => !regime.roles[role])
      .map((role) => `${place}使用了不认识的角色“${role}”。`),
    ...(complete ? [] : [`${place}没有写明依据的文件、条款和原文。`]),
    ...(explicit || note !== undefined ? [] : [`${place}的数额不是原文所定，须在note中说明由来。`]),
  ];
}

function warningProblems(
  place: string,
  { warnings }: ClockRule,
  regime: Regime,
): readonly string[] {
  return warnings.flatMap(({ template, to, side, amount }) => [
    ...templateProblems(`${place}的提醒`, template),
    ...roleProblems(`${place}的提醒`, to, regime),
    ...(side === 'before' && amount === 0 ? [`${place}的提前提醒没有提前量。`] : []),
  ]);
}

/** A clock started by the very step that ends the petition would run for ever. */
function lateStarts(regime: Regime): readonly string[] {
  const starting = new Set(
    Object.values(regime.clocks).flatMap(({ startsOn }) => startsOn.map((each) => each.milestone)),
  );
  return namedActs(regime).flatMap(({ act, place }) => {
    const next = branchesOf(act.to);
    const ends = next.length > 0 && next.every(({ stage }) => regime.stages[stage]?.end);
    return ends && act.marks?.some((mark) => starting.has(mark))
      ? [`${place}通向终结环节，却会启动时限。`]
      : [];
  });
}
