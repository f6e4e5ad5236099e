import { describe, expect, it } from 'vitest';
import { type Got, nextCommandId, openApi, type Phone } from '../support/api.ts';
import {
  clerk,
  construction,
  demolition,
  director,
  otherClerk,
  petitionLeader,
} from '../support/people.ts';

const NOBODYS = 'AAAAAAAAAAAAAAAA';

/** Everything a person sees of an answer, save the request's own number. */
function bytes({ status, headers, text }: Got) {
  const { 'x-request-id': requestId = '', date: _, ...rest } = headers;
  return JSON.stringify({ status, rest, text }).replaceAll(String(requestId), '(number)');
}

/** Every way of asking about one petition. */
async function ask(phone: Phone, id: string): Promise<readonly Got[]> {
  const act = (name: string, input: object) =>
    phone.post(`/api/petitions/${id}/acts/${name}`, {
      commandId: nextCommandId(),
      seenVersion: 99,
      input,
    });
  return [
    await phone.get(`/api/petitions/${id}`),
    await act('signIn', { kind: 'step' }),
    await act('terminate', { kind: 'terminate', reason: '登记错误，撤回。' }),
    await act('noSuchAct', { kind: 'step' }),
    await act('signIn', { kind: 'approve' }),
    await phone.post(`/api/petitions/${id}/reveal`, { reason: '核对信访人信息' }),
    await phone.post(`/api/petitions/${id}/reveal`, {}),
  ];
}

async function accusedOf(accused: object) {
  const api = await openApi({ at: '2026-03-16 09:00' });
  const office = await api.as(clerk);
  const { id } = await office.register({ appealType: 'accusation', accused });
  return { api, office, id };
}

describe('an accusation does not exist for', () => {
  it.each([
    ['the accused clerk', otherClerk, { staffIds: [otherClerk], unitIds: [], outside: false }],
    [
      'a member of the accused unit',
      construction.liaisonA,
      { staffIds: [], unitIds: [construction.id], outside: false },
    ],
    [
      'people outside its chain',
      demolition.liaisonA,
      { staffIds: [construction.head], unitIds: [], outside: false },
    ],
  ])('%s: every answer has the same bytes as for nothing', async (_, who, accused) => {
    const { api, id } = await accusedOf(accused);
    const phone = await api.as(who);
    const [hidden, nothing] = [await ask(phone, id), await ask(phone, NOBODYS)];
    expect(hidden.map(bytes)).toEqual(nothing.map(bytes));
    expect(hidden[0]?.status).toBe(404);
  });

  it('though it does for the clerk who registered it', async () => {
    const { office, id } = await accusedOf({ staffIds: [otherClerk], unitIds: [], outside: false });
    expect((await office.get(`/api/petitions/${id}`)).status).toBe(200);
  });

  it('even for the director: no list and no count mentions it', async () => {
    const { api, office } = await accusedOf({ staffIds: [director], unitIds: [], outside: false });
    const accused = await api.as(director);
    const answers = async (phone: Phone) => {
      const list = (await phone.get('/api/petitions?scope=all')).json();
      return {
        total: list.total,
        messages: (await phone.get('/api/messages')).json().items.length,
      };
    };
    expect(await answers(accused)).toEqual({ total: 0, messages: 0 });
    expect((await answers(office)).total).toBe(1);
  });
});

describe('an ordinary petition', () => {
  it('is nothing to a unit it was not given to, and nothing to one who has recused himself', async () => {
    const api = await openApi({ at: '2026-03-16 09:00' });
    const office = await api.as(clerk);
    const { id } = await office.register();
    const stranger = await api.as(construction.liaisonA);
    expect((await ask(stranger, id)).map(bytes)).toEqual((await ask(stranger, NOBODYS)).map(bytes));

    const other = await api.as(otherClerk);
    expect((await other.get(`/api/petitions/${id}`)).status).toBe(200);
    const recused = await other.act(id, 'recuse', {
      staffId: otherClerk,
      reason: '与信访人系亲属。',
    });
    expect(recused.status).toBe(200);
    expect((await ask(other, id)).map(bytes)).toEqual((await ask(other, NOBODYS)).map(bytes));
  });

  it('is nothing even to the repetition of a command from before one was recused', async () => {
    const api = await openApi({ at: '2026-03-16 09:00' });
    const { id, version } = await (await api.as(clerk)).register();
    const other = await api.as(otherClerk);
    const recuse = (petition: string) =>
      other.post(`/api/petitions/${petition}/acts/recuse`, {
        commandId: 'command-recuse',
        seenVersion: version,
        input: { kind: 'recuse', staffId: otherClerk, reason: '与信访人系亲属。' },
      });
    expect((await recuse(id)).status).toBe(200);
    expect(bytes(await recuse(id))).toBe(bytes(await recuse(NOBODYS)));
  });

  it('is seen by the leaders', async () => {
    const api = await openApi({ at: '2026-03-16 09:00' });
    const { id } = await (await api.as(clerk)).register();
    expect((await (await api.as(petitionLeader)).get(`/api/petitions/${id}`)).status).toBe(200);
  });
});
