import { loadRegimes } from '../../db/seed-regime.ts';
import type { Regime } from '../../server/domain/regime.ts';
import type { SanctionRules } from '../../server/domain/sanctions/rules.ts';

/** A ladder of two steps, an accountability proposal and an objection, on the office's own regulation. */
const ladderRules: SanctionRules = {
  title: '考核问责',
  source: '演示制度第一条',
  keptBy: ['petitionDirector'],
  ladder: {
    title: '办理超期',
    window: 'year',
    source: '演示制度第二条',
    steps: [
      {
        id: 'first',
        at: 1,
        title: '超期通报',
        signedBy: ['petitionLeader'],
        tells: ['unitHead'],
        papers: ['bulletin'],
        owes: {
          title: '书面说明',
          by: ['unitHead'],
          dueIn: { unit: 'work_days', amount: 5 },
          paper: 'explanation',
        },
        source: '演示制度第三条',
      },
      {
        id: 'second',
        at: 2,
        title: '约谈通知',
        signedBy: ['principalLeader'],
        tells: ['unitHead'],
        papers: ['bulletin'],
        source: '演示制度第四条',
      },
    ],
    objection: {
      by: ['unitHead'],
      within: { unit: 'work_days', amount: 3 },
      decidedBy: ['principalLeader'],
      source: '演示制度第五条',
    },
  },
  measures: {
    accountability: {
      title: '责任追究建议',
      source: '演示制度第六条',
      draftedBy: ['petitionDirector'],
      signedBy: ['principalLeader'],
      addressee: '派驻纪检监察组',
      fields: [
        { id: 'incidentOn', title: '事发日期', control: 'day' },
        { id: 'facts', title: '事实经过', control: 'text', minimum: 5 },
      ],
      petition: 'optional',
      unit: 'required',
      papers: ['proposal'],
      outcome: {
        title: '处理结果',
        by: ['petitionDirector'],
        fields: [{ id: 'result', title: '结果', control: 'text' }],
        source: '演示制度第七条',
      },
    },
  },
};

const title = { as: 'title', text: '关于{unit}的{title}' } as const;
const closing = { as: 'closing', text: '{signature}　{issuedDay}' } as const;

const notices = {
  bulletin: {
    title: '超期通报',
    source: '演示制度第三条',
    from: 'drafted',
    notYet: '尚未起草。',
    blocks: [
      title,
      { as: 'body', text: '{window}累计超期{count}件，请于{owedDay|规定期限}前提交{owed}。' },
      { list: 'counted' },
      closing,
    ],
  },
  explanation: {
    title: '书面说明',
    source: '演示制度第三条',
    from: 'explained',
    notYet: '收到书面说明后可以打印。',
    blocks: [title, { as: 'body', text: '{explanation}' }],
  },
  proposal: {
    title: '责任追究建议',
    source: '演示制度第六条',
    from: 'drafted',
    notYet: '尚未起草。',
    blocks: [title, { as: 'addressee', text: '{addressee}：' }, { list: 'answers' }, closing],
  },
} as const;

/** Every regulation of the product, the office's own with sanctions written into it. */
export function regimesWithSanctions(rules: SanctionRules = ladderRules): readonly Regime[] {
  return loadRegimes().map((regime) =>
    regime.id === 'jinghu2020' && regime.papers
      ? { ...regime, sanctions: rules, papers: { ...regime.papers, notices } }
      : regime,
  );
}
