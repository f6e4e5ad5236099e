import { describe, expect, it } from 'vitest';
import { openBot } from '../support/bot.ts';
import { openOffice } from '../support/office.ts';
import {
  clerk,
  construction,
  demolition,
  director,
  petitionLeader,
  principal,
} from '../support/people.ts';
import { at } from '../support/time.ts';
import { accepted, assigned, concluded } from '../support/walks.ts';

describe('待办', () => {
  it('names what waits for the asker by number and step, with the working time that is left', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    await assigned(office);
    await office.setTime('2026-09-28 10:00');
    const bot = openBot(office);
    expect(await bot.ask(demolition.liaisonA, '待办')).toEqual([
      '**待办**',
      '待您办理1件，最近的期限9月28日（周一）12:00到期，剩余2个工作小时。',
      '- 2026-0001 联络员接处：退单时限9月28日（周一）12:00到期，剩余2个工作小时',
      '[打开待我办理](https://office.example/#/)',
    ]);
    expect(await bot.ask(construction.liaisonA, '待办')).toEqual([
      '**待办**',
      '现在没有等您办理的信访件。',
      '[打开待我办理](https://office.example/#/)',
    ]);
  });

  it('keeps to twenty lines however much there is', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    for (let count = 0; count < 25; count++) await assigned(office);
    const lines = await openBot(office).ask(demolition.liaisonB, '待办');
    expect(lines.length).toBeLessThanOrEqual(20);
    expect(lines).toContain('- 另有13件，请打开清单查看');
  });
});

describe('逾期 and 今日', () => {
  it('tell of what is late from the moment after it was due', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    await assigned(office);
    const bot = openBot(office);
    await office.setTime('2026-09-28 17:30');
    expect(await bot.ask(clerk, '逾期')).toContain('没有逾期的信访件。');
    expect(await bot.ask(clerk, '今日')).toContain(
      '- 2026-0001：当天接处今日17:30到期（征迁部，待接处）',
    );
    await office.setTime('2026-09-28 17:31');
    expect(await bot.ask(clerk, '逾期')).toEqual([
      '**逾期**',
      '逾期1件：',
      '- 2026-0001：当天接处9月28日（周一）17:30到期，今日逾期（征迁部，待接处）',
      '[打开信访件清单](https://office.example/#/petitions)',
    ]);
    expect(await bot.ask(clerk, '今日')).not.toContain(
      '- 2026-0001：当天接处今日17:30到期（征迁部，待接处）',
    );
  });

  it('count what was registered, accepted and concluded today, and not what was yesterday', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    await accepted(office);
    await concluded(office);
    const bot = openBot(office);
    const count = async () => (await bot.ask(director, '今日'))[2];
    expect(await count()).toBe('今日登记2件，接处2件，办结签批1件。');
    await office.setTime('2026-09-29 00:00');
    expect(await count()).toBe('今日登记0件，接处0件，办结签批0件。');
  });

  it('speak to a department of its own petitions only', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    await assigned(office);
    await assigned(office, { unit: construction });
    await office.setTime('2026-09-29 09:00');
    const lines = (await openBot(office).ask(construction.liaisonB, '逾期')).join('\n');
    expect(lines).toContain('2026-0002');
    expect(lines).not.toContain('2026-0001');
  });
});

describe('查', () => {
  it.each([
    '查 2026-0002',
    '查 2',
    '查 0002',
    '查2026-2',
    '查 330600202609280099',
    '查 80099',
    '２０２６－０００２',
  ])('finds a petition by “%s”', async (text) => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    await assigned(office);
    const id = await accepted(office, {
      facts: {
        source: 'superior',
        platformNumber: '330600202609280099',
        externalDueAt: at('2026-10-30 17:30'),
      },
    });
    const lines = await openBot(office).ask(demolition.liaisonA, text);
    expect(lines.slice(0, 3)).toEqual([
      '**2026-0002**',
      '环节：部室（单位）处理（9月28日（周一）09:00起）',
      '承办：征迁部，承办人蒋测试',
    ]);
    expect(lines.at(-1)).toBe(`[打开信访件](https://office.example/#/petitions/${id})`);
    expect(lines.join()).not.toContain('330600202609280099');
  });

  it('says the same of what is not there and of what the asker may not see', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    await assigned(office);
    const bot = openBot(office);
    const [hidden, nothing] = [
      await bot.ask(construction.liaisonA, '查 2026-0001'),
      await bot.ask(construction.liaisonA, '查 2026-0009'),
    ];
    expect(hidden).toEqual(nothing);
    expect(hidden[1]).toBe('没有查到这个编号，或者您无权查看。请核对编号后再试。');
    expect((await bot.ask(clerk, '查 2026-0001'))[0]).toBe('**2026-0001**');
  });

  it('asks for the whole number where several end alike', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    const superior = (platformNumber: string) => ({
      facts: { source: 'superior' as const, platformNumber, externalDueAt: at('2026-10-30 17:30') },
    });
    await assigned(office, superior('A-7788'));
    await assigned(office, superior('B-7788'));
    const lines = await openBot(office).ask(clerk, '查 7788');
    expect(lines[1]).toBe('有2件编号相符，请发送完整编号。');
    expect(lines).toHaveLength(5);
  });
});

describe('期限', () => {
  it.each([
    ['期限 3工作小时', '**到期：2026年9月28日（周一）15:00。**'],
    ['期限 3工作小时 9月28日 9:00', '**到期：2026年9月28日（周一）12:00。**'],
    // 10月10日 is a make-up Saturday.
    ['期限５个工作日', '**到期：2026年10月10日（周六）17:30。**'],
    ['3日', '**到期：2026年10月8日（周四）17:30。**'],
    ['期限 2工作日 2027-03-01', '**到期：2027年3月3日（周三）17:30（暂定）。**'],
  ])('“%s” is answered', async (text, due) => {
    const office = openOffice({ at: '2026-09-28 10:00' });
    expect((await openBot(office).ask(demolition.caseworker, text))[1]).toBe(due);
  });

  it('names the days that do not count and the paper they are taken from', async () => {
    const office = openOffice({ at: '2026-09-30 16:00' });
    const lines = (await openBot(office).ask(clerk, '期限 1工作日')).join('\n');
    expect(lines).toContain('国庆节');
    expect(lines).toContain('放假依据');
  });

  it('says that a year is provisional whose holidays are not known', async () => {
    const office = openOffice({ at: '2026-09-28 10:00' });
    const lines = (await openBot(office).ask(clerk, '期限 2工作日 2027-03-01')).join('\n');
    expect(lines).toContain('2027年放假安排尚未发布');
  });

  it.each(['期限', '期限 很久', '期限 0工作日', '期限 3工作日 某天', '期限 3工作日 1985-01-01'])(
    'of “%s” asks to be told properly, with examples',
    async (text) => {
      const office = openOffice({ at: '2026-09-28 10:00' });
      const lines = await openBot(office).ask(clerk, text);
      expect(lines.join()).not.toContain('到期：');
      expect(lines).toContain('- 期限 3工作小时');
    },
  );
});

describe('我的 and 月报', () => {
  it('tell a liaison the post, the counterpart and the counts', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    await assigned(office);
    const lines = await openBot(office).ask(demolition.liaisonA, '我的');
    expect(lines.slice(2)).toEqual([
      '岗位：征迁部联络员A角',
      '您是征迁部联络员A角，联络员B角是余模拟',
      '待您办理1件；您可查看的在办1件，其中逾期0件。',
      '[打开我的](https://office.example/#/mine)',
    ]);
  });

  it('tell the figures to those who read the report, and to nobody else', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    await concluded(office);
    const bot = openBot(office);
    const lines = await bot.ask(petitionLeader, '月报');
    expect(lines[4]).toBe('2026年9月（截至目前）：');
    expect(lines[5]).toContain('登记件数1');
    expect(lines[5]).toContain('办结件数1');
    expect(await bot.ask(demolition.caseworker, '月报')).toEqual([
      '**月报**',
      '月报供办领导和信访办查阅。您可以发送“待办”“今日”“逾期”。',
    ]);
  });

  it('link to the report once it is out', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    await concluded(office);
    const bot = openBot(office);
    await office.setTime('2026-10-08 08:59');
    expect((await bot.ask(principal, '月报')).at(-1)).toContain('#/reports)');
    await office.setTime('2026-10-08 09:00');
    expect((await bot.ask(principal, '月报')).at(-1)).toContain('#/reports/2026-09)');
  });
});
