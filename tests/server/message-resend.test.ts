import { describe, expect, it } from 'vitest';
import { nextCommandId, openApi, type Phone } from '../support/api.ts';
import { clerk, construction, demolition, director, petitionLeader } from '../support/people.ts';
import { assigned } from '../support/walks.ts';

interface Logged {
  readonly id: number;
  readonly title: string;
  readonly text: string;
  readonly state: string;
  readonly mayResend: boolean;
  readonly recipients: readonly { readonly name: string; readonly state: string }[];
}

async function logOf(phone: Phone, query = ''): Promise<readonly Logged[]> {
  return (await phone.get(`/api/messages${query}`)).json().items;
}

async function resend(phone: Phone, id: number, commandId = nextCommandId()) {
  return await phone.post(`/api/messages/${id}/resend`, { commandId });
}

/** A push that DingTalk did not deliver to the second liaison. */
async function withBlocked() {
  const api = await openApi({ at: '2026-03-16 09:00' });
  await assigned(api.office);
  const phone = await api.as(clerk);
  const push = (await logOf(phone)).find(({ title }) => title === '信访件交办');
  if (!push) throw new Error('nothing was pushed');
  await api.office.store.recordResult(
    push.id,
    [
      { staffId: demolition.liaisonA, state: 'read' },
      { staffId: demolition.liaisonB, state: 'blocked', reason: '对方未激活钉钉' },
    ],
    'unconfirmed',
    api.office.now(),
  );
  return { api, phone, push };
}

describe('the notices on a petition', () => {
  it('say of every recipient what became of it and why, as the log does [M15]', async () => {
    const { phone, push } = await withBlocked();
    const { petitionId } = (await phone.get('/api/messages')).json().items[0];
    const { petition } = (await phone.get(`/api/petitions/${petitionId}`)).json();
    const shown = petition.messages.find(({ id }: { id: number }) => id === push.id);
    const [logged] = (await logOf(phone)).filter(({ id }) => id === push.id);
    expect(shown.recipients).toEqual(logged?.recipients);
    expect(shown.recipients).toMatchObject([
      { stateText: '已读' },
      { stateText: '未送达', reasonText: '对方未激活钉钉' },
    ]);
    expect(shown).not.toHaveProperty('text');
  });
});

describe('sending a notice again', () => {
  it('reaches only whom the first one did not, under a number of its own', async () => {
    const { api, phone, push } = await withBlocked();
    const answer = (await resend(phone, push.id)).json();
    const [again] = (await logOf(phone)).filter(({ id }) => id === answer.id);
    expect(again?.recipients.map(({ name }) => name)).toEqual(['余模拟']);
    expect(again?.text).toContain(`通知${answer.id}号`);
    expect(again?.text).not.toContain(`通知${push.id}号`);
    await api.office.jobs.settle();
    const texts = api.office.messagesTo(demolition.liaisonB).map(({ text }) => text);
    expect(texts.filter((text) => text.includes(`通知${answer.id}号`))).toHaveLength(1);
  });

  it('writes one message however often the same tap arrives', async () => {
    const { phone, push } = await withBlocked();
    const first = await resend(phone, push.id, 'the-same-tap');
    const count = (await logOf(phone)).length;
    const again = await resend(phone, push.id, 'the-same-tap');
    expect([again.text, (await logOf(phone)).length]).toEqual([first.text, count]);
  });

  it('is in the audit trail', async () => {
    const { api, phone, push } = await withBlocked();
    const { id } = (await resend(phone, push.id)).json();
    const [newest] = await api.office.store.auditTrail({ limit: 1 }, clerk);
    expect(newest).toMatchObject({
      action: 'resent',
      actor: clerk,
      detail: `通知${push.id}号重发为${id}号`,
    });
  });

  it('is refused for what has been settled meanwhile, or has arrived, or is on its way', async () => {
    const { api, phone, push } = await withBlocked();
    await api.office.store.recordResult(
      push.id,
      [{ staffId: demolition.liaisonB, state: 'delivered' }],
      'unconfirmed',
      api.office.now(),
    );
    const asked = (await logOf(phone)).find(({ title }) => title !== '信访件交办');
    const refusals = [await resend(phone, push.id), await resend(phone, asked?.id ?? 0)];
    expect(refusals.map(({ status }) => status)).toEqual([409, 409]);
    expect((await resend(phone, 999_999)).status).toBe(404);
  });

  it('is the office’s alone', async () => {
    const { api, push } = await withBlocked();
    for (const who of [petitionLeader, demolition.liaisonB]) {
      expect((await resend(await api.as(who), push.id)).status).toBe(403);
    }
  });

  it('of an accusation is possible to its chain, and to others it does not exist', async () => {
    const api = await openApi({ at: '2026-03-16 09:00' });
    const id = await assigned(api.office, {
      facts: { appealType: 'accusation' },
      accused: { outside: true },
    });
    const [message] = await api.office.store.messagesOf(id);
    const outsider = await resend(await api.as(director), message?.id ?? 0);
    const nothing = await resend(await api.as(director), 999_999);
    expect([outsider.status, outsider.json().message]).toEqual([404, nothing.json().message]);
    expect((await resend(await api.as(clerk), message?.id ?? 0)).status).not.toBe(404);
  });
});

describe('the message log', () => {
  it('is narrowed by person, by petition and by day', async () => {
    const api = await openApi({ at: '2026-03-16 09:00' });
    const first = await assigned(api.office);
    await api.office.setTime('2026-03-17 09:00');
    await assigned(api.office, { unit: construction });
    const phone = await api.as(clerk);
    const { number } = await api.office.petition(first);
    const pushes = async (query: string) =>
      (await logOf(phone, query)).filter(({ title }) => title === '信访件交办').length;
    expect([
      await pushes(''),
      await pushes(`?staffId=${demolition.liaisonA}`),
      await pushes(`?staffId=${demolition.head}`),
      await pushes(`?number=${encodeURIComponent(number)}`),
      await pushes('?day=2026-03-17'),
      await pushes('?day=2026-03-18'),
    ]).toEqual([2, 1, 0, 1, 1, 0]);
    expect((await phone.get('/api/messages?number=9999')).json().items).toEqual([]);
  });
});

describe('the budget', () => {
  it.each([
    ['2026-03-01 09:00', 310],
    ['2026-03-31 09:00', 10],
  ])('on %s is forecast for the month by the days gone by', async (moment, forecast) => {
    const api = await openApi({ at: moment });
    for (let call = 0; call < 10; call += 1)
      await api.office.store.countCall('2026-03', '/gettoken', true);
    await api.office.store.countCall('2026-03', '/gettoken', false);
    const budget = (await (await api.as(clerk)).get('/api/budget')).json();
    expect(budget).toMatchObject({ used: 10, forecast });
    expect(budget.months.at(-1)).toEqual({ month: '2026-03', used: 10 });
    expect(budget.months[0].month).toBe('2025-10');
  });

  it.each([
    [79, 'ample', 0],
    [80, 'thrifty', 1],
    [89, 'thrifty', 1],
    [90, 'scarce', 4],
  ])('with %i of 100 calls used is %s', async (used, level, savings) => {
    const api = await openApi({ at: '2026-03-16 09:00', monthlyBudget: 100 });
    for (let call = 0; call < used; call += 1)
      await api.office.store.countCall('2026-03', '/v1.0/card/instances', true);
    const budget = (await (await api.as(clerk)).get('/api/budget')).json();
    expect(budget).toMatchObject({ limit: 100, used, level });
    expect(budget.savings).toHaveLength(savings);
    expect(budget.calls).toEqual([
      { api: '/v1.0/card/instances', title: '更新互动卡片', billable: true, calls: used },
    ]);
  });

  it.each([
    [89, []],
    [90, ['budget']],
  ])(
    'with %i of 100 calls used troubles the office only when little is left',
    async (used, what) => {
      const { office } = await openApi({ at: '2026-03-16 09:00', monthlyBudget: 100 });
      for (let call = 0; call < used; call += 1)
        await office.store.countCall('2026-03', '/v1.0/card/instances', true);
      await office.jobs.tick();
      expect(office.jobs.troubles().map((trouble) => trouble.what)).toEqual(what);
    },
  );
});
