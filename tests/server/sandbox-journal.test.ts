import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DAY, MINUTE } from '../../server/domain/time.ts';
import { aNotice, conversationId, openDingTalk } from '../support/dingtalk.ts';

describe('a sandbox with a journal', () => {
  it('still knows after a restart what it showed to whom', async () => {
    const journal = aJournal();
    const first = await openDingTalk({ options: { journal } });
    const sent = await first.dingtalk.sendWorkNotice(aNotice());
    await first.dingtalk.sendGroupMessage(aPost);
    first.sandbox.markRead('1', 'user-1');
    await first.sandbox.stop();

    const second = await openDingTalk({ options: { journal } });
    expect(sent).toMatchObject({ value: { taskId: '1' } });
    expect(second.sandbox.inbox('user-2')).toEqual(first.sandbox.inbox('user-2'));
    expect(second.sandbox.group(conversationId)).toEqual(first.sandbox.group(conversationId));
    expect(second.sandbox.record()).toEqual(first.sandbox.record());
    expect(await second.dingtalk.fetchNoticeResult('1')).toMatchObject({
      value: { readUserIds: ['user-1'], unreadUserIds: ['user-2'] },
    });
  });

  it('numbers on and still drops the same text on the same day', async () => {
    const journal = aJournal();
    const first = await openDingTalk({ options: { journal } });
    await first.dingtalk.sendWorkNotice(aNotice());
    await first.sandbox.stop();

    const second = await openDingTalk({ options: { journal } });
    const again = await second.dingtalk.sendWorkNotice(aNotice());
    expect(again).toMatchObject({ value: { taskId: '2' } });
    expect(second.sandbox.inbox('user-1')).toHaveLength(1);
    second.pass(DAY);
    await second.dingtalk.sendWorkNotice(aNotice());
    expect(second.sandbox.inbox('user-1')).toHaveLength(2);
  });

  it('has the month’s calls spent before the restart', async () => {
    const options = { journal: aJournal(), quota: 1 };
    const first = await openDingTalk({ options });
    expect(await first.dingtalk.sendGroupMessage(aPost)).toMatchObject({ ok: true });
    await first.sandbox.stop();

    const second = await openDingTalk({ options });
    second.pass(MINUTE);
    expect(await second.dingtalk.sendGroupMessage(aPost)).toMatchObject({
      failure: { class: 'quota' },
    });
  });

  it('forgets a line that was cut short, and writes on after the last whole one', async () => {
    const journal = aJournal();
    const first = await openDingTalk({ options: { journal } });
    await first.dingtalk.sendGroupMessage(aPost);
    await first.sandbox.stop();
    appendFileSync(journal, '{"kind":"post","key":"cut sh');

    const second = await openDingTalk({ options: { journal } });
    await second.dingtalk.sendGroupMessage(aPost);
    await second.sandbox.stop();
    const third = await openDingTalk({ options: { journal } });
    expect(third.sandbox.group(conversationId)).toHaveLength(2);
  });
});

const aPost = {
  messageId: 'notice-1',
  title: '每日提醒',
  markdown: '今日无待办。',
  link: 'https://office.example/',
  linkTitle: '查看',
};

function aJournal(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-journal-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'dingtalk.jsonl');
}
