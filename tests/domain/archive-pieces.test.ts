import { describe, expect, it } from 'vitest';
import { holds, lackingPieces } from '../../server/domain/guards.ts';
import type { Petition } from '../../server/domain/petition.ts';
import type { Regime } from '../../server/domain/regime.ts';
import { clerk } from '../support/people.ts';
import { draftRegime, type PlantedFault, problemsWith } from '../support/planted-regime.ts';
import { deskUnder } from '../support/regime-desk.ts';
import { at, officeCalendar } from '../support/time.ts';

const NOW = at('2026-03-16 10:00');

function context() {
  const regime = draftRegime();
  regime.archive = {
    source: '七（二）',
    to: '市联席会议办公室',
    pieces: [
      { title: '来信件', attached: 'material' },
      { title: '联系记录', holds: ['contacted'] },
      { title: '重复件说明', when: ['repeated'], attached: 'other' },
      { title: '办理单签字件', scan: 'handlingSheet' },
    ],
  };
  return { now: NOW, calendar: officeCalendar(), regime: regime as Regime };
}

function registered(): Petition {
  return deskUnder('jinghu2020', '2026-03-16 10:00').register(clerk);
}

const file = { id: 'f', mediaType: 'image/png', size: 1, sha256: 'f', petitionerVisible: false };
const added = { addedBy: clerk, addedAt: NOW };
const reached = { at: NOW, by: clerk, on: 20528, how: 'phone', summary: '已告知进展' } as const;

describe('a closed file is archived complete [W19]', () => {
  it('says what is still missing, and nothing of what it does not need', () => {
    const petition = registered();
    expect(lackingPieces(petition, context())).toEqual(['来信件', '联系记录', '办理单签字件']);
    expect(holds(['archiveComplete'], petition, context())).toBe(false);
    const repeated = { ...petition, facts: { ...petition.facts, repeated: true } };
    expect(lackingPieces(repeated, context())).toContain('重复件说明');
  });

  it('is complete with the last piece', () => {
    const petition: Petition = {
      ...registered(),
      contacts: [{ ...reached, outcome: 'reached' } as Petition['contacts'][number]],
      attachments: [
        { ...file, ...added, purpose: 'material' },
        { ...file, ...added, purpose: 'signedForm', form: 'handlingSheet' },
      ],
    };
    expect(lackingPieces(petition, context())).toEqual([]);
    expect(holds(['archiveComplete'], petition, context())).toBe(true);
    const [material] = petition.attachments;
    const without = { ...petition, attachments: material ? [material] : [] };
    expect(lackingPieces(without, context())).toEqual(['办理单签字件']);
  });
});

describe('the petitioner has been contacted [W9] [F9]', () => {
  it('only when he was reached', () => {
    const tried = (outcome: 'reached' | 'notReached') => ({
      ...registered(),
      contacts: [{ ...reached, outcome } as Petition['contacts'][number]],
    });
    expect(holds(['contacted'], tried('notReached'), context())).toBe(false);
    expect(holds(['contacted'], tried('reached'), context())).toBe(true);
  });
});

const faults: readonly PlantedFault[] = [
  [
    'a piece of which nothing is named',
    (regime) => {
      regime.archive = { source: '七', pieces: [{ title: '来信件' }] };
    },
    '归档材料“来信件”没有写明怎样才算齐全。',
  ],
  [
    'a piece printed on no paper',
    (regime) => {
      regime.archive = { source: '七', pieces: [{ title: '报告', paper: 'noSuchPaper' }] };
    },
    '归档材料“报告”没有打印样式“noSuchPaper”。',
  ],
  [
    'an archive that waits for itself',
    (regime) => {
      regime.archive = { source: '七', pieces: [{ title: '报告', holds: ['archiveComplete'] }] };
    },
    '归档材料“报告”不能以归档材料齐全为条件。',
  ],
  [
    'a rating of no record',
    (regime) => {
      regime.query = { source: '三', rating: { record: 'rating', field: 'rating' } };
    },
    '信访人评价所依据的栏目不存在，或者不是单选。',
  ],
  [
    'a way of coming in named twice',
    (regime) => {
      regime.registration?.channels.push({ id: 'letter', title: '信件' });
    },
    '登记的信访形式“letter”重复。',
  ],
];

describe('the linter names', () => {
  it.each(faults)('%s', (_what, plant, sentence) => {
    expect(problemsWith(plant)).toContain(sentence);
  });
});
