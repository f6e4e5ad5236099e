import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesOf, openBot } from '../support/bot.ts';
import { jinghuOffice } from '../support/demonstration.ts';
import { type Office, openOffice } from '../support/office.ts';
import {
  clerk,
  construction,
  demolition,
  director,
  otherClerk,
  petitionLeader,
  principal,
} from '../support/people.ts';
import { assigned } from '../support/walks.ts';

const WORDS = [
  '待办',
  '今日',
  '逾期',
  '查 2026-001',
  '查 1',
  '查 Z2026-001',
  '我的',
  '月报',
  '帮助',
];

/** An ordinary petition, and an accusation of construction's liaison and of one of the clerks. */
async function withAccusation(): Promise<Office> {
  const office = await withoutAccusation();
  await assigned(office, {
    facts: { appealType: 'accusation' },
    accused: { staffIds: [construction.liaisonA, otherClerk] },
  });
  return office;
}

async function withoutAccusation(): Promise<Office> {
  const office = openOffice({ at: '2026-09-28 09:00' });
  await assigned(office, { unit: construction });
  return office;
}

async function everythingTold(office: Office, staffId: string) {
  await office.setTime('2026-09-29 09:00');
  const bot = openBot(office);
  const told = [];
  for (const text of WORDS) {
    told.push(await bot.hear({ senderId: staffId, text }));
    told.push(await bot.askInGroup(staffId, text));
  }
  // Ids are drawn by chance.
  return JSON.stringify(told).replaceAll(/petitions\/[\w-]+/g, 'petitions/(id)');
}

describe('an accusation', () => {
  it.each([
    ['the accused', construction.liaisonA],
    ['the accused clerk', otherClerk],
    ['a leader outside its chain', petitionLeader],
    ['a colleague of the accused', construction.caseworker],
  ])('makes no difference to anything that %s is told', async (_, who) => {
    const [one, other] = [await withAccusation(), await withoutAccusation()];
    expect(await everythingTold(one, who)).toBe(await everythingTold(other, who));
  });

  it('is told to its chain as something to be looked up, without number, step or deadline', async () => {
    const bot = openBot(await withAccusation());
    expect(await bot.ask(demolition.liaisonA, '待办')).toEqual([
      '**待办**',
      '您有1项待办事项，请登录系统查看并办理。',
      '[打开待我办理](https://office.example/#/)',
    ]);
    const [title, text, link] = await bot.ask(demolition.liaisonA, '查 Z2026-001');
    expect([title, text]).toEqual(['**查询**', '请登录系统查看。']);
    expect(link).toMatch(/^\[打开\]\(https:\/\/office\.example\/#\/petitions\/[\w-]+\)$/);
    expect(await bot.ask(principal, '今日')).toContain('另有1项事项不在此列，请登录系统查看。');
  });
});

describe('in the group', () => {
  it('the robot says of petitions what the daily reminder shows, and mentions who asked', async () => {
    const office = await withAccusation();
    await office.setTime('2026-09-29 09:00');
    const reminder = office.group().at(-1)?.text ?? '';
    const said = await openBot(office).askInGroup(demolition.caseworker, '逾期');
    expect(said).toMatchObject([{ where: 'session', to: [demolition.caseworker] }]);
    expect(linesOf(said[0]).slice(0, 3)).toEqual([
      '**逾期**',
      '逾期1件：',
      '- 2026-0001：当天接处9月28日（周一）17:30到期，逾期1个工作日（规划建设部，待接处）',
    ]);
    expect(reminder).toContain('2026-0001：当天接处9月28日（周一）17:30到期，逾期1个工作日');
  });

  it.each(['待办', '查 2026-0001', '我的', '月报'])(
    '“%s” is answered to the asker alone, and the group hears only that it was',
    async (text) => {
      const said = await openBot(await withAccusation()).askInGroup(director, text);
      expect(said.map(({ where, to }) => ({ where, to }))).toEqual([
        { where: 'person', to: [director] },
        { where: 'session', to: [director] },
      ]);
      expect(linesOf(said[1])).toEqual([
        '**已单独发给您**',
        '涉及具体信访件和个人的内容不在群内答复，已单独发给您。',
      ]);
    },
  );

  it('the asker is told when nothing could be sent apart', async () => {
    const bot = openBot(await withAccusation());
    bot.close('person');
    const said = await bot.askInGroup(director, '待办');
    expect(said).toHaveLength(1);
    expect(linesOf(said[0])[0]).toBe('**未能确认已单独发给您**');
  });

  it('any other group than the office’s own hears of no petition', async () => {
    const bot = openBot(await withAccusation());
    const elsewhere = { inGroup: true, conversationId: 'another-group', senderId: director };
    const said = await bot.hear({ ...elsewhere, text: '逾期' });
    expect(said.map(({ where }) => where)).toEqual(['person', 'session']);
    expect(said[1]?.markdown).not.toContain('2026-');
  });
});

describe('somebody the office does not know', () => {
  it.each([
    ['from outside', null],
    ['who is not in the directory', 'nobody-here'],
  ])('%s gets the same refusal whatever is asked, and nothing else', async (_, who) => {
    const bot = openBot(await withAccusation());
    const answers = new Set<string>();
    for (const text of [...WORDS, '期限 3工作日', '你好']) {
      for (const inGroup of [false, true]) {
        const said = await bot.hear({ senderId: who, text, inGroup });
        expect(said).toHaveLength(1);
        answers.add(JSON.stringify(said));
      }
    }
    expect(answers.size).toBe(1);
    expect([...answers][0]).toContain('只为本单位工作人员服务');
  });

  it('is also who has left the office', async () => {
    const { units, staff } = jinghuOffice().directory;
    const leaver = staff.get(demolition.caseworker);
    if (!leaver) throw new Error('nobody to leave');
    const office = openOffice({
      at: '2026-09-28 09:00',
      people: { units, staff: new Map([...staff, [leaver.id, { ...leaver, active: false }]]) },
    });
    const bot = openBot(office);
    expect((await bot.ask(leaver.id, '待办')).join()).toContain('只为本单位工作人员服务');
    expect((await bot.ask(demolition.liaisonA, '待办')).join()).not.toContain('只为本办');
  });

  it('costs no further call where the answer does not pass', async () => {
    const bot = openBot(await withoutAccusation());
    bot.close('session');
    expect(await bot.askInGroup(null, '待办')).toEqual([]);
  });
});

describe('an answer', () => {
  it('goes to the person when the conversation is closed', async () => {
    const bot = openBot(await withoutAccusation());
    bot.close('session');
    const said = await bot.hear({ senderId: clerk, text: '帮助' });
    expect(said).toMatchObject([{ where: 'person', to: [clerk] }]);
  });

  it('goes to the group as a message when it was asked there', async () => {
    const bot = openBot(await withoutAccusation());
    bot.close('session');
    const said = await bot.askInGroup(clerk, '今日');
    expect(said).toMatchObject([{ where: 'group' }]);
  });

  it('that cannot be given at all is a line in the log without anything anyone wrote', async () => {
    const bot = openBot(await withoutAccusation());
    bot.close('session');
    bot.close('person');
    expect(await bot.hear({ senderId: clerk, text: '查 2026-0001' })).toEqual([]);
    expect(bot.complaints).toEqual([{ code: 'sessionOver' }, { code: 'sessionOver' }]);
  });

  it('says so where DingTalk kept the words back, and where there are no words', async () => {
    const bot = openBot(await withoutAccusation());
    const kept = await bot.hear({ senderId: clerk, text: null, overQuota: true });
    expect(kept[0]?.markdown).toContain('本月钉钉消息额度已用完');
    const picture = await bot.hear({ senderId: clerk, text: null });
    expect(picture[0]?.markdown).toContain('目前只能看懂文字');
  });

  it('to what is not understood guesses the nearest word and never repeats what was typed', async () => {
    const bot = openBot(await withoutAccusation());
    const lines = await bot.ask(clerk, '代半张三13800000000');
    expect(lines[0]).toBe('**没有看懂您的问题**');
    expect((await bot.ask(clerk, '代半'))[0]).toBe('**没有看懂，您是不是要问“待办”？**');
    expect(lines.join()).not.toContain('张三');
  });

  it('comes exactly once to whatever is typed, and is never long', async () => {
    const bot = openBot(await withAccusation());
    const piece = fc.constantFrom(
      ...['查', '期限', '待办', '@机器人 ', '工作日', '小时', '今天', '月', '日', '-', ':', '起'],
      ...['3', '2026', '０１', '三十', '%', '_', "'", '[x](y)', '\n', '\u200b', '😀'],
    );
    const typed = fc.oneof(
      fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
      fc.string({ unit: 'binary', maxLength: 60 }),
    );
    await fc.assert(
      fc.asyncProperty(typed, fc.constantFrom(clerk, construction.liaisonA), async (text, by) => {
        const said = await bot.hear({ senderId: by, text });
        expect(said).toHaveLength(1);
        expect(linesOf(said[0]).length).toBeLessThanOrEqual(20);
        expect(said[0]?.markdown).not.toContain('[x](y)');
      }),
      { numRuns: 200, seed: 20_260_928 },
    );
  });
});
