import { PAPER_WIDTH, type PaperBlock, type PaperCell, type PaperRule } from '../paper.ts';
import { placedRows } from '../paper-grid.ts';
import { type PaperToken, tokensOf } from '../paper-text.ts';
import type { Regime } from '../regime.ts';
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
      ...rule.blocks.flatMap((block) => tableProblems(place, block)),
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
  return [];
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
    ...(cells.some(isTwoWays) ? [`${place}有跨行的签名栏，签名只能占一行。`] : []),
  ];
}

function isTwoWays({ down = 1, foot }: PaperCell): boolean {
  return down > 1 && foot !== undefined;
}
