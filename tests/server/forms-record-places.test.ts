import { describe, expect, it } from 'vitest';
import type { PaperFile } from '../../server/domain/paper-file.ts';
import type { FiledRecord } from '../../server/domain/record.ts';
import { openOffice } from '../support/office.ts';
import { paperDesk, wordsIn, wordsOn } from '../support/papers.ts';
import { clerk, demolition, director } from '../support/people.ts';
import { draftRegime, type PlantedFault, problemsWith } from '../support/planted-regime.ts';
import { accepted, submitReply } from '../support/walks.ts';

/** The office's regulation with a refusal, a hearing and two papers that print what was recorded. */
function withPapers() {
  const regime = draftRegime();
  regime.records = {
    refusal: {
      title: '不予受理',
      source: '二（三）',
      fields: [
        {
          id: 'ground',
          title: '不予受理的情形',
          control: 'choice',
          options: [
            { id: 'inCourt', title: '已进入诉讼程序的事项' },
            { id: 'again', title: '已经终结的事项' },
          ],
        },
        { id: 'on', title: '告知日期', control: 'day' },
        { id: 'by', title: '经办人', control: 'person' },
      ],
    },
  };
  regime.forms.refusalNotice = { title: '不予受理告知书', source: '二（三）' };
  regime.forms.findingsList = { title: '逐项答复表', source: '四（三）' };
  const sheets = regime.papers?.sheets;
  if (!sheets) throw new Error('the office prints nothing');
  sheets.refusalNotice = {
    when: ['recorded:refusal'],
    notYet: '尚未作出不予受理决定。',
    blocks: [
      { as: 'title', text: '信访事项不予受理告知书' },
      { as: 'addressee', text: '{salutation}：' },
      {
        as: 'body',
        text: '你反映的事项属于{record:refusal.ground}，{?record:refusal.ground=inCourt}诉讼{?record:refusal.ground=again}终结。',
      },
      {
        as: 'body',
        text: '请向有管辖权的人民法院提出。',
        answered: { record: 'refusal', field: 'ground', is: ['inCourt'] },
      },
      {
        as: 'body',
        text: '本单位不再受理。',
        answered: { record: 'refusal', field: 'ground', is: ['again'] },
      },
      {
        as: 'closing',
        text: '{record:refusal.on|　年　月　日}{record:refusal.by}{recordedOn:refusal}',
      },
    ],
  };
  sheets.findingsList = {
    when: ['replySubmitted'],
    notYet: '尚未提出处理意见。',
    blocks: [
      { as: 'body', text: '{itemNumber}．{itemClaim}', repeat: 'items' },
      {
        rows: [
          {
            height: 10,
            cells: [
              { width: 85, label: true, text: ['诉求'] },
              { width: 85, label: true, text: ['答复'] },
            ],
          },
          {
            height: 12,
            repeat: 'items',
            cells: [
              { width: 85, text: ['{itemClaim|无}'] },
              { width: 85, text: ['{itemFinding}', '{itemAnswer}'] },
            ],
          },
        ],
      },
    ],
  };
  return regime as PaperFile['regime'];
}

function opened() {
  const regime = withPapers();
  const office = openOffice({ at: '2026-03-16 09:00' });
  return { office, desk: paperDesk(office), regime };
}

const refusal = (ground: string): FiledRecord => ({
  record: 'refusal',
  at: 1_773_624_000_000 as FiledRecord['at'],
  by: director,
  answers: { ground, on: '2026-03-17', by: clerk },
  round: 0,
});

describe('a paper prints what was recorded [F3] [J11]', () => {
  it('with the answers in words, days written out and people by name', async () => {
    const { office, desk, regime } = opened();
    const id = await office.as(clerk).register();
    const file = await desk.file(id, (same) => ({
      ...same,
      regime,
      petition: { ...same.petition, records: [refusal('inCourt')] },
    }));
    const paper = await desk.paper(file, 'refusalNotice');
    const words = wordsOn(paper.page({ style: 'print.css' }));
    expect(words).toContain('你反映的事项属于已进入诉讼程序的事项');
    expect(words).toContain('请向有管辖权的人民法院提出。');
    expect(words).not.toContain('本单位不再受理');
    const name = file.directory.staff.get(clerk)?.name ?? '';
    expect(words).toContain(`2026年3月17日${name}`);
    expect(wordsIn(await paper.docx())).toContain('请向有管辖权的人民法院提出。');
  });

  it('prints the other passage for the other ground', async () => {
    const { office, desk, regime } = opened();
    const id = await office.as(clerk).register();
    const file = await desk.file(id, (same) => ({
      ...same,
      regime,
      petition: { ...same.petition, records: [refusal('again')] },
    }));
    const words = wordsOn((await desk.paper(file, 'refusalNotice')).page({ style: 'print.css' }));
    expect(words).toContain('本单位不再受理');
    expect(words).not.toContain('人民法院');
  });

  it('is not offered before there is such a record', async () => {
    const { office, desk, regime } = opened();
    const id = await office.as(clerk).register();
    const file = await desk.file(id, (same) => ({ ...same, regime }));
    const entry = desk.entries(file).find(({ form }) => form === 'refusalNotice');
    expect(entry?.notYet).toBe('尚未作出不予受理决定。');
  });
});

describe('a paper answers claim by claim [W10]', () => {
  it('with a paragraph and a row for each', async () => {
    const { office, desk, regime } = opened();
    const id = await accepted(office);
    await submitReply(office, id, demolition);
    const items = [
      { claim: '道路积水', finding: '排水管堵塞', answer: '本月疏通' },
      { claim: '路灯不亮', finding: '线路老化', answer: '下月更换' },
    ];
    const file = await desk.file(id, (same) => ({
      ...same,
      regime,
      petition: {
        ...same.petition,
        replies: same.petition.replies.map((reply) => ({ ...reply, items })),
      },
    }));
    const page = (await desk.paper(file, 'findingsList')).page({ style: 'print.css' });
    expect(wordsOn(page)).toContain('1．道路积水2．路灯不亮');
    expect(page.match(/<tr/g)).toHaveLength(3);
    expect(wordsOn(page)).toContain('路灯不亮线路老化下月更换');
  });

  it('leaves one row blank where the reply was written as a whole', async () => {
    const { office, desk, regime } = opened();
    const id = await accepted(office);
    await submitReply(office, id, demolition);
    const file = await desk.file(id, (same) => ({ ...same, regime }));
    const page = (await desk.paper(file, 'findingsList')).page({ style: 'print.css' });
    expect(page.match(/<tr/g)).toHaveLength(2);
    expect(wordsOn(page)).toContain('无');
    expect(wordsOn(page)).not.toContain('．');
  });
});

const faults: readonly PlantedFault[] = [
  [
    'an answer of no record',
    (regime) => {
      regime.papers?.sheets.handlingSheet?.blocks.push({ as: 'note', text: '{record:nothing.at}' });
    },
    '使用了不存在的记录“nothing”。',
  ],
  [
    'a place that is none',
    (regime) => {
      regime.papers?.sheets.handlingSheet?.blocks.push({ as: 'note', text: '{record:nothing}' });
    },
    '使用了不认识的栏目“record:nothing”。',
  ],
];

describe('the linter names', () => {
  it.each(faults)('%s', (_what, plant, sentence) => {
    expect(problemsWith(plant).join('\n')).toContain(sentence);
  });
});
