import { describe, expect, it } from 'vitest';
import { nextTick } from 'vue';
import {
  approval,
  button,
  card,
  chat,
  fill,
  openTable,
  reply,
  sees,
  tap,
  text,
} from './sandbox-table.ts';

describe('an interactive card on a phone', () => {
  it('says at once that the tap was sent, and then what came of it', async () => {
    const table = await openTable({ messages: [card()] });
    let answer: (response: Response) => void = () => {};
    table.next = new Promise((resolve) => {
      answer = resolve;
    });
    await tap('同意');
    expect(text()).toContain('已发送，等待应用回应');
    expect(button('同意').disabled).toBe(true);
    answer(reply({ problem: '应用没有响应，请稍后再试。' }));
    await sees('应用没有响应，请稍后再试。');
    expect(text()).not.toContain('已发送，等待应用回应');
    expect(table.posted).toEqual([
      { path: 'phones/leader-petition/tap', body: { outTrackId: 'card-1' } },
    ]);
  });

  it('shows how it stands after the answer, without its button', async () => {
    const table = await openTable({ messages: [card()] });
    table.state = {
      ...table.state,
      phones: [
        {
          id: 'leader-petition',
          messages: [card({ status: 'done', statusText: '林示例已于09:01签批' })],
          toDos: [],
          approvals: [],
        },
      ],
    };
    await tap('同意');
    await sees('林示例已于09:01签批');
    expect(() => button('同意')).toThrow();
  });

  it('wants an opinion where opinions are offered, and sends the one chosen', async () => {
    const table = await openTable({ messages: [card({ phrases: ['同意。', '请从速办理。'] })] });
    expect(button('同意').disabled).toBe(true);
    document.querySelectorAll<HTMLInputElement>('[type=radio]')[1]?.click();
    await nextTick();
    await tap('同意');
    expect(table.posted[0]?.body).toEqual({ outTrackId: 'card-1', phrase: '请从速办理。' });
  });

  it.each(['done', 'closed', 'expired'] as const)(
    'offers nothing to press once it is %s',
    async (status) => {
      await openTable({ messages: [card({ status })] });
      expect(() => button('同意')).toThrow();
      expect(text()).toContain('等待您签批');
    },
  );
});

describe('talking to the robot', () => {
  it('sends a word it knows at once, and lets the others be completed', async () => {
    const table = await openTable({});
    await tap('查');
    expect(table.posted).toEqual([]);
    await fill('.phone .say input', '查 2026-0001');
    await tap('发送');
    await expect.poll(() => button('今日').disabled).toBe(false);
    await tap('今日');
    expect(table.posted).toEqual([
      { path: 'phones/leader-petition/say', body: { where: 'robot', text: '查 2026-0001' } },
      { path: 'phones/leader-petition/say', body: { where: 'robot', text: '今日' } },
    ]);
  });

  it('is read by whoever touches the phone, and asked about only then', async () => {
    const table = await openTable({ messages: [chat('没有待办。', 'robot', false)] }, 1);
    expect(table.posted).toEqual([]);
    document.querySelector('.messages')?.dispatchEvent(new Event('pointerdown'));
    expect(table.posted).toEqual([{ path: 'phones/leader-petition/read', body: {} }]);
  });

  it('has nothing to be read when all is read', async () => {
    const messages = [chat('没有待办。', 'robot', true), chat('待办', 'person', true)];
    const table = await openTable({ messages });
    document.querySelector('.messages')?.dispatchEvent(new Event('pointerdown'));
    expect(table.posted).toEqual([]);
  });
});

describe('to-dos and approvals on a phone', () => {
  const toDo = { id: '1', late: false, priorityText: '紧急', urgent: true, route: '/' };

  it('tell open ones from done ones, and count the open', async () => {
    await openTable({
      toDos: [
        { ...toDo, subject: '接件', dueText: '3月10日（周二）12:00', done: false },
        { ...toDo, id: '2', subject: '回访', done: true },
      ],
    });
    expect(button('待办', '.phone nav').textContent).toContain('1项未完成');
    await tap('待办', '.phone nav');
    expect(button('接件').textContent).toContain('紧急');
    expect(button('接件').textContent).toContain('截止：3月10日（周二）12:00');
    expect(button('✓').textContent).toContain('回访');
  });

  it.each([
    ['同意', 'agree'],
    ['拒绝', 'refuse'],
  ])('%s goes out with the remark', async (label, result) => {
    const table = await openTable({ approvals: [approval()] });
    await tap('审批', '.phone nav');
    await fill('.phone textarea', '请从速办理。');
    await tap(label);
    expect(table.posted).toEqual([
      {
        path: 'phones/leader-petition/decide',
        body: { instanceId: 'approval-1', result, remark: '请从速办理。' },
      },
    ]);
  });

  it('a decided approval shows who said what and offers nothing', async () => {
    const decided = approval({ waiting: false, outcome: 'refused', remark: '请补充材料。' });
    await openTable({ approvals: [decided] });
    await tap('审批', '.phone nav');
    expect(text()).toContain('已拒绝');
    expect(text()).toContain('请补充材料。');
    expect(() => button('同意')).toThrow();
  });
});
