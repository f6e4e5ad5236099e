import { describe, expect, it } from 'vitest';
import { expectText, PATIENCE_MS } from '../support/browser.ts';
import { demolition } from '../support/people.ts';
import { assigned } from './errands.ts';
import { head, letter } from './hands.ts';
import { openTable, type Table } from './table.ts';

const liaisons = [demolition.liaisonA, demolition.liaisonB];

describe('the clock on the table', () => {
  it('moves by an hour, to the next opening and to the next working day', async () => {
    const table = await openTable('2026-03-13 07:00');
    await expectText(table.clock, '07:00\n2026年3月13日（周五） · 非办公时间');
    await table.move('到下次上班');
    await expectText(table.clock, '08:30\n2026年3月13日（周五） · 办公时间');
    await table.move('过 1 小时');
    await expectText(table.clock, '09:30\n2026年3月13日（周五） · 办公时间');
    await table.move('到下个工作日');
    await expectText(table.clock, '08:30\n2026年3月16日（周一） · 办公时间');
  });
});

describe('a phone that lies open on the table', () => {
  it('shows what is left after the clock has been moved, and its person is still signed in', async () => {
    const table = await openTable('2026-03-10 09:00');
    await assigned(table.server);
    const phone = await table.phoneOf(demolition.liaisonA);
    await phone.tapNotice('信访件交办');
    await expectText(head(phone), '退单时限：剩余 3小时（工作时间）');
    await table.move('过 1 小时');
    await expectText(head(phone), '退单时限：剩余 2小时（工作时间）');
  });
});

describe('a working hour before the window for returning closes', () => {
  it('both liaisons are reminded on their phones, and not before', async () => {
    const table = await openTable('2026-03-10 09:00');
    await assigned(table.server);
    await table.move('过 1 小时');
    for (const liaison of liaisons) await expectNotices(table, liaison, ['信访件交办']);
    await table.move('过 1 小时');
    for (const liaison of liaisons) {
      await expectNotices(table, liaison, ['退单时限提醒', '信访件交办']);
      const phone = await table.phoneOf(liaison);
      await expectText(phone.notices.first(), '距退单时限（3月10日（周二）12:00）仅剩1个工作小时');
    }
  });
});

describe('the group is reminded', () => {
  it('once on the next working day, by number and without a word about anybody', async () => {
    const table = await openTable('2026-03-10 09:30');
    await assigned(table.server);
    await table.move('到下个工作日');
    await expectPosts(table, '3月11日', 0);
    await table.move('过 1 小时');
    await expectPosts(table, '3月11日', 1);
    await expectText(postsOf(table, '3月11日'), '2026-0001');
    const { title, body, name, phone, idNumber, address } = letter;
    const text = await table.group.innerText();
    for (const secret of [title, body, name, phone, idNumber, address]) {
      expect(text).not.toContain(secret);
    }
  });

  it('on a make-up Saturday too, and not on the Sunday that begins the holiday', async () => {
    const table = await openTable('2026-02-13 09:30');
    await assigned(table.server);
    await table.move('到下个工作日');
    await expectText(table.clock, '08:30\n2026年2月14日（周六） · 办公时间');
    await table.move('过 1 小时');
    await expectPosts(table, '2月14日', 1);
    await table.move('到下个工作日');
    await expectText(table.clock, '2026年2月24日（周二）');
    await expectPosts(table, '2月15日', 0);
    await expectPosts(table, '2月14日', 1);
  });
});

async function expectNotices(table: Table, staffId: string, titles: readonly string[]) {
  const { notices } = await table.phoneOf(staffId);
  const shown = async () =>
    (await notices.allInnerTexts()).map((text) => /【(.*?)】/.exec(text)?.[1]);
  await expect.poll(shown, { timeout: PATIENCE_MS }).toEqual(titles);
}

function postsOf({ group }: Table, day: string) {
  return group.getByRole('listitem').filter({ hasText: `【信访办件每日提醒】${day}` });
}

async function expectPosts(table: Table, day: string, count: number) {
  await expect.poll(() => postsOf(table, day).count(), { timeout: PATIENCE_MS }).toBe(count);
}
