import { describe, expect, it } from 'vitest';
import { HANDWRITING, openApi, type Phone } from '../support/api.ts';
import { clerk, demolition, director, petitionLeader } from '../support/people.ts';

async function opened(offersApprovals = true) {
  const api = await openApi({ at: '2026-03-16 09:00', offersApprovals });
  return { api, leader: await api.as(petitionLeader) };
}

const deposit = (phone: Phone) =>
  phone.post('/api/specimen', { handwriting: HANDWRITING, confirmed: true });
const choose = (phone: Phone, way: string) => phone.post('/api/signing', { way });
const chosen = async (phone: Phone) => (await phone.get('/api/signing')).json();

describe('how a leader is asked for his signature', () => {
  it('is by cards until he chooses approvals, and again when he chooses cards', async () => {
    const { leader } = await opened();
    expect(await chosen(leader)).toEqual({ way: 'card', offered: true, hasSpecimen: false });
    await deposit(leader);
    expect((await choose(leader, 'approval')).status).toBe(204);
    expect(await chosen(leader)).toEqual({ way: 'approval', offered: true, hasSpecimen: true });
    expect((await choose(leader, 'card')).status).toBe(204);
    expect(await chosen(leader)).toMatchObject({ way: 'card' });
  });

  it('is not by approvals while he keeps no signature, and he is told what to do', async () => {
    const { leader } = await opened();
    const refused = await choose(leader, 'approval');
    expect([refused.status, refused.json().code]).toEqual([409, 'noSpecimen']);
    expect(refused.json().message).toContain('留存卡片签名');
    expect(await chosen(leader)).toMatchObject({ way: 'card' });
  });

  it('is not by approvals where the office has none', async () => {
    const { leader } = await opened(false);
    await deposit(leader);
    expect((await choose(leader, 'approval')).json().code).toBe('notOffered');
    expect(await chosen(leader)).toMatchObject({ way: 'card', offered: false });
  });

  it.each([
    ['the leader in charge of a unit', demolition.leader, true],
    ['the head of a unit', demolition.head, true],
    ['a clerk', clerk, false],
    ['a liaison', demolition.liaisonA, false],
  ])('is offered to %s or not', async (_, who, offered) => {
    const { api } = await opened();
    expect(await chosen(await api.as(who))).toMatchObject({ offered });
  });

  it('leaves each change in the audit trail once', async () => {
    const { api, leader } = await opened();
    await deposit(leader);
    for (const way of ['approval', 'approval', 'card', 'card']) await choose(leader, way);
    const { items } = (await (await api.as(director)).get('/api/audit')).json();
    expect(
      items
        .filter(({ action }: { action: string }) => action === 'signingChosen')
        .map(({ actionText, detail }: { actionText: string; detail: string }) => [
          actionText,
          detail,
        ]),
    ).toEqual([
      ['选择签批方式', '改用卡片或应用内签批'],
      ['选择签批方式', '改用钉钉审批'],
    ]);
  });
});
