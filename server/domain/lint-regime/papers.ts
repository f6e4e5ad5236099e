import { PAPER_WIDTH, type PaperBlock, type PaperCell, type PaperRule } from '../paper.ts';
import { placedRows } from '../paper-grid.ts';
import { type PaperToken, tokensOf } from '../paper-text.ts';
import type { Regime } from '../regime.ts';
import { mayAnswer } from './records.ts';
import { guardProblems } from './references.ts';

/** Papers of no form, places nobody can fill and tables that do not close. */
export function lintPapers(regime: Regime): readonly string[] {
  return Object.entries(regime.papers?.sheets ?? {}).flatMap(([form, rule]) => {
    const title = regime.forms[form]?.title;
    if (title === undefined) return [`打印样式“${form}”没有对应的表单。`];
    const place = `表单“${title}”`;
    return [
      ...guardProblems(place, rule.when),
      ...(rule.flows ?? [])
        .filter((flow) => !regime.flows[flow])
        .map((flow) => `${place}使用了不认识的流程“${flow}”。`),
      ...rule.blocks.flatMap((block) => blockProblems(place, block, regime)),
      ...textsOf(rule)
        .flatMap(tokensOf)
        .flatMap((token) => tokenProblems(place, token, regime)),
    ];
  });
}

function textsOf({ blocks }: PaperRule): readonly string[] {
  return blocks.flatMap((block) =>
    'rows' in block
      ? block.rows.flatMap(({ cells }) =>
          cells.flatMap((cell) => [...cell.text, ...(cell.foot ?? [])]),
        )
      : [block.text],
  );
}

function tokenProblems(place: string, token: PaperToken, regime: Regime): readonly string[] {
  if (token.kind === 'unknown') return [`${place}使用了不认识的栏目“${token.name}”。`];
  if (token.kind === 'slot' && !regime.signatureSlots[token.slot]) {
    return [`${place}使用了不认识的签名栏“${token.slot}”。`];
  }
  if (token.kind === 'milestone' && !marks(regime).has(token.milestone)) {
    return [`${place}使用了没有操作标记的节点“${token.milestone}”。`];
  }
  if ('record' in token) return answerProblems(place, token, regime);
  return [];
}

function answerProblems(
  place: string,
  token: { readonly record: string; readonly field?: string; readonly value?: string },
  { records }: Regime,
): readonly string[] {
  const form = records?.[token.record];
  if (!form) return [`${place}使用了不存在的记录“${token.record}”。`];
  if (token.field === undefined) return [];
  const field = form.fields.find(({ id }) => id === token.field);
  if (!field) return [`${place}使用了记录“${form.title}”里没有的栏目“${token.field}”。`];
  return token.value === undefined || mayAnswer(field, token.value)
    ? []
    : [`${place}的选框“${token.value}”，栏目“${field.title}”里选不到。`];
}

function blockProblems(place: string, block: PaperBlock, regime: Regime): readonly string[] {
  if ('rows' in block) return tableProblems(place, block);
  const { answered } = block;
  return (answered?.is ?? []).flatMap((value) =>
    answered ? answerProblems(place, { ...answered, value }, regime) : [],
  );
}

function marks({ stages, standingActs }: Regime): ReadonlySet<string> {
  const acts = [
    ...Object.values(stages).flatMap((stage) => Object.values(stage.acts)),
    ...Object.values(standingActs),
  ];
  return new Set(acts.flatMap((act) => act.marks ?? []));
}

function tableProblems(place: string, block: PaperBlock): readonly string[] {
  if (!('rows' in block)) return [];
  const cells = block.rows.flatMap((row) => row.cells);
  return [
    ...placedRows(block.rows).flatMap(({ end }, index) =>
      end === PAPER_WIDTH ? [] : [`${place}第${index + 1}行宽${end}毫米，应为${PAPER_WIDTH}毫米。`],
    ),
    ...(block.rows.some(({ repeat, cells: own }) => repeat && own.some(({ down = 1 }) => down > 1))
      ? [`${place}有逐项重复的行含跨行单元格。`]
      : []),
    ...(cells.some(isTwoWays) ? [`${place}有跨行的签名栏，签名只能占一行。`] : []),
  ];
}

function isTwoWays({ down = 1, foot }: PaperCell): boolean {
  return down > 1 && foot !== undefined;
}
