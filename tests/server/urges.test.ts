import { describe, expect, it } from 'vitest';
import { createClient } from '../../server/replay/client.ts';
import { type CardOffice, openCardOffice } from '../support/card-office.ts';
import { clerk, demolition, director, otherClerk } from '../support/people.ts';

const { liaisonA, liaisonB } = demolition;

describe('a dispatch that neither liaison has looked at', () => {
  it('is urged in one way after the other, each once: to-do, DING, the group, the telephone', async () => {
    const office = await openCardOffice('2026-09-28 09:00');
    const [id = ''] = await office.assign(1);
    await office.setTime('2026-09-28 09:59');
    expect(urgedIn(office, id)).toEqual([]);
    await office.setTime('2026-09-28 10:00');
    expect(urgedIn(office, id)).toEqual(['toDo']);
    await office.setTime('2026-09-28 10:30');
    expect(urgedIn(office, id)).toEqual(['toDo', 'ding']);
    await office.setTime('2026-09-28 11:00');
    expect(urgedIn(office, id)).toEqual(['toDo', 'ding', 'group']);
    await office.setTime('2026-09-28 11:30');
    expect(urgedIn(office, id)).toEqual(['toDo', 'ding', 'group', 'telephone']);
    await office.setTime('2026-09-29 18:00');
    expect(office.sandbox.dings(liaisonA)).toHaveLength(1);
    expect(mentions(office)).toHaveLength(1);
    expect(telephoned(office, clerk)).toHaveLength(1);
    expect(telephoned(office, otherClerk)).toHaveLength(1);
  });

  it('counts working time only: over night and over noon nobody is urged', async () => {
    const office = await openCardOffice('2026-09-28 17:00');
    const [id = ''] = await office.assign(1);
    await office.setTime('2026-09-29 08:59');
    expect(urgedIn(office, id)).toEqual([]);
    await office.setTime('2026-09-29 09:00');
    expect(urgedIn(office, id)).toEqual(['toDo']);
  });

  it('is left alone as soon as one of them has opened it', async () => {
    const office = await openCardOffice('2026-09-28 09:00');
    const [id = ''] = await office.assign(1);
    await office.setTime('2026-09-28 10:10');
    const [pushed] = (await office.server.store.messagesOf(id)).filter(
      ({ template }) => template === 'assignmentPushed',
    );
    await office.server.store.noticeOpened(pushed?.id ?? 0, liaisonB, office.server.clock.now());
    await office.setTime('2026-09-28 17:00');
    expect(urgedIn(office, id)).toEqual(['toDo']);
  });

  it('is not urged any more once it has been accepted', async () => {
    const office = await openCardOffice('2026-09-28 09:00');
    const [id = ''] = await office.assign(1);
    await office.setTime('2026-09-28 10:45');
    await office.act(liaisonA, id, 'acceptAssignment', { kind: 'accept' });
    await office.setTime('2026-09-28 17:00');
    expect(mentions(office)).toEqual([]);
    expect(telephoned(office, clerk)).toEqual([]);
  });

  it('is never spoken of in the group or to the office when it is an accusation', async () => {
    const office = await openCardOffice('2026-09-28 09:00');
    await office.assign(1, { appealType: 'accusation' });
    await office.setTime('2026-09-28 17:00');
    expect(mentions(office)).toEqual([]);
    expect(telephoned(office, clerk)).toEqual([]);
    expect(office.sandbox.dings(liaisonA)).toHaveLength(1);
  });

  it('names in the group the two people and nothing of the petition', async () => {
    const office = await openCardOffice('2026-09-28 09:00');
    const [id = ''] = await office.assign(1);
    await office.setTime('2026-09-28 11:00');
    const [mention] = mentions(office);
    expect(mention?.mentions).toEqual([liaisonA, liaisonB]);
    expect(mention?.markdown).not.toContain((await office.petition(id)).number);
  });

  it('is urged by the next way although the one before failed', async () => {
    const office = await openCardOffice('2026-09-28 09:00');
    await office.assign(1);
    office.sandbox.setWeather('busy', { api: '/robot/ding/' });
    await office.setTime('2026-09-28 10:30');
    office.sandbox.setWeather(null);
    await office.setTime('2026-09-28 11:00');
    expect(office.sandbox.dings(liaisonA)).toEqual([]);
    expect(mentions(office)).toHaveLength(1);
    expect(await listed(office)).toMatchObject([{ urgedText: '钉钉待办、群内点名' }]);
  });
});

/** What has reached the liaisons and the office beyond the card. */
function urgedIn(office: CardOffice, id: string): readonly string[] {
  const marked = office.toDosOf(liaisonA, id).some(({ subject }) => subject.includes('【催办】'));
  return [
    ...(marked ? ['toDo'] : []),
    ...(office.sandbox.dings(liaisonA).length > 0 ? ['ding'] : []),
    ...(mentions(office).length > 0 ? ['group'] : []),
    ...(telephoned(office, clerk).length > 0 ? ['telephone'] : []),
  ];
}

function mentions(office: CardOffice) {
  return office.sandbox
    .group('sandbox-group')
    .filter(({ mentions: named = [] }) => named.length > 0);
}

function telephoned(office: CardOffice, staffId: string) {
  return office.sandbox.inbox(staffId).filter(({ title }) => title === '电话提醒');
}

describe('the list of whom to telephone', () => {
  it('names the liaisons of a dispatch that was urged in vain, until somebody looks at it', async () => {
    const office = await openCardOffice('2026-09-28 09:00');
    const [id = ''] = await office.assign(1);
    await office.setTime('2026-09-28 09:59');
    expect(await listed(office)).toEqual([]);
    await office.setTime('2026-09-28 10:30');
    expect(await listed(office)).toMatchObject([
      {
        number: (await office.petition(id)).number,
        people: [{ name: office.nameOf(liaisonA) }, { name: office.nameOf(liaisonB) }],
        urgedText: expect.stringContaining('DING'),
      },
    ]);
    await office.tap(liaisonB, id);
    expect(await listed(office)).toEqual([]);
  });

  it('leaves accusations out for whoever may not know of them', async () => {
    const office = await openCardOffice('2026-09-28 09:00');
    await office.assign(1, { appealType: 'accusation' });
    await office.setTime('2026-09-28 11:30');
    expect(await listed(office, director)).toEqual([]);
  });
});

async function listed(office: CardOffice, by: string = clerk): Promise<readonly unknown[]> {
  const { server, sandbox } = office;
  const client = createClient(server.url, sandbox.issueLoginCode);
  const { text } = await client.get(by, '/api/unseen');
  return (JSON.parse(text) as { readonly items: readonly unknown[] }).items;
}
