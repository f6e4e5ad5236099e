import { describe, expect, it } from 'vitest';
import { at } from '../support/at.ts';
import { aNotice, openDingTalk, people } from '../support/dingtalk.ts';

describe('a work notice to both liaisons', () => {
  it('is one call and lies on both phones with its text and its page', async () => {
    const { dingtalk, sandbox, asked } = await openDingTalk();
    const sent = await dingtalk.sendWorkNotice(aNotice());
    expect(sent).toEqual({ ok: true, value: { taskId: '1' } });
    expect(asked('asyncsend_v2')).toBe(1);
    const delivered = {
      taskId: '1',
      title: '新交办',
      markdown: '信访件 XF-2026-0012 已交办贵单位，请于今日内接收。',
      link: 'https://office.example/petitions/12?from=notice',
      linkTitle: '查看',
      sentAt: at('2026-09-28 11:00'),
      readAt: null,
    };
    expect(sandbox.inbox('user-1')).toEqual([delivered]);
    expect(sandbox.inbox('user-2')).toEqual([delivered]);
    expect(sandbox.inbox('user-3')).toEqual([]);
  });

  it('tells who has read it and who has not', async () => {
    const { dingtalk, sandbox, setTime } = await openDingTalk();
    await dingtalk.sendWorkNotice(aNotice());
    setTime('2026-09-28 11:20');
    sandbox.markRead('1', 'user-2');
    expect(await dingtalk.fetchNoticeResult('1')).toEqual({
      ok: true,
      value: { readUserIds: ['user-2'], unreadUserIds: ['user-1'], refused: [], failedUserIds: [] },
    });
    expect(sandbox.inbox('user-2')[0]?.readAt).toBe(at('2026-09-28 11:20'));
  });

  it('reaches the others when one person has left the directory', async () => {
    const { dingtalk, sandbox } = await openDingTalk();
    const sent = await dingtalk.sendWorkNotice(aNotice({ userIds: ['user-1', 'gone'] }));
    expect(sent.ok).toBe(true);
    expect(sandbox.inbox('user-1')).toHaveLength(1);
    const result = await dingtalk.fetchNoticeResult('1');
    expect(result).toMatchObject({
      value: {
        unreadUserIds: ['user-1'],
        refused: [{ userId: 'gone', code: '33012', class: 'person' }],
      },
    });
  });

  it('has a result for 24 hours', async () => {
    const { dingtalk, setTime } = await openDingTalk();
    await dingtalk.sendWorkNotice(aNotice());
    setTime('2026-09-29 11:00');
    expect((await dingtalk.fetchNoticeResult('1')).ok).toBe(true);
    setTime('2026-09-29 11:00:01');
    expect(await dingtalk.fetchNoticeResult('1')).toMatchObject({
      failure: { class: 'soon', code: '41052' },
    });
  });
});

describe('the same text to the same person', () => {
  it('is accepted again the same day, shown once, and the result says so', async () => {
    const { dingtalk, sandbox, setTime } = await openDingTalk();
    await dingtalk.sendWorkNotice(aNotice({ userIds: ['user-1'] }));
    setTime('2026-09-28 23:59');
    const again = await dingtalk.sendWorkNotice(aNotice());
    expect(again).toEqual({ ok: true, value: { taskId: '2' } });
    expect(sandbox.inbox('user-1')).toHaveLength(1);
    expect(sandbox.inbox('user-2')).toHaveLength(1);
    expect(sandbox.record().at(-1)?.silentlyDropped).toEqual([
      { userId: 'user-1', code: '143106' },
    ]);
    expect(await dingtalk.fetchNoticeResult('2')).toMatchObject({
      value: {
        unreadUserIds: ['user-2'],
        refused: [{ userId: 'user-1', code: '143106', class: 'same' }],
      },
    });
  });

  it('is shown again after midnight in Beijing', async () => {
    const { dingtalk, sandbox, setTime } = await openDingTalk();
    await dingtalk.sendWorkNotice(aNotice());
    setTime('2026-09-29 00:00');
    await dingtalk.sendWorkNotice(aNotice());
    expect(sandbox.inbox('user-1')).toHaveLength(2);
  });

  it('is shown the same day when its number differs', async () => {
    const { dingtalk, sandbox } = await openDingTalk();
    await dingtalk.sendWorkNotice(aNotice({ markdown: '第1次提醒' }));
    await dingtalk.sendWorkNotice(aNotice({ markdown: '第2次提醒' }));
    expect(sandbox.inbox('user-1')).toHaveLength(2);
  });
});

describe('a work notice beyond DingTalk’s limits is refused before any call', () => {
  const sizeOf = (markdown: string) => {
    const single_url = `dingtalk://dingtalkclient/page/link?url=${encodeURIComponent(aNotice().link)}&pc_slide=true`;
    const action_card = { title: '新交办', markdown, single_title: '查看', single_url };
    return Buffer.byteLength(JSON.stringify({ msgtype: 'action_card', action_card }));
  };
  /** Chinese characters have three bytes, so that the text fills the notice with fewer than 1000 characters. */
  const filledTo = (bytes: number) => {
    const free = bytes - sizeOf('');
    return '访'.repeat(Math.floor(free / 3)) + 'x'.repeat(free % 3);
  };

  it.each([
    ['2048 bytes', { markdown: filledTo(2048) }, true],
    ['2049 bytes', { markdown: filledTo(2049) }, false],
    ['a text of 1000 characters', { markdown: 'x'.repeat(1000) }, true],
    ['a text of 1001 characters', { markdown: 'x'.repeat(1001) }, false],
    ['a title of 64 characters', { title: '题'.repeat(64) }, true],
    ['a title of 65 characters', { title: '题'.repeat(65) }, false],
    ['a button of 20 characters', { linkTitle: '看'.repeat(20) }, true],
    ['a button of 21 characters', { linkTitle: '看'.repeat(21) }, false],
    ['a page address of 500 characters', { link: `https://a.example/${'p'.repeat(420)}` }, true],
    ['a page address of 501 characters', { link: `https://a.example/${'p'.repeat(421)}` }, false],
  ])('%s', async (_, changes, isSent) => {
    const { dingtalk, asked } = await openDingTalk();
    const sent = await dingtalk.sendWorkNotice(aNotice(changes));
    if (isSent) expect(sent.ok).toBe(true);
    else expect(sent).toMatchObject({ failure: { class: 'content', code: 'tooLong' } });
    expect(asked('asyncsend_v2')).toBe(isSent ? 1 : 0);
  });

  it.each([
    [100, true],
    [101, false],
  ])('%i people', async (count, isSent) => {
    const { dingtalk, asked } = await openDingTalk({ options: { people: people(101) } });
    const userIds = people(count).map(({ userId }) => userId);
    const sent = await dingtalk.sendWorkNotice(aNotice({ userIds }));
    if (!isSent) expect(sent).toMatchObject({ failure: { code: 'tooManyRecipients' } });
    expect(asked('asyncsend_v2')).toBe(isSent ? 1 : 0);
  });

  it('nobody', async () => {
    const { dingtalk, sandbox } = await openDingTalk();
    const sent = await dingtalk.sendWorkNotice(aNotice({ userIds: [] }));
    expect(sent).toMatchObject({ failure: { class: 'person', code: 'noRecipients' } });
    expect(sandbox.record()).toEqual([]);
  });
});
