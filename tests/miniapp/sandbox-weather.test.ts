import { describe, expect, it } from 'vitest';
import { button, fill, openTable, sees, tap, text } from './sandbox-table.ts';

describe('the weather beside the table', () => {
  it('befalls every call and stays, unless told otherwise', async () => {
    const table = await openTable({});
    await tap('天气', '.tabs');
    await tap('没有回音', '.weather');
    expect(table.posted).toEqual([{ path: 'weather', body: { weather: 'hang' } }]);
  });

  it('befalls some calls of one kind', async () => {
    const table = await openTable({});
    await tap('天气', '.tabs');
    await fill('.weather .scope select', '/v1.0/card/');
    await fill('.weather .scope input', '3');
    await tap('办后断线', '.weather');
    expect(table.posted[0]?.body).toEqual({
      weather: 'resetAfterWork',
      api: '/v1.0/card/',
      calls: 3,
    });
  });

  it('is told in words, on the switch too, and clears up', async () => {
    const table = await openTable({});
    expect(button('天气', '.tabs').textContent).toContain('晴');
    table.state = { ...table.state, weather: { kind: 'throttled', api: '/v1.0/todo/', calls: 2 } };
    await tap('天气', '.tabs');
    await tap('系统繁忙', '.weather');
    await sees('调用限流：待办，还有 2 次。');
    expect(button('天气', '.tabs').textContent).toContain('调用限流');
    expect(button('调用限流', '.weather').getAttribute('aria-pressed')).toBe('true');
    await tap('放晴', '.weather');
    expect(table.posted.at(-1)?.body).toEqual({ weather: null });
  });

  it('shows the connection and the month’s calls, and can turn on what befalls what is pushed', async () => {
    const table = await openTable({});
    await tap('天气', '.tabs');
    expect(text()).toContain('已连接 1 条');
    expect(text()).toContain('12 / 5000 次');
    await tap('断开长连接', '.weather');
    await tap('重复推送', '.weather');
    expect(table.posted.map(({ body }) => body)).toEqual([
      { event: 'disconnect' },
      { event: 'duplicate', on: true },
    ]);
  });

  it('lets people leave, move and join', async () => {
    const table = await openTable({});
    await tap('天气', '.tabs');
    const selects = '.weather section:last-of-type .scope label';
    await fill(`${selects}:nth-child(2) select`, '2');
    await fill('.weather form label:nth-child(1) input', '新样本');
    await tap('新进到此部门', '.weather');
    await fill(`${selects}:nth-child(1) select`, 'leader-petition');
    await tap('调到此部门', '.weather');
    await tap('离职', '.weather');
    expect(table.posted.map(({ body }) => body)).toEqual([
      { change: 'join', name: '新样本', title: '', department: 2 },
      { change: 'move', id: 'leader-petition', department: 2 },
      { change: 'leave', id: 'leader-petition' },
    ]);
  });
});
