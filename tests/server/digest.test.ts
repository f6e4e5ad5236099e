import { describe, expect, it } from 'vitest';
import { loadRegimes } from '../../db/seed-regime.ts';
import { type DigestFacts, digestTexts } from '../../server/jobs/digest.ts';
import type { OpenPetition } from '../../server/store/petition-reads.ts';
import { jinghuOffice } from '../support/demonstration.ts';
import { type Office, openOffice } from '../support/office.ts';
import { clerk, construction } from '../support/people.ts';
import { at, officeCalendar } from '../support/time.ts';
import { accepted, assigned, concluded, deliverReply } from '../support/walks.ts';

/** The lines of the last post, without the indentation of DingTalk's markdown. */
function lastPost(office: Office): readonly string[] {
  return (office.group().at(-1)?.text ?? '').split('  \n  ');
}

describe('the daily reminder of the group', () => {
  it('names every open petition once, by node and then by department, with its deadline [M18] [M19]', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    await office.as(clerk).register({ facts: { anonymous: true } });
    await accepted(office);
    await accepted(office, { unit: construction });
    await deliverReply(office, await concluded(office));
    await office.setTime('2026-09-29 08:52');
    expect(lastPost(office)).toEqual([
      '【信访办件每日提醒】9月29日（周二）',
      '在办4件：今日到期0件，3日内到期0件，逾期0件。',
      '**待登记签收（1件）**',
      '信访办：',
      '- 2026-0001：暂无时限',
      '**待回复（2件）**',
      '征迁部：',
      '- 2026-0002：书面告知信访人接收情况10月13日（周二）17:30到期',
      '规划建设部：',
      '- 2026-0003：书面告知信访人接收情况10月13日（周二）17:30到期',
      '**待回访（1件）**',
      '征迁部：',
      // Three natural days after 09-28 end in 国庆节.
      '- 2026-0004：办结后回访10月8日（周四）17:30到期',
      '请各条线联络员对照清单逐件销号，严格按时间节点办理。具体内容请登录系统查看，群内不讨论信访人信息。',
      '信访办',
      expect.stringMatching(/^（通知\d+号）$/),
    ]);
  });

  it('says what is due today and how many working days something is overdue', async () => {
    const office = openOffice({ at: '2026-09-18 18:00' });
    await assigned(office);
    await office.setTime('2026-09-22 18:30');
    await assigned(office);
    await office.setTime('2026-09-23 08:52');
    expect(lastPost(office).slice(1, 6)).toEqual([
      '在办2件：今日到期1件，3日内到期0件，逾期1件。',
      '**待接处（2件）**',
      '征迁部：',
      // After hours on Friday it was due at the close of Sunday 09-20, a make-up day.
      '- 2026-0001：当天接处9月20日（周日）17:30到期，逾期3个工作日',
      '- 2026-0002：退单时限今日11:30到期',
    ]);
  });

  it('says nothing of clocks that have stopped', async () => {
    const office = openOffice({ at: '2026-09-29 08:31' });
    await accepted(office);
    await office.setTime('2026-09-29 08:52');
    const text = lastPost(office).join('\n');
    expect(text).toContain('2026-0001：书面告知信访人接收情况');
    expect(text).not.toMatch(/退单时限|当天接处/);
  });

  it('speaks of the next deadline ahead when only an internal one has passed', async () => {
    const office = openOffice({ at: '2026-09-28 08:30' });
    await assigned(office);
    await office.setTime('2026-09-28 11:45');
    const texts = digestTexts({
      now: office.now(),
      open: await office.store.openForDigest(),
      directory: await office.store.directory(),
      regimes: await office.store.regimes(),
      calendar: office.calendar,
      clocks: new Map([['', []]]),
    });
    expect(texts.join()).toContain('2026-0001：退单时限已于9月28日（周一）11:30届满');
    const [{ id } = { id: '' }] = await office.store.openForDigest();
    const { clocks } = await office.petition(id);
    const informed = digestTexts({
      now: office.now(),
      open: await office.store.openForDigest(),
      directory: await office.store.directory(),
      regimes: await office.store.regimes(),
      calendar: office.calendar,
      clocks: new Map([[id, clocks]]),
    });
    expect(informed.join()).toContain('2026-0001：当天接处今日17:30到期');
  });

  it('on the eve of a rest names what falls due during it', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    await deliverReply(office, await concluded(office));
    await accepted(office, {
      facts: { source: 'superior', platformNumber: 'P1', externalDueAt: at('2026-10-05 12:00') },
    });
    await accepted(office);
    await office.setTime('2026-09-30 08:52');
    const post = lastPost(office);
    expect(post[2]).toBe('明日起休息至10月7日（周三），休息期间到期的2件已逐件注明，请提前办理。');
    expect(post).toContain(
      '- 2026-0001：休息期间到期：办结后回访末日10月1日（周四），顺延至10月8日（周四）17:30',
    );
    expect(post).toContain('- 2026-0002：休息期间到期：办结时限10月5日（周一）12:00');
    expect(post.filter((line) => line.includes('休息期间到期：'))).toHaveLength(2);
    await office.setTime('2026-10-08 08:52');
    expect(lastPost(office).join()).not.toContain('休息');
  });

  it('says so when nothing is open', async () => {
    const office = openOffice({ at: '2026-09-28 08:00' });
    await office.setTime('2026-09-28 08:52');
    expect(lastPost(office)[1]).toBe('今日无在办信访件。');
  });

  it('says nothing of an accusation, not even that there is one', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    await accepted(office, {
      facts: { appealType: 'accusation' },
      accused: { unitIds: [construction.id] },
    });
    await accepted(office);
    await office.setTime('2026-09-29 08:52');
    const text = lastPost(office).join('\n');
    expect(text).toContain('在办1件');
    expect(text).not.toContain('Z2026-001');
    expect(text.match(/- /g)).toHaveLength(1);
  });

  it('says nothing of the petitioner and nothing anyone wrote', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    await deliverReply(office, await concluded(office));
    await office.setTime('2026-09-29 08:52');
    const text = lastPost(office).join('\n');
    expect(text).toContain('2026-0001');
    expect(text).not.toMatch(/金丝雀|13800000000|330602|演示路|安置房|同意/);
  });

  it('tells the messages of two days apart, though nothing has changed', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    await office.setTime('2026-09-30 09:00');
    const texts = office.group().map(({ text }) => text);
    expect(texts).toHaveLength(3);
    expect(new Set(texts).size).toBe(3);
  });
});

describe('more petitions than one message holds', () => {
  const regimes = loadRegimes();
  const id = 'jinghu2020';
  const regime = { id, version: regimes.find((given) => given.id === id)?.version ?? 0 };
  const { units } = jinghuOffice().directory;
  const stages = ['signedIn', 'assigned', 'handling', 'followUp'];
  const facts = (count: number): DigestFacts => ({
    now: at('2026-09-28 08:46'),
    open: Array.from({ length: count }, (_, index) => open(index)),
    directory: { ...jinghuOffice().directory, version: 1 },
    regimes,
    calendar: officeCalendar(),
    clocks: new Map(),
  });
  function open(index: number): OpenPetition {
    const unitId = [...units.keys()][index % units.size] ?? 'demolition';
    return {
      id: `p${index}`,
      number: `2026-${String(index).padStart(4, '0')}`,
      regime,
      stage: stages[index % stages.length] ?? 'handling',
      unitId,
      next: {
        clock: 'caseDue',
        dueAt: at('2026-10-12 17:30'),
        nominalDueAt: at('2026-10-12 17:30'),
      },
    };
  }
  const numbersIn = (texts: readonly string[]) =>
    texts.flatMap((text) => [...text.matchAll(/2026-\d{4}/g)].map(String));

  it('come in several, each small enough for the robot, and each petition in one of them', () => {
    const texts = digestTexts(facts(1000));
    expect(texts.length).toBeGreaterThan(5);
    for (const text of texts) {
      expect(text.length).toBeLessThan(4500);
      expect(Buffer.byteLength(text.replaceAll('\n', '  \n  '))).toBeLessThan(13_000);
    }
    const named = numbersIn(texts);
    expect(named).toHaveLength(1000);
    expect(new Set(named).size).toBe(1000);
  });

  it('repeat node and department where a message begins in the middle', () => {
    const [, second = ''] = digestTexts(facts(1000));
    expect(second.split('\n').slice(0, 2)).toEqual([
      expect.stringMatching(/^\*\*待登记签收（续）\*\*$/),
      expect.stringMatching(/部：$/),
    ]);
  });

  it('are counted by department where even fifteen messages do not hold them', () => {
    const texts = digestTexts(facts(5000));
    expect(texts).toHaveLength(16);
    const last = texts.at(-1) ?? '';
    const rest = Number(/^其余(\d+)件详见系统清单/.exec(last)?.[1]);
    const byDepartment = [...last.matchAll(/部(\d+)件/g)].map(([, count]) => Number(count));
    expect(byDepartment.reduce((sum, count) => sum + count, 0)).toBe(rest);
    expect(numbersIn(texts).length + rest).toBe(5000);
  });

  it('keep a petition whose stage no regime knows', () => {
    const [text] = digestTexts({ ...facts(0), open: [{ ...open(1), stage: 'abolished' }] });
    expect(text).toContain('**其他（1件）**');
    expect(text).toContain('2026-0001');
  });
});

describe('the messages of one reminder', () => {
  it('are numbered and follow each other within the minute', async () => {
    const office = openOffice({ at: '2026-09-25 09:00' });
    for (let count = 0; count < 120; count++) await office.as(clerk).register();
    await office.setTime('2026-09-28 08:52');
    const posts = office.group();
    expect(posts.map(({ text }) => /（第\d+\/\d+条）/.exec(text)?.[0])).toEqual([
      '（第1/2条）',
      '（第2/2条）',
    ]);
    const [first, second] = posts;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBe(4000);
  });
});
