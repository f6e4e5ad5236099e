import { describe, expect, it } from 'vitest';
import type { AddressBookView } from '../../server/contract/address-book.ts';
import { type AddressBookOffice, CANTEEN, openAddressBookOffice } from '../support/address-book.ts';
import { type Got, nextCommandId } from '../support/api.ts';
import {
  clerk,
  construction,
  demolition,
  director,
  otherClerk,
  petitionLeader,
  principal,
} from '../support/people.ts';
import { accepted, assigned, type Unit } from '../support/walks.ts';

const MONDAY = '2026-03-16 09:00';

async function shown(office: AddressBookOffice): Promise<AddressBookView> {
  const phone = await office.as(director);
  return (await phone.get('/api/administration/address-book')).json();
}

async function decides(
  office: AddressBookOffice,
  decision: 'accept' | 'ignore',
  changes: object = {},
): Promise<Got> {
  const { version, entries } = await shown(office);
  const [entry] = entries;
  const phone = await office.as(director);
  return await phone.post('/api/administration/address-book/decisions', {
    id: entry?.id,
    revision: entry?.revision,
    seenVersion: version,
    decision,
    ...changes,
  });
}

async function leaves(office: AddressBookOffice, ...userIds: readonly string[]) {
  for (const userId of userIds) {
    office.sandbox.leave(userId);
    await office.watch.heardOf([userId], 'left');
  }
  await office.office.jobs.settle();
}

/** In DingTalk the person is now as said; nothing else has happened yet. */
function isNow(office: AddressBookOffice, userId: string, changes: object) {
  const person = office.sandbox.people().find((each) => each.userId === userId);
  if (!person) throw new Error('nobody');
  office.sandbox.leave(userId);
  office.sandbox.join({ ...person, ...changes });
}

describe('when a liaison has left', () => {
  it('the petition waits for the other one, the post is vacant and the office is told which', async () => {
    const office = await openAddressBookOffice(MONDAY);
    const id = await assigned(office.office);
    await leaves(office, demolition.liaisonA);
    const toDo = await office.office.store.toDo(demolition.liaisonB);
    expect(toDo.map((petition) => petition.id)).toEqual([id]);
    const { units } = await office.office.store.directory();
    expect(units.get(demolition.id)?.posts.liaisonA).toBeUndefined();
    for (const who of [clerk, otherClerk, director]) {
      const text = office.office.messagesTo(who).map((message) => message.text);
      expect(text.join('')).toContain('潘虚构同志已不在单位钉钉通讯录中');
      expect(text.join('')).toContain('空缺岗位：征迁部联络员A角。');
    }
    const standIn = office.office.messagesTo(demolition.liaisonB);
    expect(standIn.map(({ title }) => title)).toContain('代为办理');
    const phone = await office.as(director);
    const { warnings } = (await phone.get('/api/administration/directory')).json();
    expect(warnings.join('')).toContain('征迁部须有2名不同的在岗联络员');
    expect((await shown(office)).handOvers).toEqual([]);
  });

  it('the audit trail says so in the system’s name', async () => {
    const office = await openAddressBookOffice(MONDAY);
    await leaves(office, demolition.liaisonA);
    const trail = await office.office.store.auditTrail({ limit: 3, action: 'staffLeft' }, director);
    expect(trail).toHaveLength(1);
    expect(trail[0]?.actor).toBeUndefined();
    expect(trail[0]?.detail).toBe(
      '潘虚构已不在钉钉通讯录中，设为离岗。空缺岗位：征迁部联络员A角。',
    );
  });

  it('and the other one too, the petition is listed until somebody is appointed', async () => {
    const office = await openAddressBookOffice(MONDAY);
    const id = await assigned(office.office);
    await leaves(office, demolition.liaisonA, demolition.liaisonB);
    expect((await shown(office)).handOvers).toMatchObject([
      { id, unitName: '征迁部', reasonText: '本环节无人可办，请补齐岗位' },
    ]);
    const phone = await office.as(director);
    const { version, units } = (await phone.get('/api/administration/directory')).json();
    const { petitions: _, ...unit } = units.find((each: Unit) => each.id === demolition.id);
    await phone.post('/api/administration/directory', {
      seenVersion: version,
      reason: '补齐联络员',
      change: {
        kind: 'unit',
        unit: { ...unit, posts: { ...unit.posts, liaisonA: demolition.caseworker } },
      },
    });
    expect((await shown(office)).handOvers).toEqual([]);
    const toDo = await office.office.store.toDo(demolition.caseworker);
    expect(toDo.map((petition) => petition.id)).toEqual([id]);
  });
});

describe('when a caseworker has left', () => {
  it('the substitute is waited for, and the petition is listed until another is named', async () => {
    const office = await openAddressBookOffice(MONDAY);
    const id = await accepted(office.office);
    await leaves(office, demolition.caseworker);
    const toDo = await office.office.store.toDo(demolition.head);
    expect(toDo.map((petition) => petition.id)).toEqual([id]);
    expect((await shown(office)).handOvers).toMatchObject([
      { id, reasonText: '承办人蒋测试已离岗', from: demolition.caseworker },
    ]);
    const { version } = await shown(office);
    const phone = await office.as(director);
    const handedOver = await phone.post('/api/administration/hand-overs', {
      commandId: nextCommandId(),
      seenVersion: version,
      from: demolition.caseworker,
      to: demolition.liaisonB,
      reason: '离职',
      leaves: false,
    });
    expect(handedOver.json().petitions).toMatchObject([{ id, ok: true }]);
    expect((await shown(office)).handOvers).toEqual([]);
  });

  it('of an accusation, nobody is shown it who does not know of it', async () => {
    const worlds = [true, false].map(async (withAccusation) => {
      const office = await openAddressBookOffice(MONDAY);
      if (withAccusation) {
        await accepted(office.office, {
          facts: { appealType: 'accusation' },
          accused: { staffIds: [director], unitIds: [], outside: false },
        });
      }
      await leaves(office, demolition.caseworker, demolition.liaisonA, demolition.liaisonB);
      const told = office.office.messagesTo(director).map(({ title }) => title);
      return JSON.stringify([await shown(office), told]);
    });
    const [withIt, without] = await Promise.all(worlds);
    expect(withIt).toBe(without);
  });
});

it('the one who alone holds a role can leave too: the regulation names who is waited for', async () => {
  const office = await openAddressBookOffice(MONDAY);
  const id = await office.office.as(clerk).register();
  await office.office.as(clerk).does(id, 'signIn');
  await office.office.as(clerk).does(id, 'proposeAssignment', { unitId: demolition.id });
  await leaves(office, petitionLeader);
  const toDo = await office.office.store.toDo(principal);
  expect(toDo.map((petition) => petition.id)).toEqual([id]);
});

describe('what DingTalk says otherwise', () => {
  it('changes nothing until the office takes it over', async () => {
    const office = await openAddressBookOffice(MONDAY);
    isNow(office, demolition.liaisonB, { title: '征迁部副部长' });
    await office.watch.heardOf([demolition.liaisonB], 'changed');
    const { staff } = await office.office.store.directory();
    expect(staff.get(demolition.liaisonB)?.title).toBe('征迁部处长');
    expect((await shown(office)).entries).toMatchObject([
      {
        kind: 'changed',
        name: '余模拟',
        differences: [{ what: '职务', ours: '征迁部处长', theirs: '征迁部副部长' }],
      },
    ]);
    expect((await decides(office, 'accept')).status).toBe(200);
    const after = await office.office.store.directory();
    expect(after.staff.get(demolition.liaisonB)?.title).toBe('征迁部副部长');
    expect((await shown(office)).entries).toEqual([]);
    const [newest] = await office.office.store.auditTrail(
      { limit: 1, action: 'addressBookDecided' },
      director,
    );
    expect(newest).toMatchObject({ actor: director, ok: true });
    expect(newest?.detail).toMatch(/采用钉钉通讯录：.*征迁部处长.*→.*征迁部副部长/);
  });

  it('moves no petition with the person, and no post', async () => {
    const office = await openAddressBookOffice(MONDAY);
    const id = await assigned(office.office);
    const there = office.sandbox.departments().find(({ name }) => name === '规划建设部');
    office.sandbox.move(demolition.liaisonB, [there?.departmentId ?? 0]);
    await office.watch.heardOf([demolition.liaisonB], 'changed');
    expect((await shown(office)).entries[0]?.differences).toEqual([
      { what: '部室', ours: '征迁部', theirs: '规划建设部' },
    ]);
    await decides(office, 'accept');
    const { staff, units } = await office.office.store.directory();
    expect(staff.get(demolition.liaisonB)?.unitId).toBe(construction.id);
    expect(units.get(demolition.id)?.posts.liaisonB).toBe(demolition.liaisonB);
    const toDo = await office.office.store.toDo(demolition.liaisonB);
    expect(toDo.map((petition) => petition.id)).toEqual([id]);
  });

  it('cannot be taken over where it is a department that the office does not have', async () => {
    const office = await openAddressBookOffice(MONDAY);
    office.sandbox.move(demolition.liaisonB, [CANTEEN]);
    await office.watch.heardOf([demolition.liaisonB], 'changed');
    expect((await shown(office)).entries).toMatchObject([
      { acceptable: false, differences: [{ theirs: '机关食堂（不在部室名单中）' }] },
    ]);
    expect((await decides(office, 'accept')).status).toBe(422);
  });

  it('once set aside is not shown again until it says something else', async () => {
    const office = await openAddressBookOffice(MONDAY);
    isNow(office, demolition.liaisonB, { title: '副处长' });
    await office.watch.heardOf([demolition.liaisonB], 'changed');
    expect((await decides(office, 'ignore')).status).toBe(200);
    await office.lookAt('2026-03-17 02:20');
    expect((await shown(office)).entries).toEqual([]);
    isNow(office, demolition.liaisonB, { title: '二级调研员' });
    await office.lookAt('2026-03-18 02:20');
    expect((await shown(office)).entries).toHaveLength(1);
  });

  it('is not decided by what one no longer sees', async () => {
    const office = await openAddressBookOffice(MONDAY);
    isNow(office, demolition.liaisonB, { title: '副处长' });
    await office.watch.heardOf([demolition.liaisonB], 'changed');
    expect((await decides(office, 'accept', { revision: 0 })).status).toBe(409);
    expect((await decides(office, 'accept', { seenVersion: 0 })).status).toBe(409);
    expect((await decides(office, 'accept', { id: demolition.head })).status).toBe(409);
  });

  it('is for those who administer the office, and for nobody else', async () => {
    const office = await openAddressBookOffice(MONDAY);
    for (const who of [clerk, petitionLeader, demolition.liaisonA]) {
      const phone = await office.as(who);
      expect((await phone.get('/api/administration/address-book')).status).toBe(403);
      const body = { id: 'a', revision: 1, seenVersion: 1, decision: 'ignore' };
      const decided = await phone.post('/api/administration/address-book/decisions', body);
      expect(decided.status).toBe(403);
    }
  });
});

describe('a newcomer', () => {
  const newcomer = { userId: 'new-one', name: '新来的', title: '科员', departmentIds: [2] };

  it('is shown as not registered, and once registered has no role', async () => {
    const office = await openAddressBookOffice(MONDAY);
    office.sandbox.join(newcomer);
    await office.watch.heardOf(['new-one'], 'joined');
    expect((await office.office.store.directory()).staff.has('new-one')).toBe(false);
    expect((await shown(office)).entries).toMatchObject([{ kind: 'newcomer', name: '新来的' }]);
    await decides(office, 'accept');
    const { staff, units } = await office.office.store.directory();
    const [firstUnit] = units.keys();
    expect(staff.get('new-one')).toEqual({
      id: 'new-one',
      name: '新来的',
      title: '科员',
      roles: [],
      unitId: firstUnit,
      active: true,
    });
    expect((await shown(office)).entries).toEqual([]);
  });

  it('is found in the night when nothing was pushed; whoever was there before the first look is not', async () => {
    const office = await openAddressBookOffice(MONDAY);
    office.sandbox.join({ userId: 'cook', name: '厨师', departmentIds: [CANTEEN] });
    await office.lookAt('2026-03-16 10:00');
    office.sandbox.join(newcomer);
    await office.lookAt('2026-03-17 02:20');
    expect((await shown(office)).entries.map(({ name }) => name)).toEqual(['新来的']);
  });

  it('who leaves again is forgotten', async () => {
    const office = await openAddressBookOffice(MONDAY);
    await office.lookAt('2026-03-16 10:00');
    office.sandbox.join(newcomer);
    await office.lookAt('2026-03-17 02:20');
    office.sandbox.leave('new-one');
    await office.lookAt('2026-03-18 02:20');
    expect((await shown(office)).entries).toEqual([]);
  });

  it('who was of the office before is shown with that, and not when the office let him go itself', async () => {
    const office = await openAddressBookOffice(MONDAY);
    await office.lookAt('2026-03-16 10:00');
    const phone = await office.as(director);
    const { version, staff } = (await phone.get('/api/administration/directory')).json();
    const { awayText: _, ...person } = staff.find(
      (each: { id: string }) => each.id === demolition.caseworker,
    );
    await phone.post('/api/administration/directory', {
      seenVersion: version,
      reason: '调离',
      change: { kind: 'person', person: { ...person, active: false } },
    });
    await office.lookAt('2026-03-17 02:20');
    expect((await shown(office)).entries).toEqual([]);
    await office.watch.heardOf([demolition.caseworker], 'joined');
    expect((await shown(office)).entries[0]?.differences).toContainEqual({
      what: '提示',
      theirs: '曾在本单位名单中',
    });
  });
});
