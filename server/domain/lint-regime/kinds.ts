import type { ActKind } from '../act-input.ts';
import type { Regime, SeriesId } from '../regime.ts';
import { actKinds } from '../regime-vocabulary.ts';
import { branchesOf, type NamedAct, namedActs } from './named-acts.ts';

/** What an act of a kind presupposes is there: its number series, its clock, the acts that answer it. */
export function lintKinds(regime: Regime): readonly string[] {
  const acts = namedActs(regime);
  const kinds = new Set(acts.map(({ act }) => act.kind));
  return acts.flatMap((named) => [
    ...presupposedProblems(named, regime, kinds),
    ...markProblems(named),
    ...(endingKinds.has(named.act.kind) ? endProblems(named, regime) : []),
  ]);
}

interface Presupposed {
  readonly series?: SeriesId;
  readonly counterparts?: readonly ActKind[];
  readonly clock?: 'closesReturnWindow' | 'extendable';
}

const presupposed: Readonly<Partial<Record<ActKind, Presupposed>>> = {
  propose: { counterparts: ['assign'] },
  assign: { counterparts: ['accept'] },
  accept: { counterparts: ['nameCaseworker'] },
  return: { counterparts: ['assign', 'rejectReturn'], clock: 'closesReturnWindow' },
  openVerification: { series: 'verification', counterparts: ['statement', 'deliverReply'] },
  consult: { counterparts: ['concludeConsultation'] },
  answerFlags: {
    series: 'supervision',
    counterparts: ['closeSupervision', 'concludeConsultation'],
  },
  openSupervision: { series: 'supervision', counterparts: ['closeSupervision'] },
  sendLetter: { series: 'liaisonLetter', counterparts: ['recordLetterReply'] },
  requestExtension: { counterparts: ['grantExtension', 'refuseExtension'], clock: 'extendable' },
};

const endingKinds: ReadonlySet<ActKind> = new Set(['merge', 'terminate']);

function presupposedProblems(
  { act, place }: NamedAct,
  regime: Regime,
  kinds: ReadonlySet<ActKind>,
): readonly string[] {
  if (!actKinds.includes(act.kind)) return [`${place}的种类“${act.kind}”不存在。`];
  const { series, counterparts = [], clock } = presupposed[act.kind] ?? {};
  return [
    ...(series !== undefined && !regime.numbers[series]
      ? [`${place}需要编号序列“${series}”。`]
      : []),
    ...counterparts
      .filter((kind) => !kinds.has(kind))
      .map((kind) => `${place}需要种类为“${kind}”的操作与之配套。`),
    ...(clock && !Object.values(regime.clocks).some((rule) => rule[clock])
      ? [`${place}需要一个标为${clock}的时限。`]
      : []),
  ];
}

function markProblems({ act, place }: NamedAct): readonly string[] {
  return [
    ...(act.binds && act.kind !== 'assign' ? [`${place}不是交办，不得标为裁定(binds)。`] : []),
    ...(act.requiresNote && act.kind !== 'step'
      ? [`${place}不是一步推进，不得要求说明(requiresNote)。`]
      : []),
  ];
}

function endProblems({ act, place }: NamedAct, regime: Regime): readonly string[] {
  const next = branchesOf(act.to);
  return next.length > 0 && next.every(({ stage }) => regime.stages[stage]?.end)
    ? []
    : [`${place}必须通向终结环节。`];
}
