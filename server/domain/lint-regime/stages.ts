import type { Regime, Stage, StageId } from '../regime.ts';
import { branchesOf } from './named-acts.ts';

/** Every stage can be reached and left, every flow begins, everyone is reminded of what is open. */
export function lintStages(regime: Regime): readonly string[] {
  return [
    ...flowProblems(regime),
    ...Object.entries(regime.stages).flatMap(([id, stage]) => stageProblems(id, stage, regime)),
    ...reachProblems(regime),
    ...standingProblems(regime),
  ];
}

function flowProblems(regime: Regime): readonly string[] {
  return Object.entries(regime.flows).flatMap(([id, { title, start, series }]) => [
    ...(regime.stages[start]?.flow === id
      ? []
      : [`流程“${title}”的起点“${start}”不是本流程的环节。`]),
    ...(regime.numbers[series] ? [] : [`流程“${title}”使用了不认识的编号序列“${series}”。`]),
  ]);
}

function stageProblems(id: StageId, stage: Stage, regime: Regime): readonly string[] {
  const place = `环节“${stage.title}”(${id})`;
  const acts = Object.values(stage.acts);
  const flow = regime.flows[stage.flow] ? [] : [`${place}属于不存在的流程“${stage.flow}”。`];
  if (stage.end) {
    return [
      ...flow,
      ...(stage.node === undefined ? [] : [`${place}已终结，不应列入每日提醒的节点。`]),
      ...(acts.every(({ aside }) => aside) ? [] : [`${place}已终结，不应还有待办的操作。`]),
    ];
  }
  const node = stage.node;
  return [
    ...flow,
    ...(node === undefined ? [`${place}没有每日提醒的节点。`] : []),
    ...(node !== undefined && !regime.nodes[node] ? [`${place}使用了不认识的节点“${node}”。`] : []),
    ...(acts.length === 0 ? [`${place}没有任何操作。`] : []),
    ...(acts.length > 0 && acts.every(({ aside }) => aside)
      ? [`${place}的操作都是附带操作，没有人会被提示办理。`]
      : []),
  ];
}

function reachProblems(regime: Regime): readonly string[] {
  const starts = Object.values(regime.flows).map(({ start }) => start);
  const reachable = closure(starts, (stage) => nextOf(regime, stage));
  const ids = Object.keys(regime.stages);
  const before = (stage: StageId) => ids.filter((id) => nextOf(regime, id).includes(stage));
  const ends = ids.filter((id) => regime.stages[id]?.end);
  const ending = closure(ends, before);
  return Object.entries(regime.stages).flatMap(([id, { title }]) => [
    ...(reachable.has(id) ? [] : [`环节“${title}”(${id})从任何流程起点都走不到。`]),
    ...(ending.has(id) ? [] : [`环节“${title}”(${id})走不到任何终结环节，无法办结。`]),
  ]);
}

function nextOf(regime: Regime, stage: StageId): readonly StageId[] {
  return Object.values(regime.stages[stage]?.acts ?? {}).flatMap(({ to }) =>
    branchesOf(to).map((branch) => branch.stage),
  );
}

function closure(
  from: readonly StageId[],
  next: (stage: StageId) => readonly StageId[],
): ReadonlySet<StageId> {
  const found = new Set(from);
  // A set grows while it is walked: stages added here are visited in their turn.
  for (const stage of found) for (const following of next(stage)) found.add(following);
  return found;
}

function standingProblems(regime: Regime): readonly string[] {
  return Object.entries(regime.standingActs).flatMap(([id, { title, during }]) => {
    const place = `常设操作“${title}”(${id})`;
    const stages = during === 'open' ? Object.keys(regime.stages) : during;
    return [
      ...stages
        .filter((stage) => !regime.stages[stage])
        .map((stage) => `${place}用于不存在的环节“${stage}”。`),
      ...stages
        .filter((stage) => during !== 'open' && regime.stages[stage]?.end)
        .map((stage) => `${place}用于已终结的环节“${stage}”。`),
      ...stages
        .filter((stage) => regime.stages[stage]?.acts[id])
        .map((stage) => `${place}与环节“${stage}”自己的操作同名，两者只能留一个。`),
    ];
  });
}
