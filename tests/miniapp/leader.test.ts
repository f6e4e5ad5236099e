import { describe, expect, it } from 'vitest';
import { createTogether, type Outcomes } from '../../miniapp/acts/together.ts';
import type { Answer } from '../../miniapp/api/call.ts';
import { actBody } from '../../server/contract/act-input.ts';
import { fakeOffice } from './fake-office.ts';
import { anAction, aPetition, aSummary } from './fixtures.ts';
import { openApp, type Screen, signName } from './screen.ts';

const approve = anAction({
  act: 'approveReply',
  kind: 'approve',
  title: '审核同意',
  needsSignature: true,
  phrases: ['同意。'],
});
const waiting = (id: string, change = {}) =>
  aSummary({ id, number: `2026-${id}`, actions: [approve], ...change });

function officeWith(...toDo: ReturnType<typeof aSummary>[]) {
  const office = fakeOffice();
  office.toDo = toDo;
  office.petition = aPetition({ actions: [approve] });
  return office;
}

async function sign(screen: Screen) {
  await screen.sees('手写签名');
  screen.tap('同意。');
  const [canvas] = screen.all('canvas');
  if (canvas) signName(canvas);
}

const sentTo = (office: ReturnType<typeof fakeOffice>) =>
  office.recorded.map(({ path }) => path.split('/')[2]);

describe('a leader with several petitions of one kind', () => {
  it('works through them one by one: the next opens by itself, the last leads home', async () => {
    const office = officeWith(waiting('0001'), waiting('0002'));
    const screen = await openApp('/', office);
    await screen.sees('逐件办理');
    screen.tap('逐件办理');
    await screen.sees('第 1 件，共 2 件');
    await sign(screen);
    screen.find('form button[type=submit]').click();
    await screen.sees('第 2 件，共 2 件');
    expect(screen.router.currentRoute.value.params.id).toBe('0002');
    await sign(screen);
    screen.find('form button[type=submit]').click();
    await expect.poll(() => screen.router.currentRoute.value.path).toBe('/');
    expect(sentTo(office)).toEqual(['0001', '0002']);
  });

  it('may pass one over', async () => {
    const office = officeWith(waiting('0001'), waiting('0002'));
    const screen = await openApp('/', office);
    await screen.sees('逐件办理');
    screen.tap('逐件办理');
    await screen.sees('跳过这一件');
    screen.tap('跳过这一件');
    await screen.sees('第 2 件，共 2 件');
    expect(office.recorded).toEqual([]);
  });

  it('signs once for those that are marked: one command each, every one with its own id', async () => {
    const office = officeWith(waiting('0001'), waiting('0002'), waiting('0003', { version: 9 }));
    const screen = await openApp('/together/approveReply', office);
    await screen.sees('2026-0003');
    const ticks = screen.all<HTMLInputElement>('article input');
    ticks[0]?.click();
    ticks[2]?.click();
    await sign(screen);
    await screen.sees('签批 2 件');
    screen.find('form button[type=submit]').click();
    await screen.sees('已签批 2 件');
    expect(sentTo(office)).toEqual(['0001', '0003']);
    const bodies = office.recorded.map(({ body }) => actBody.parse(body));
    expect(bodies.map(({ seenVersion }) => seenVersion)).toEqual([4, 9]);
    expect(new Set(bodies.map(({ commandId }) => commandId)).size).toBe(2);
    expect(bodies[0]?.input).toEqual({ kind: 'approve', opinion: '同意。' });
  });

  it('reads petition by petition what was not signed, and why', async () => {
    const office = officeWith(waiting('0001'), waiting('0002'));
    const screen = await openApp('/together/approveReply', office);
    await screen.sees('2026-0002');
    screen.tap('全选（2 件）');
    await sign(screen);
    office.trouble = {
      status: 409,
      body: { code: 'changedMeanwhile', message: '章虚构已撤回。', requestId: 'r' },
    };
    screen.find('form button[type=submit]').click();
    await screen.sees('已签批 1 件，1 件没有签批');
    const [first, second] = screen.all('article');
    expect(first?.textContent).toMatch(/没有签批：\s*章虚构已撤回。/);
    expect(second?.textContent).toContain('已签批');
  });

  it('has to mark, to write and to sign before anything is sent', async () => {
    const office = officeWith(waiting('0001'), waiting('0002'));
    const screen = await openApp('/together/approveReply', office);
    await screen.sees('2026-0002');
    screen.find('form button[type=submit]').click();
    await screen.sees('请勾选要签批的信访件。');
    expect(screen.text()).toContain('请填写意见。');
    expect(screen.text()).toContain('请手写签名。');
    expect(office.recorded).toEqual([]);
  });

  it('is never offered an accusation among them', async () => {
    const office = officeWith(waiting('0001'), waiting('0002', { confidential: true }));
    const home = await openApp('/', office);
    await home.sees('逐件办理');
    expect(home.text()).not.toContain('一并签批');
    await home.router.push('/together/approveReply');
    await home.sees('签批 0 件');
    expect(home.all('article')).toHaveLength(1);
    expect(home.text()).not.toContain('2026-0002');
  });

  it('is not offered to assign at one stroke', async () => {
    const assign = anAction({
      act: 'assign',
      kind: 'assign',
      title: '签批交办',
      needsSignature: true,
    });
    const office = officeWith(
      waiting('0001', { actions: [assign] }),
      waiting('0002', { actions: [assign] }),
    );
    const screen = await openApp('/', office);
    await screen.sees('逐件办理');
    expect(screen.text()).not.toContain('一并签批');
  });
});

describe('signing for several over a bad line', () => {
  const lost: Answer<unknown> = {
    ok: false,
    failure: { kind: 'unknown', reached: false, message: '网络不通' },
  };

  it('stops where nobody answers and goes on with the same command id, sending nothing twice', async () => {
    const sent: [string, string][] = [];
    let online = false;
    const run = createTogether((id, commandId) => {
      sent.push([id, commandId]);
      return Promise.resolve(id === 'a' || online ? { ok: true, value: null } : lost);
    });
    let outcomes: Outcomes = {};
    const report = (next: Outcomes) => {
      outcomes = next;
    };
    await run(['a', 'b', 'c'], outcomes, report);
    expect(sent.map(([id]) => id)).toEqual(['a', 'b']);
    expect(outcomes.b).toEqual({ state: 'unknown', message: '网络不通' });
    online = true;
    await run(['a', 'b', 'c'], outcomes, report);
    expect(sent.map(([id]) => id)).toEqual(['a', 'b', 'b', 'c']);
    expect(sent[2]?.[1]).toBe(sent[1]?.[1]);
    expect(Object.values(outcomes).map(({ state }) => state)).toEqual(['done', 'done', 'done']);
  });
});
