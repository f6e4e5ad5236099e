import { describe, expect, it } from 'vitest';
import type { PaperTable } from '../../server/domain/paper.ts';
import { placedRows } from '../../server/domain/paper-grid.ts';
import {
  type DraftRegime,
  found,
  type PlantedFault,
  problemsWith,
} from '../support/planted-regime.ts';

function sheet(regime: DraftRegime, form = 'handlingSheet') {
  return found(found(regime.papers).sheets[form]);
}

function table(regime: DraftRegime) {
  const block = found(sheet(regime).blocks.find((candidate) => 'rows' in candidate));
  if (!('rows' in block)) throw new Error('no table');
  return block;
}

const faults: readonly PlantedFault[] = [
  [
    'a row that is too narrow',
    (regime) => {
      found(found(table(regime).rows[0]).cells[0]).width = 25;
    },
    '表单“““2211”信访流程办理单”第1行宽169毫米，应为170毫米。'.replace('““', '“'),
  ],
  [
    'a fact nobody knows',
    (regime) => {
      sheet(regime).blocks.push({ as: 'note', text: '{petitionersMood}' });
    },
    '使用了不认识的栏目“petitionersMood”。',
  ],
  [
    'a box that is no box',
    (regime) => {
      sheet(regime).blocks.push({ as: 'note', text: '{?number}' });
    },
    '使用了不认识的栏目“number”。',
  ],
  [
    'a signature nobody gives',
    (regime) => {
      sheet(regime).blocks.push({ as: 'note', text: '{handwriting:mayor|　}' });
    },
    '使用了不认识的签名栏“mayor”。',
  ],
  [
    'a point in the petition’s life that no act marks',
    (regime) => {
      sheet(regime).blocks.push({ as: 'note', text: '{doer:forgotten}' });
    },
    '使用了没有操作标记的节点“forgotten”。',
  ],
  [
    'a flow there is not',
    (regime) => {
      sheet(regime).flows = ['letters'];
    },
    '使用了不认识的流程“letters”。',
  ],
  [
    'a paper of no form',
    (regime) => {
      found(regime.papers).sheets.mystery = structuredClone(sheet(regime));
    },
    '打印样式“mystery”没有对应的表单。',
  ],
  [
    'a signature over two rows',
    (regime) => {
      const cell = found(
        table(regime)
          .rows.flatMap((row) => row.cells)
          .find(({ down }) => down === 2),
      );
      cell.foot = ['签名：'];
    },
    '有跨行的签名栏，签名只能占一行。',
  ],
];

describe('a regime may not print', () => {
  it.each(faults)('%s', (_, plant, problem) => {
    expect(problemsWith(plant).join('\n')).toContain(problem);
  });
});

describe('cells that reach down', () => {
  const cell = (width: number, down?: number) => ({ width, text: [''], ...(down ? { down } : {}) });
  const rows: PaperTable['rows'] = [
    { height: 8, cells: [cell(20, 3), cell(50), cell(100, 2)] },
    { height: 8, cells: [cell(50)] },
    { height: 8, cells: [cell(60), cell(90)] },
  ];

  it('push aside what stands beside them in the rows below', () => {
    expect(placedRows(rows).map(({ end }) => end)).toEqual([170, 170, 170]);
    expect(placedRows(rows)[2]?.cells.map(({ left, right }) => [left, right])).toEqual([
      [20, 80],
      [80, 170],
    ]);
  });
});
