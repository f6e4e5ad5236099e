import { describe, expect, it } from 'vitest';
import { parseRegimes } from '../../db/seed-regime.ts';
import { lintRegime } from '../../server/domain/lint-regime.ts';
import { asWritten } from '../../server/domain/precedence.ts';
import type { Regime } from '../../server/domain/regime.ts';
import {
  act,
  type DraftRegime,
  draftRegime,
  found,
  problemsWith,
  regimes,
} from '../support/planted-regime.ts';

describe('the regulations as they are', () => {
  it.each([...regimes.values()])('has nothing to object to in $title', (regime) => {
    expect(lintRegime(regime, regimes)).toEqual([]);
  });
});

describe('a regime', () => {
  it('needs the superior regime that prevails over it', () => {
    const problems = problemsWith((regime) => {
      regime.extends = 'cn2005';
    });
    expect(problems).toEqual(['上位制度“cn2005”不存在。']);
  });

  it('is not its own superior', () => {
    const problems = problemsWith((regime) => {
      regime.extends = 'jinghu2020';
    });
    expect(problems).toEqual(['上位制度“jinghu2020”互为上位，形成循环。']);
  });

  it('knows the substitutes of its roles', () => {
    const problems = problemsWith((regime) => {
      found(regime.roles.unitHead).substitute = 'mayor';
    });
    expect(problems).toEqual(['角色“部长（主任）”的替补角色“mayor”不存在。']);
  });

  it('numbers accusations apart and no two series alike', () => {
    const problems = problemsWith((regime) => {
      delete regime.numbers.accusation;
      found(regime.numbers.visit).pattern = '{year}-{number:4}';
    });
    expect(problems).toEqual([
      '缺少检举控告件的编号序列“accusation”。',
      '编号样式“{year}-{number:4}”重复，不同序列会编出同一个号。',
    ]);
  });
});

describe('a regime file', () => {
  const files = (change: (regime: DraftRegime) => void) => {
    const draft = draftRegime();
    change(draft);
    return { 'cn2022.json': regimes.get('cn2022'), 'jinghu2020.json': asWritten(draft as Regime) };
  };

  it('stops the start with every problem of its shape, in Chinese', () => {
    const faulty = files((regime) => {
      regime.version = 0;
      regime.effectiveFrom = '2020-02-30';
      conclusion(regime).when = ['finished' as 'concluded'];
      Object.assign(conclusion(regime), { signature: 'conclusion' });
      found(regime.numbers.petition).pattern = '{number}';
    });
    const message = messageOf(() => parseRegimes(faulty));
    expect(message.split('\n')).toHaveLength(6);
    expect(message).toContain('jinghu2020.json version：');
    expect(message).toContain('jinghu2020.json effectiveFrom：');
    expect(message).toContain('stages.awaitingConclusion.acts.conclude.when.0：');
    expect(message).toContain('无效');
    expect(message).toContain('numbers.petition.pattern：');
  });

  it('stops the start with every problem of its sense', () => {
    const faulty = files((regime) => {
      conclusion(regime).by = [];
      conclusion(regime).signs = 'margin';
    });
    expect(messageOf(() => parseRegimes(faulty)).split('\n')).toEqual([
      '制度数据有误：',
      'jinghu2020：环节“办结签批”的操作“签批办结”(conclude)没有规定由谁办理。',
      'jinghu2020：环节“办结签批”的操作“签批办结”(conclude)使用了不认识的签名栏“margin”。',
    ]);
  });

  it('has an id of its own', () => {
    const twice = { 'a.json': regimes.get('cn2022'), 'b.json': regimes.get('cn2022') };
    expect(messageOf(() => parseRegimes(twice))).toContain('b.json id：');
  });

  const conclusion = (regime: DraftRegime) => act(regime, 'awaitingConclusion', 'conclude');
});

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (problem) {
    return problem instanceof Error ? problem.message : '';
  }
  throw new Error('nothing was objected to');
}
