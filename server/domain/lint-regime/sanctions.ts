import { officePaperPlaces, officePaperTokens } from '../office-paper.ts';
import type { Regime } from '../regime.ts';
import { measureFields } from '../sanctions/people.ts';
import type { LadderStep, MeasureRules } from '../sanctions/rules.ts';

/** Sanctions nobody can issue, steps out of order, papers and choices that are not there. */
export function lintSanctions(regime: Regime): readonly string[] {
  const { sanctions, qualityGate } = regime;
  const { ladder, measures = {}, keptBy = [] } = sanctions ?? {};
  return [
    ...rolesMissing('考核问责的管理人', keptBy, regime),
    ...rolesMissing('答复质量清单的阅看人', qualityGate?.listedFor ?? [], regime),
    ...choicesMissing('答复质量把关', [qualityGate?.choice], regime),
    ...(ladder?.steps ?? []).flatMap((step, index, steps) => [
      ...stepProblems(step, regime),
      ...(index > 0 && step.at <= (steps[index - 1]?.at ?? 0)
        ? [`问责环节“${step.title}”的件数没有大于前一环节。`]
        : []),
    ]),
    ...(ladder && !countsAnything(regime)
      ? ['没有一个由承办方负责、计入超期的时限，超期累计无从算起。']
      : []),
    ...rolesMissing(
      '异议程序',
      [...(ladder?.objection.by ?? []), ...(ladder?.objection.decidedBy ?? [])],
      regime,
    ),
    ...choicesMissing('超期累计', [ladder?.choice, ladder?.objection.choice], regime),
    ...Object.values(measures).flatMap((measure) => measureProblems(measure, regime)),
    ...paperProblems(regime),
  ];
}

function stepProblems(step: LadderStep, regime: Regime): readonly string[] {
  const { title, signedBy, tells, papers, owes } = step;
  const place = `问责环节“${title}”`;
  const owed = owes?.paper === undefined ? [] : [owes.paper];
  return [
    ...rolesMissing(place, [...signedBy, ...tells, ...(owes?.by ?? [])], regime),
    ...papersMissing(place, [...papers, ...owed], regime),
    ...choicesMissing(place, [owes?.choice], regime),
  ];
}

function measureProblems(measure: MeasureRules, regime: Regime): readonly string[] {
  const { title, draftedBy, signedBy, tells = [], papers, due, outcome, takes = [] } = measure;
  const place = `问责措施“${title}”`;
  const ids = measureFields(measure, regime).map(({ id }) => id);
  return [
    ...rolesMissing(place, [...draftedBy, ...signedBy, ...tells, ...(outcome?.by ?? [])], regime),
    ...papersMissing(place, papers, regime),
    ...takes
      .filter((id) => regime.records?.[id] === undefined)
      .map((id) => `${place}取用的记录“${id}”不存在。`),
    ...(takes.length > 0 && measure.petition !== 'required'
      ? [`${place}取用信访件的记录，却没有要求写明件号。`]
      : []),
    ...(ids.length === 0 ? [`${place}没有任何内容。`] : []),
    ...ids
      .filter((id, index) => ids.indexOf(id) < index)
      .map((id) => `${place}的栏目“${id}”出现了两次。`),
    ...(due !== undefined && regime.clocks[due] === undefined
      ? [`${place}的期限“${due}”不是本制度的时限。`]
      : []),
    ...(due !== undefined && measure.petition !== 'required'
      ? [`${place}的期限随信访件，却没有要求写明件号。`]
      : []),
  ];
}

function countsAnything({ clocks, roles }: Regime): boolean {
  return Object.values(clocks).some(
    ({ countsOverdue, responsible }) =>
      countsOverdue &&
      responsible.some((role) => {
        const kind = roles[role]?.binding.kind;
        return kind === 'unit' || kind === 'caseworker' || kind === 'named';
      }),
  );
}

/** A role that is missing, and one that nobody in the office holds. */
function rolesMissing(place: string, ids: readonly string[], { roles }: Regime): readonly string[] {
  return ids.flatMap((id) => {
    const kind = roles[id]?.binding.kind;
    if (kind === 'office' || kind === 'unit') return [];
    return [
      kind === undefined
        ? `${place}中的角色“${id}”不存在。`
        : `${place}中的角色“${id}”不是岗位，无人可办。`,
    ];
  });
}

function papersMissing(place: string, ids: readonly string[], { papers }: Regime) {
  return ids
    .filter((id) => papers?.notices?.[id] === undefined)
    .map((id) => `${place}没有文书样式“${id}”。`);
}

function choicesMissing(place: string, ids: readonly (string | undefined)[], regime: Regime) {
  return ids
    .filter((id) => id !== undefined && !regime.choices.some((choice) => choice.id === id))
    .map((id) => `${place}引用的取舍说明“${id}”不存在。`);
}

/** Places on the papers that nothing fills. */
function paperProblems(regime: Regime): readonly string[] {
  const { papers, sanctions } = regime;
  const measures = Object.values(sanctions?.measures ?? {});
  const answered = measures.flatMap((measure) =>
    measureFields(measure, regime).map(({ id }) => `answer.${id}`),
  );
  const recorded = measures.flatMap(({ outcome }) =>
    (outcome?.fields ?? []).map(({ id }) => `outcome.${id}`),
  );
  const known = new Set<string>([...officePaperPlaces, ...answered, ...recorded]);
  return Object.values(papers?.notices ?? {}).flatMap(({ title, blocks }) =>
    blocks
      .flatMap((block) =>
        'text' in block
          ? [
              ...officePaperTokens(block.text).flatMap((token) =>
                'place' in token ? [token.place] : [],
              ),
              ...(block.only === undefined ? [] : [block.only]),
            ]
          : [],
      )
      .filter((place) => !known.has(place))
      .map((place) => `文书“${title}”里的“{${place}}”没有内容可填。`),
  );
}
