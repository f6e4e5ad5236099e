import { describe, expect, it } from 'vitest';
import { actBody } from '../../server/contract/act-input.ts';
import { fakeOffice } from './fake-office.ts';
import { accept, anAction, aPetition, NOW, returnInTime, returnLate, sign } from './fixtures.ts';
import { openApp, type Screen } from './screen.ts';

const offered = (screen: Screen) =>
  screen.all<HTMLElement>('[data-act]').map(({ dataset }) => dataset.act);

describe('the actions of a petition', () => {
  it('are exactly those the server gives: expected ones as buttons, the others behind 更多', async () => {
    const office = fakeOffice();
    office.petition = aPetition({
      actions: [accept, returnInTime, { ...sign, primary: false }, returnLate],
    });
    const screen = await openApp('/petitions/p-1', office);
    await screen.sees('接件承办');
    expect(offered(screen)).toEqual(['acceptAssignment', 'returnAssignment']);
    screen.tap('更多');
    await expect
      .poll(() => offered(screen))
      .toEqual(['acceptAssignment', 'returnAssignment', 'signAssignment', 'returnLate']);
  });

  it('are absent when there is nothing to do', async () => {
    const office = fakeOffice();
    office.petition = aPetition({ actions: [] });
    const screen = await openApp('/petitions/p-1', office);
    await screen.sees('办理过程');
    expect(screen.all('aside')).toEqual([]);
  });

  it('lead to a form of their own where something has to be written or signed', async () => {
    const screen = await openApp('/petitions/p-1', fakeOffice());
    await screen.sees('接件承办');
    screen.tap('退单');
    await expect
      .poll(() => screen.router.currentRoute.value.path)
      .toBe('/petitions/p-1/acts/returnAssignment');
  });
});

describe('a liaison accepts', () => {
  it('in two taps, taking the work on personally', async () => {
    const office = fakeOffice();
    const screen = await openApp('/petitions/p-1', office);
    await screen.sees('接件承办');
    screen.tap('接件承办');
    await screen.sees('陈立（本人）');
    screen.find('.sheet button[type=submit]').click();
    await expect.poll(() => office.recorded).toHaveLength(1);
    expect(actBody.parse(office.recorded[0]?.body).input).toEqual({
      kind: 'accept',
      caseworkerId: 'construction-a',
    });
    await screen.sees('接件承办：已提交');
  });

  it('may leave the caseworker open', async () => {
    const office = fakeOffice();
    const screen = await openApp('/petitions/p-1', office);
    await screen.sees('接件承办');
    screen.tap('接件承办');
    await screen.sees('陈立（本人）');
    screen.tap('稍后指定');
    await Promise.resolve();
    screen.find('.sheet button[type=submit]').click();
    await expect.poll(() => office.recorded).toHaveLength(1);
    expect(actBody.parse(office.recorded[0]?.body).input).toEqual({ kind: 'accept' });
  });

  it('is shown the petition as it is when the other liaison was first', async () => {
    const office = fakeOffice();
    const screen = await openApp('/petitions/p-1', office);
    await screen.sees('接件承办');
    screen.tap('接件承办');
    await screen.sees('陈立（本人）');
    office.trouble = {
      status: 409,
      body: { code: 'changedMeanwhile', message: '周明已于10:12办理“接件承办”。', requestId: 'r' },
    };
    screen.find('.sheet button[type=submit]').click();
    await screen.sees('周明已于10:12办理“接件承办”。');
    office.petition = aPetition({ stageTitle: '部室办理', actions: [] });
    screen.tap('查看最新情况');
    await screen.sees('部室办理');
    expect(screen.all('.sheet')).toEqual([]);
  });
});

describe('what a petition’s page shows', () => {
  it('masks the petitioner until a reason has been given', async () => {
    const office = fakeOffice();
    const screen = await openApp('/petitions/p-1', office);
    await screen.sees('138****1111');
    screen.tap('查看完整信息');
    await screen.sees('查看原因');
    screen.tap('查看');
    await screen.sees('请写明查看原因（至少4个字）。');
    expect(office.recorded).toEqual([]);
    screen.tap('电话回访');
    await Promise.resolve();
    screen.tap('查看');
    await screen.sees('13800001111');
    expect(office.recorded.map(({ body }) => body)).toEqual([{ reason: '电话回访' }]);
    screen.tap('收起完整信息');
    await expect.poll(screen.text).not.toContain('13800001111');
  });

  it('does not offer the whole particulars to those who may not see them', async () => {
    const office = fakeOffice();
    const { particulars } = office.petition;
    office.petition = aPetition({ particulars: { ...particulars, mayReveal: false } });
    const screen = await openApp('/petitions/p-1', office);
    await screen.sees('138****1111');
    expect(screen.text()).not.toContain('查看完整信息');
  });

  it('explains each deadline, with its clause and what is still provisional', async () => {
    const screen = await openApp('/petitions/p-1', fakeOffice());
    await screen.sees('怎么算的');
    screen.tap('查看全部 3 项期限');
    await screen.sees('待核');
    for (const words of [
      '12:00—14:00为午休，不计。',
      '各条线联络员应在3工作小时内将退单理由详细告知信访办办理人员',
      '待核',
      '批准延期30日',
    ]) {
      expect(screen.text()).toContain(words);
    }
  });

  it('explains the step: who takes it, and which clause says so', async () => {
    const screen = await openApp('/petitions/p-1', fakeOffice());
    await screen.sees('接件承办');
    screen.tap('这一步是什么意思');
    await screen.sees('这一步：待接件');
    for (const words of ['现在由 陈立、周明 办理', '由联络员A角、联络员B角办理', '二（二）2']) {
      expect(screen.find('.sheet').textContent).toContain(words);
    }
  });

  it('tells who has used the working time', async () => {
    const screen = await openApp('/petitions/p-1', fakeOffice());
    await screen.sees('时间用在哪里');
    const rows = screen.all('tbody tr').map(({ textContent }) => textContent ?? '');
    expect(rows[0]).toContain('沈洁');
    expect(rows[0]).toContain('76%');
    expect(rows[1]).toContain('陈立、周明');
    expect(rows[1]).toContain('24%');
  });

  it('shows the beginning of a long text, and the rest on request', async () => {
    const office = fakeOffice();
    const { particulars } = office.petition;
    const body = (length: number) => ({ ...particulars, body: '渗'.repeat(length) });
    office.petition = aPetition({ particulars: body(240) });
    const screen = await openApp('/petitions/p-1', office);
    await screen.sees('渗渗');
    expect(screen.text()).not.toContain('展开全文');
    office.petition = aPetition({ particulars: body(241) });
    await screen.router.push('/mine');
    await screen.router.push('/petitions/p-1');
    await screen.sees('展开全文');
    screen.tap('展开全文');
    await screen.sees('收起');
    expect(screen.all('.begun')).toEqual([]);
  });

  it('shows to the office alone whether its messages arrived, person by person', async () => {
    const office = fakeOffice();
    const liaison = await openApp('/petitions/p-1', office);
    await liaison.sees('办理过程');
    expect(liaison.text()).not.toContain('通知及送达');
    const reached = { name: '陈立', state: 'read', stateText: '已读' } as const;
    const missed = {
      name: '周明',
      state: 'blocked',
      stateText: '未送达',
      reason: '本人已停用钉钉',
      reasonText: '本人已停用钉钉',
    } as const;
    office.petition = aPetition({
      messages: [
        {
          id: 1,
          to: '陈立、周明',
          title: '待签收',
          state: 'delivered',
          stateText: '已送达',
          at: NOW,
          recipients: [reached, missed],
        },
      ],
    });
    await liaison.router.push('/mine');
    await liaison.router.push('/petitions/p-1');
    await liaison.sees('通知及送达');
    const people = liaison
      .all('ul[aria-label^=收件人] li')
      .map(({ textContent }) => textContent?.replaceAll(/\s+/g, ''));
    expect(people).toEqual(['陈立已读', '周明未送达：本人已停用钉钉']);
    await liaison.sees('1人未送达');
  });

  it('shows a returned assignment with its reason and that it is late', async () => {
    const office = fakeOffice();
    office.petition = aPetition({
      actions: [anAction({ kind: 'rejectReturn', title: '不同意退单' })],
      pendingReturn: {
        unitName: '规划建设部',
        by: '陈立',
        at: NOW,
        basisText: '属其他部室职责',
        detail: '该小区由征迁部负责移交。',
        late: true,
        lateText: '逾期1个工作小时',
      },
    });
    const screen = await openApp('/petitions/p-1', office);
    await screen.sees('该小区由征迁部负责移交。');
    expect(screen.text()).toContain('逾期1个工作小时');
  });
});
