import { describe, expect, it } from 'vitest';
import { lintRegime } from '../../server/domain/lint-regime.ts';
import type { Regime } from '../../server/domain/regime.ts';
import { type Draft, type DraftRegime, found, regimes } from '../support/planted-regime.ts';

/** What the linter says of the regulation once a fault is planted in its sanctions. */
function problemsIn(id: string, plant: (regime: DraftRegime) => void): readonly string[] {
  const draft = structuredClone(found(regimes.get(id))) as Draft<Regime>;
  plant(draft);
  return lintRegime(draft as Regime, regimes);
}

const sanctions = (regime: DraftRegime) => found(regime.sanctions);
const ladder = (regime: DraftRegime) => found(sanctions(regime).ladder);
const step = (regime: DraftRegime, index: number) => found(ladder(regime).steps[index]);
const measure = (regime: DraftRegime, id: string) => found(sanctions(regime).measures?.[id]);
const notice = (regime: DraftRegime, id: string) => found(found(regime.papers).notices?.[id]);

const inPanjin: readonly [string, (regime: DraftRegime) => void, string][] = [
  [
    'nobody signs',
    (regime) => {
      step(regime, 0).signedBy = ['mayor'];
    },
    '问责环节“全局通报”中的角色“mayor”不存在。',
  ],
  [
    'somebody signs who holds no post',
    (regime) => {
      step(regime, 0).signedBy = ['disciplineTeam'];
    },
    '问责环节“全局通报”中的角色“disciplineTeam”不是岗位，无人可办。',
  ],
  [
    'the second step comes no later than the first',
    (regime) => {
      step(regime, 1).at = 1;
    },
    '问责环节“约谈并通报批评”的件数没有大于前一环节。',
  ],
  [
    'a paper is not there',
    (regime) => {
      step(regime, 1).papers = ['summons'];
    },
    '问责环节“约谈并通报批评”没有文书样式“summons”。',
  ],
  [
    'the paper of what is owed is not there',
    (regime) => {
      found(step(regime, 0).owes).paper = 'excuse';
    },
    '问责环节“全局通报”没有文书样式“excuse”。',
  ],
  [
    'nobody owes what is owed',
    (regime) => {
      found(step(regime, 0).owes).by = ['nobody'];
    },
    '问责环节“全局通报”中的角色“nobody”不存在。',
  ],
  [
    'nobody decides objections',
    (regime) => {
      ladder(regime).objection.decidedBy = ['judge'];
    },
    '异议程序中的角色“judge”不存在。',
  ],
  [
    'a choice has no reason on file',
    (regime) => {
      ladder(regime).choice = 'whim';
    },
    '超期累计引用的取舍说明“whim”不存在。',
  ],
  [
    'nothing is counted',
    (regime) => {
      for (const clock of Object.values(regime.clocks)) clock.countsOverdue = false;
    },
    '没有一个由承办方负责、计入超期的时限，超期累计无从算起。',
  ],
  [
    'nobody looks after it',
    (regime) => {
      sanctions(regime).keptBy = ['keeper'];
    },
    '考核问责的管理人中的角色“keeper”不存在。',
  ],
  [
    'a paper has a place that nothing fills',
    (regime) => {
      notice(regime, 'bulletin').blocks.push({ as: 'note', text: '{mood}' });
    },
    '文书“关于办理超期的通报”里的“{mood}”没有内容可填。',
  ],
  [
    'a paper waits for something that never is',
    (regime) => {
      notice(regime, 'referral').blocks.push({ as: 'note', text: '另附。', only: 'answer.mood' });
    },
    '文书“提请查处的函”里的“{answer.mood}”没有内容可填。',
  ],
];

const inZhejiang: readonly [string, (regime: DraftRegime) => void, string][] = [
  [
    'a proposal goes by a record that nobody makes',
    (regime) => {
      measure(regime, 'accountability').takes = ['incident', 'confession'];
    },
    '问责措施“通报批评和责任追究建议”取用的记录“confession”不存在。',
  ],
  [
    'a proposal goes by a petition that need not be named',
    (regime) => {
      measure(regime, 'accountability').petition = 'optional';
    },
    '问责措施“通报批评和责任追究建议”取用信访件的记录，却没有要求写明件号。',
  ],
  [
    'a proposal asks again for what the petition says',
    (regime) => {
      measure(regime, 'accountability').fields = [{ id: 'cause', title: '原因', control: 'text' }];
    },
    '问责措施“通报批评和责任追究建议”的栏目“cause”出现了两次。',
  ],
  [
    'a proposal says nothing',
    (regime) => {
      measure(regime, 'accountability').takes = [];
    },
    '问责措施“通报批评和责任追究建议”没有任何内容。',
  ],
  [
    'a proposal is due by a clock that does not run',
    (regime) => {
      measure(regime, 'accountability').due = 'sandglass';
    },
    '问责措施“通报批评和责任追究建议”的期限“sandglass”不是本制度的时限。',
  ],
  [
    'a proposal has no paper',
    (regime) => {
      measure(regime, 'accountability').papers = ['poem'];
    },
    '问责措施“通报批评和责任追究建议”没有文书样式“poem”。',
  ],
  [
    'nobody drafts it',
    (regime) => {
      measure(regime, 'accountability').draftedBy = ['writer'];
    },
    '问责措施“通报批评和责任追究建议”中的角色“writer”不存在。',
  ],
];

describe('sanctions are refused where', () => {
  it.each(inPanjin)('%s', (_, plant, sentence) => {
    expect(problemsIn('panjin_forestry2020', plant)).toContain(sentence);
  });

  it.each(inZhejiang)('%s (a measure that goes by a record)', (_, plant, sentence) => {
    expect(problemsIn('zhejiang_first2017', plant)).toContain(sentence);
  });

  it('poor replies are listed for nobody', () => {
    const problems = problemsIn('shuangfeng2018', (regime) => {
      found(regime.qualityGate).listedFor = ['reader'];
    });
    expect(problems).toContain('答复质量清单的阅看人中的角色“reader”不存在。');
  });

  it.each([...regimes])('and nothing is found in %s as it is', (id) => {
    expect(problemsIn(id, () => {})).toEqual([]);
  });
});
