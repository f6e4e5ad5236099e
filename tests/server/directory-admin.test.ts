import { describe, expect, it } from 'vitest';
import { type Api, nextCommandId, openApi, type Phone } from '../support/api.ts';
import {
  city,
  clerk,
  construction,
  demolition,
  director,
  otherClerk,
  petitionLeader,
  principal,
} from '../support/people.ts';
import { accepted, assigned } from '../support/walks.ts';

async function openAdministration(at = '2026-03-16 09:00') {
  const api = await openApi({ at });
  const phone = await api.as(director);
  return { api, phone };
}

async function shown(phone: Phone) {
  return (await phone.get('/api/administration/directory')).json();
}

/** The unit or person as it is, changed. */
async function change(
  phone: Phone,
  id: string,
  { posts = {}, ...changes }: { readonly posts?: object; readonly [member: string]: unknown },
  more: object = {},
) {
  const { version, units, staff } = await shown(phone);
  const unit = units.find((each: { id: string }) => each.id === id);
  const person = staff.find((each: { id: string }) => each.id === id);
  const { petitions: _, ...unitEntry } = unit ?? {};
  const { awayText: __, ...personEntry } = person ?? {};
  return await phone.post('/api/administration/directory', {
    seenVersion: version,
    reason: '岗位调整',
    change: unit
      ? {
          kind: 'unit',
          unit: { ...unitEntry, ...changes, posts: { ...unitEntry.posts, ...posts } },
        }
      : { kind: 'person', person: { ...personEntry, ...changes } },
    ...more,
  });
}

async function handOver(phone: Phone, from: string, to: string, leaves = false) {
  const { version } = await shown(phone);
  return await phone.post('/api/administration/hand-overs', {
    commandId: nextCommandId(),
    seenVersion: version,
    from,
    to,
    reason: '干部交流',
    leaves,
  });
}

async function heldBy(phone: Phone, id: string) {
  return (await phone.get(`/api/administration/staff/${id}/holdings`)).json();
}

describe('the directory', () => {
  it('is kept by the role that the regulation names, and by nobody else', async () => {
    const { api, phone } = await openAdministration();
    expect((await phone.get('/api/administration/directory')).status).toBe(200);
    for (const who of [clerk, petitionLeader, principal, demolition.liaisonA]) {
      const other = await api.as(who);
      expect((await other.get('/api/administration/directory')).status).toBe(403);
      const body = { seenVersion: 1, reason: '试一试', change: {} };
      expect((await other.post('/api/administration/directory', body)).status).toBe(403);
    }
  });

  it('is changed with old and new in the audit trail and with whom petitions wait for', async () => {
    const { api, phone } = await openAdministration();
    const id = await assigned(api.office);
    const got = await change(phone, demolition.id, { posts: { liaisonA: demolition.caseworker } });
    expect(got.json().changes.join('')).toMatch(
      /征迁部（联络员A角潘虚构.*→ 征迁部（联络员A角蒋测试/,
    );
    const [newest] = await api.office.store.auditTrail({ limit: 1 }, director);
    expect(newest).toMatchObject({ action: 'directoryChanged', actor: director, ok: true });
    expect(newest?.detail).toMatch(/潘虚构.*→.*蒋测试.*理由：岗位调整/);
    const waiting = async (who: string) =>
      (await api.office.store.toDo(who)).map((petition) => petition.id);
    expect([await waiting(demolition.caseworker), await waiting(demolition.liaisonA)]).toEqual([
      [id],
      [],
    ]);
  });

  it('is not changed by looking at what would change', async () => {
    const { api, phone } = await openAdministration();
    const { version } = await shown(phone);
    const got = await change(
      phone,
      demolition.id,
      { posts: { liaisonA: demolition.caseworker } },
      { check: true },
    );
    expect(got.json().changes).toHaveLength(1);
    expect((await shown(phone)).version).toBe(version);
    const [newest] = await api.office.store.auditTrail({ limit: 1 }, director);
    expect(newest?.action).toBe('login');
  });

  it('is not changed over a change that one has not seen', async () => {
    const { phone } = await openAdministration();
    const { version } = await shown(phone);
    await change(phone, demolition.id, { posts: { liaisonA: demolition.caseworker } });
    const late = await change(phone, city.id, { name: '城管部' }, { seenVersion: version });
    expect(late.status).toBe(409);
  });

  it('takes a unit with fewer than two liaisons, warns loudly, and nothing is pushed there [M14]', async () => {
    const { api, phone } = await openAdministration();
    for (const changes of [{ liaisonB: '' }, { liaisonB: demolition.liaisonA }]) {
      const got = await change(phone, demolition.id, { posts: changes });
      expect(got.status).toBe(200);
      expect(got.json().warnings.join('')).toContain(
        '征迁部须有2名不同的在岗联络员，目前联络员B角空缺或由同一人兼任',
      );
    }
    await expect(assigned(api.office)).rejects.toThrow('recipientsMissing');
    const mended = await change(phone, demolition.id, {
      posts: { liaisonB: demolition.liaisonB },
    });
    expect(mended.json().warnings.join('')).not.toContain('联络员');
    expect(await assigned(api.office)).toBeTruthy();
  });

  it.each([
    ['a unit without a head', demolition.id, { posts: { head: '' } }, '须有一名负责人'],
    ['no principal leader', principal, { roles: [] }, '须有在岗人员担任'],
    [
      'two principal leaders',
      petitionLeader,
      { roles: ['petitionLeader', 'principalLeader'] },
      '只能由一人担任',
    ],
    ['nobody to administer', director, { roles: [] }, '须有在岗人员担任'],
    ['a role the regulation does not know', clerk, { roles: ['emperor'] }, '不在制度中'],
    [
      'a liaison who leaves his post vacant unsaid',
      demolition.liaisonA,
      { active: false },
      '工作移交',
    ],
  ])('refuses %s, in a sentence [M1]', async (_, id, changes, sentence) => {
    const { phone } = await openAdministration();
    const { version } = await shown(phone);
    const got = await change(phone, id, changes);
    expect(got.status).toBe(422);
    expect(got.text).toContain(sentence);
    expect((await shown(phone)).version).toBe(version);
  });

  it('lets nobody go who still is somebody’s caseworker, and ends the session of one who goes', async () => {
    const { api, phone } = await openAdministration();
    const id = await accepted(api.office);
    const leaver = await api.as(demolition.caseworker);
    const refused = await change(phone, demolition.caseworker, { active: false });
    const { number } = await api.office.petition(id);
    expect([refused.status, refused.text.includes(number)]).toEqual([422, true]);
    expect((await leaver.get('/api/me')).status).toBe(200);
    await handOver(phone, demolition.caseworker, demolition.head);
    expect((await change(phone, demolition.caseworker, { active: false })).status).toBe(200);
    expect((await leaver.get('/api/me')).status).toBe(401);
  });
});

describe('a hand-over', () => {
  it('lists everything first, leaves nothing behind, and answers petition by petition', async () => {
    const { api, phone } = await openAdministration();
    const ids = [await accepted(api.office), await accepted(api.office)];
    const before = await heldBy(phone, demolition.caseworker);
    expect(before.petitions.map((each: { id: string }) => each.id).toSorted()).toEqual(
      ids.toSorted(),
    );
    const { petitions } = (
      await handOver(phone, demolition.caseworker, demolition.head, true)
    ).json();
    expect(petitions.map(({ ok }: { ok: boolean }) => ok)).toEqual([true, true]);
    expect(await heldBy(phone, demolition.caseworker)).toMatchObject({ posts: [], petitions: [] });
    for (const id of ids) {
      const { assignments } = await api.office.petition(id);
      expect(assignments.at(-1)?.caseworkerId).toBe(demolition.head);
    }
    const { staff } = await api.office.store.directory();
    expect(staff.get(demolition.caseworker)?.active).toBe(false);
  });

  it('takes posts and roles along, with the petitions that wait for them', async () => {
    const { api, phone } = await openAdministration();
    const id = await assigned(api.office);
    const got = await handOver(phone, demolition.liaisonA, demolition.caseworker, true);
    expect(got.json().petitions).toEqual([expect.objectContaining({ id, ok: true })]);
    expect(await heldBy(phone, demolition.liaisonA)).toMatchObject({ posts: [], petitions: [] });
    const waiting = (await api.office.store.toDo(demolition.caseworker)).map((each) => each.id);
    expect(waiting).toEqual([id]);
  });

  it('keeps somebody whose petition could not be handed over, and says so', async () => {
    const { api, phone } = await openAdministration();
    await accepted(api.office);
    const got = await handOver(phone, demolition.caseworker, construction.caseworker, true);
    expect(got.json().petitions).toEqual([expect.objectContaining({ ok: false })]);
    expect(got.json().warnings.join('')).toContain('暂不设为离岗');
    const { staff } = await api.office.store.directory();
    expect(staff.get(demolition.caseworker)?.active).toBe(true);
  });

  it('is not begun when it could not be completed', async () => {
    const { api, phone } = await openAdministration();
    const { events } = await api.office.store.chainHeads();
    expect((await handOver(phone, principal, principal)).status).toBe(422);
    expect((await api.office.store.chainHeads()).events).toEqual(events);
  });

  it('does not tell of an accusation that the administrator may not know of', async () => {
    const held = async (appealType: 'accusation' | null) => {
      const { api, phone } = await openAdministration();
      if (appealType) {
        await accepted(api.office, { facts: { appealType }, accused: { outside: true } });
      }
      return [
        await heldBy(phone, demolition.caseworker),
        (await handOver(phone, demolition.caseworker, demolition.head)).json(),
        { ...(await shown(phone)), now: 0 },
      ];
    };
    expect(await held('accusation')).toEqual(await held(null));
  });
});

describe('somebody who is out', () => {
  async function away(phone: Phone, staffId: string, from: string, to: string) {
    return await phone.post('/api/administration/absences', { staffId, from, to, why: 'duty' });
  }

  /** At the review by the leader in charge, who is the petition leader’s to stand in for. */
  async function awaitingPetitionLeader(api: Api) {
    const id = await api.office.as(clerk).register();
    await api.office.as(clerk).does(id, 'signIn');
    await api.office.as(clerk).does(id, 'proposeAssignment', { unitId: demolition.id });
    return id;
  }

  it('goes on receiving, and the substitute may act as well', async () => {
    const { api, phone } = await openAdministration();
    const id = await awaitingPetitionLeader(api);
    const mayAct = async (who: string) =>
      (await api.office.as(who).actions(id)).some(({ act }) => act === 'assign');
    expect([await mayAct(petitionLeader), await mayAct(principal)]).toEqual([true, false]);
    expect((await away(phone, petitionLeader, '2026-03-16', '2026-03-18')).status).toBe(204);
    expect([await mayAct(petitionLeader), await mayAct(principal)]).toEqual([true, true]);
    expect((await api.office.store.toDo(principal)).map((each) => each.id)).toEqual([id]);
  });

  it('is stood in for from the first day to the last, and not a minute longer', async () => {
    const { api, phone } = await openAdministration();
    const id = await awaitingPetitionLeader(api);
    await away(phone, petitionLeader, '2026-03-17', '2026-03-18');
    const standsIn = async () =>
      (await api.office.store.toDo(principal)).some((petition) => petition.id === id);
    const seen = [];
    for (const moment of ['16 23:59', '17 00:00', '18 23:59', '19 00:00']) {
      await api.office.setTime(`2026-03-${moment}`);
      seen.push(await standsIn());
    }
    expect(seen).toEqual([false, true, true, false]);
  });

  it('has his substitute told once, by name and days', async () => {
    const { api, phone } = await openAdministration();
    await away(phone, petitionLeader, '2026-03-16', '2026-03-18');
    await api.office.setTime('2026-03-18 12:00');
    const told = api.office.messagesTo(principal).filter(({ title }) => title === '代为办理');
    expect(told.map(({ text }) => text.includes('周演示同志3月16日'))).toEqual([true]);
  });

  it('is shown with how long and with whom', async () => {
    const { phone } = await openAdministration();
    await away(phone, demolition.liaisonA, '2026-03-16', '2026-03-18');
    const { staff } = await shown(phone);
    const entry = staff.find(({ id }: { id: string }) => id === demolition.liaisonA);
    expect(entry.awayText).toMatch(/^外出至3月18日.*，由余模拟代$/);
  });

  it('is back as soon as the entry is withdrawn', async () => {
    const { api, phone } = await openAdministration();
    await awaitingPetitionLeader(api);
    await away(phone, petitionLeader, '2026-03-16', '2026-03-18');
    const [absence] = (await shown(phone)).absences;
    const withdrawn = await api.send({
      method: 'DELETE',
      path: `/api/administration/absences/${absence.id}`,
      headers: { cookie: phone.cookie, 'x-requested-with': 'miniapp' },
    });
    expect(withdrawn.status).toBe(204);
    expect(await api.office.store.toDo(principal)).toEqual([]);
  });

  it('is not stood in for while a colleague holds the same role', async () => {
    const { api, phone } = await openAdministration();
    const id = await api.office.as(clerk).register();
    await away(phone, clerk, '2026-03-16', '2026-03-18');
    const waiting = async () =>
      (await api.office.store.toDo(director)).some((petition) => petition.id === id);
    expect(await waiting()).toBe(false);
    await away(phone, otherClerk, '2026-03-16', '2026-03-18');
    expect(await waiting()).toBe(true);
  });

  it('widens nobody’s view of an accusation', async () => {
    const { api, phone } = await openAdministration();
    await api.office
      .as(clerk)
      .register({ facts: { appealType: 'accusation' }, accused: { outside: true } });
    await away(phone, clerk, '2026-03-16', '2026-03-18');
    await away(phone, otherClerk, '2026-03-16', '2026-03-18');
    expect(await api.office.store.toDo(director)).toEqual([]);
    const list = await api.office.store.list(
      { scope: 'all', limit: 10 },
      director,
      api.office.now(),
    );
    expect(list.total).toBe(0);
  });
});
