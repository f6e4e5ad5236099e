import { describe, expect, it } from 'vitest';
import { petitionAnswer, petitionList, toDoList } from '../../server/contract/view.ts';
import { nextCommandId, openApi, type Phone, registrationAt, viewIn } from '../support/api.ts';
import { clerk, demolition, otherClerk, petitionLeader } from '../support/people.ts';

const START = '2026-03-16 09:00';

/** A petition that has been pushed to the two liaisons of 征迁部. */
async function assigned(start = START) {
  const api = await openApi({ at: start });
  const [office, leader, liaison] = await Promise.all([
    api.as(clerk),
    api.as(petitionLeader),
    api.as(demolition.liaisonA),
  ]);
  const { id } = await office.register();
  await office.act(id, 'signIn');
  await office.act(id, 'proposeAssignment', { unitId: demolition.id });
  viewIn(await leader.act(id, 'assign', { unitId: demolition.id, opinion: '请征迁部办理。' }));
  return { api, id, office, leader, liaison };
}

describe('the life of a petition through the API', () => {
  it('begins with its registration and shows what comes next', async () => {
    const api = await openApi({ at: START });
    const office = await api.as(clerk);
    const got = await office.post('/api/petitions', {
      commandId: nextCommandId(),
      registration: registrationAt(api.office.now()),
    });
    expect(got.status).toBe(201);
    const { petition, now } = petitionAnswer.parse(got.json());
    expect(now).toBe(api.office.now());
    expect(petition).toMatchObject({
      number: '2026-0001',
      stageTitle: '受理登记',
      waitingFor: ['孟示例', '韩演示'],
    });
    expect(petition.actions[0]).toMatchObject({ act: 'signIn', primary: true });
  });

  it('goes on to the liaison, who finds it on the list with the time that is left', async () => {
    const { liaison, id } = await assigned();
    const { items } = toDoList.parse((await liaison.get('/api/todo')).json());
    expect(items.map((item) => item.id)).toEqual([id]);
    expect(items[0]?.deadline).toMatchObject({ title: '退单时限', state: 'running' });
    expect(items[0]?.deadline?.remainingText).toMatch(/^剩余3个工作小时/);
    expect(items[0]?.actions.map(({ act }) => act)).toContain('returnAssignment');
  });

  it('answers every view in the shape that was agreed', async () => {
    const { office, liaison, id } = await assigned();
    for (const phone of [office, liaison]) {
      const page = (await phone.get(`/api/petitions/${id}`)).json();
      expect(petitionAnswer.parse(page)).toEqual(page);
    }
    const list = (await office.get('/api/petitions?limit=5')).json();
    expect(petitionList.parse(list)).toEqual(list);
    expect(list.total).toBe(1);
  });

  it('offers only people of the unit as caseworkers', async () => {
    const { liaison, id } = await assigned();
    const accept = (await liaison.show(id)).actions.find(({ act }) => act === 'acceptAssignment');
    const names = accept?.people?.map((person) => person.id);
    expect(names).toContain(demolition.caseworker);
    expect(names).not.toContain(clerk);
  });

  it('shows exactly the buttons of the gate', async () => {
    const { api, liaison, office, id } = await assigned();
    const shown = async (phone: Phone) => (await phone.show(id)).actions.map(({ act }) => act);
    const allowed = async (who: string) =>
      (await api.office.as(who).actions(id)).map(({ act }) => act);
    expect(await shown(liaison)).toEqual(await allowed(demolition.liaisonA));
    expect(await shown(office)).toEqual(await allowed(clerk));
    expect(await shown(liaison)).not.toEqual(await shown(office));
  });

  it('records a tap that is sent twice only once', async () => {
    const { liaison, id } = await assigned();
    const { version } = await liaison.show(id);
    const body = {
      commandId: nextCommandId(),
      seenVersion: version,
      input: { kind: 'accept', caseworkerId: demolition.caseworker },
    };
    const path = `/api/petitions/${id}/acts/acceptAssignment`;
    const [first, second] = [await liaison.post(path, body), await liaison.post(path, body)];
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(viewIn(second).version).toBe(version + 1);
  });
});

describe('a refusal tells what to do', () => {
  it('names who was first, with what and when', async () => {
    const { api, liaison, id } = await assigned('2026-03-16 10:05');
    const { version } = await liaison.show(id);
    await api.office.setTime('2026-03-16 10:31');
    await liaison.act(id, 'acceptAssignment', { caseworkerId: demolition.caseworker });
    const partner = await api.as(demolition.liaisonB);
    const late = await partner.post(`/api/petitions/${id}/acts/acceptAssignment`, {
      commandId: nextCommandId(),
      seenVersion: version,
      input: { kind: 'accept' },
    });
    expect(late.status).toBe(409);
    const { name } = (await liaison.get('/api/me')).json().person;
    expect(late.json().message).toBe(
      `${name}已于3月16日（周一）10:31办理“接件承办”，请刷新后查看。`,
    );
  });

  it('asks for the signature that the form has a box for', async () => {
    const { office, leader } = await assigned();
    const { id } = await office.register();
    await office.act(id, 'signIn');
    await office.act(id, 'proposeAssignment', { unitId: demolition.id });
    const { version } = await leader.show(id);
    const unsigned = await leader.post(`/api/petitions/${id}/acts/assign`, {
      commandId: nextCommandId(),
      seenVersion: version,
      input: { kind: 'assign', unitId: demolition.id, opinion: '请办理。' },
    });
    expect(unsigned.json()).toMatchObject({ code: 'signatureMissing' });
    expect(unsigned.status).toBe(422);
  });

  it('says in which stage the petition is', async () => {
    const { office, id } = await assigned();
    const got = await office.act(id, 'signIn');
    expect(got.status).toBe(409);
    expect(got.json().message).toContain('联络员接处');
  });

  it('writes down who tried what was not his', async () => {
    const { api, office, id } = await assigned();
    const got = await office.act(id, 'acceptAssignment');
    expect(got.status).toBe(403);
    const [entry] = await api.office.store.auditTrail({ limit: 1 }, clerk);
    expect(entry).toMatchObject({ action: 'refused', actor: clerk, petitionId: id, ok: false });
  });

  it('refuses the same command id for something else', async () => {
    const { office, id } = await assigned();
    const commandId = nextCommandId();
    const { version } = await office.show(id);
    const send = (act: string, how: string) =>
      office.post(`/api/petitions/${id}/acts/${act}`, {
        commandId,
        seenVersion: version,
        input: { kind: 'inform', how, on: '2026-03-16' },
      });
    expect((await send('informPetitioner', 'phone')).status).toBe(200);
    expect((await send('informPetitioner', 'written')).json()).toMatchObject({
      code: 'commandIdReused',
    });
  });
});

describe('the petitioner is shown masked', () => {
  it('on the page, to everyone', async () => {
    const { office, id } = await assigned();
    expect((await office.show(id)).particulars).toMatchObject({
      name: '刘*',
      phone: '138****1111',
      idNumber: '330602********0327',
      address: '浙江省绍兴市越城区******',
      mayReveal: true,
    });
  });

  it('and whole only to those who must reach him, with the reason on record', async () => {
    const { api, leader, liaison, id } = await assigned();
    const reason = { reason: '电话回访需要联系信访人' };
    const got = await liaison.post(`/api/petitions/${id}/reveal`, reason);
    expect(got.json()).toMatchObject({ name: '刘金丝', phone: '13800001111' });
    const [entry] = await api.office.store.auditTrail({ limit: 1 }, clerk);
    expect(entry).toMatchObject({ action: 'reveal', actor: demolition.liaisonA, petitionId: id });
    const refused = await leader.post(`/api/petitions/${id}/reveal`, reason);
    expect(refused.status).toBe(403);
  });

  it('as 匿名 when the petition bears no name', async () => {
    const { office } = await assigned();
    const { particulars } = await office.register({
      anonymous: true,
      petitioner: { name: '', phone: '', idNumber: '', address: '' },
    });
    expect(particulars).toMatchObject({ name: '匿名', phone: '', idNumber: '', address: '' });
  });
});

describe('the office sees more', () => {
  it('the notices of a petition and whether they arrived', async () => {
    const { office, liaison, id } = await assigned();
    expect((await office.show(id)).messages?.length).toBeGreaterThan(0);
    expect((await liaison.show(id)).messages).toBeUndefined();
  });

  it.each(['/api/messages', '/api/budget'])('%s is for it alone', async (path) => {
    const { api, liaison } = await assigned();
    const other = await api.as(otherClerk);
    expect((await other.get(path)).status).toBe(200);
    expect((await liaison.get(path)).status).toBe(403);
  });

  it('the log of notices page by page', async () => {
    const { office } = await assigned();
    const first = (await office.get('/api/messages?limit=1')).json();
    const second = (await office.get(`/api/messages?limit=1&cursor=${first.nextCursor}`)).json();
    expect(second.items[0].id).toBeLessThan(first.items[0].id);
  });
});
