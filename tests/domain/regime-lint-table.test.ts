import { describe, expect, it } from 'vitest';
import type { Guard } from '../../server/domain/guard.ts';
import { lintRegime } from '../../server/domain/lint-regime.ts';
import type { Regime } from '../../server/domain/regime.ts';
import {
  act,
  clock,
  type Draft,
  found,
  type PlantedFault,
  problemsWith,
  regimes,
  stage,
} from '../support/planted-regime.ts';

const conclude = '环节“办结签批”的操作“签批办结”(conclude)';
const followUp = '时限“办结后回访”(followUpVisit)';

function condition(guard: string): PlantedFault[1] {
  return (regime) => {
    act(regime, 'awaitingConclusion', 'conclude').when = [guard as Guard];
  };
}

/** What the customer asked for by name: each is planted in the regulation as it is, and named in a sentence. */
const faults: readonly PlantedFault[] = [
  [
    'a stage that cannot be reached',
    (regime) => {
      regime.stages.attic = structuredClone(stage(regime, 'handling'));
      stage(regime, 'attic').title = '阁楼';
    },
    '环节“阁楼”(attic)从任何流程起点都走不到。',
  ],
  [
    'a stage that never ends',
    (regime) => {
      const { confirmTransfer } = stage(regime, 'awaitingTransfer').acts;
      regime.stages.limbo = {
        ...structuredClone(stage(regime, 'visitPrincipalOpinion')),
        title: '搁置',
        acts: { wait: { ...found(confirmTransfer), to: 'limbo' } },
      };
      act(regime, 'awaitingReply', 'deliverReply').to = 'limbo';
    },
    '环节“搁置”(limbo)走不到任何终结环节，无法办结。',
  ],
  [
    'an act without an actor',
    (regime) => {
      act(regime, 'awaitingConclusion', 'conclude').by = [];
    },
    `${conclude}没有规定由谁办理。`,
  ],
  [
    'a clock without a stop',
    (regime) => {
      clock(regime, 'followUpVisit').stopsOn = [];
    },
    `${followUp}没有规定何时停止。`,
  ],
  [
    'a clock without an owner',
    (regime) => {
      clock(regime, 'followUpVisit').responsible = [];
    },
    `${followUp}没有责任人。`,
  ],
  [
    'a clock without a clause',
    (regime) => {
      clock(regime, 'followUpVisit').clause = { document: '', article: '', quote: '' };
    },
    `${followUp}没有写明依据的文件、条款和原文。`,
  ],
  ['an unknown condition', condition('happy'), `${conclude}使用了不认识的条件“happy”。`],
  [
    'a condition on a record that is not there',
    condition('recorded:picnic'),
    '条件“recorded:picnic”问的是不存在的记录“picnic”。',
  ],
  [
    'a condition on a column that is not there',
    condition('answered:registration.weather=fine'),
    '条件“answered:registration.weather=fine”问的是记录“信访情形登记”里没有的栏目“weather”。',
  ],
  [
    'a condition on an answer that cannot be given',
    condition('answered:registration.level=moon'),
    '条件“answered:registration.level=moon”问的答案“moon”，栏目“到市以上上访”里选不到。',
  ],
  [
    'an act that names a form that is not there',
    (regime) => {
      act(regime, 'awaitingConclusion', 'conclude').scanOf = 'mystery';
    },
    `${conclude}使用了不认识的表单“mystery”。`,
  ],
  [
    'an archive that wants a paper that is not there',
    (regime) => {
      regime.archive = { source: '七', pieces: [{ title: '报告', paper: 'mystery' }] };
    },
    '归档材料“报告”没有打印样式“mystery”。',
  ],
  [
    'a superior’s limit that is stricter and that nobody has looked at',
    (regime) => {
      found(clock(regime, 'notifyPetitioner').limits[0]).limit = {
        unit: 'natural_days',
        amount: 16,
        roll: 'next',
      };
    },
    '上下位冲突未处理：本制度“书面告知信访人接收情况”为16个自然日，上位制度“书面告知信访人接收情况”为15个自然日，须在conflicts中写明。',
  ],
];

describe('the linter names', () => {
  it('nothing in any regulation as it is', () => {
    const said = [...regimes.values()].flatMap((regime) => lintRegime(regime, regimes));
    expect(said).toEqual([]);
  });

  it.each(faults)('%s', (_, plant, sentence) => {
    expect(problemsWith(plant)).toContain(sentence);
  });

  it.each([...regimes.values()].filter(({ sanctions }) => sanctions?.ladder?.steps[0]?.papers[0]))(
    'a sanction of $title whose paper is not there',
    (regime) => {
      const draft = structuredClone(regime) as Draft<Regime>;
      found(draft.sanctions?.ladder?.steps[0]).papers = ['mystery'];
      const said = lintRegime(draft as Regime, regimes);
      expect(said.filter((each) => each.includes('没有文书样式“mystery”。'))).toHaveLength(1);
    },
  );
});
