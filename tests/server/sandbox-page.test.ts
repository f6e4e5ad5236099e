import { describe, expect, it } from 'vitest';
import type { PhoneView, SandboxState } from '../../server/contract/sandbox.ts';
import type { RunningServer } from '../../server/start.ts';
import { clerk, demolition } from '../support/people.ts';
import { openWholeServer } from '../support/whole-server.ts';

/** What the page with everyone's phones asks for, over the wire. */

const STARTS_AT = '2026-03-10 09:00';

describe('the table with everybody’s phones', () => {
  it('shows the phones that are asked for and no others', async () => {
    const server = await openWholeServer(STARTS_AT);
    const { phones } = await stateOf(server, clerk, 'nobody');
    expect(phones.map(({ id }) => id)).toEqual([clerk]);
    expect((await stateOf(server)).phones).toEqual([]);
  });

  it('has nobody with the phone of a stranger', async () => {
    const server = await openWholeServer(STARTS_AT);
    for (const [what, body] of [
      ['open', {}],
      ['say', { where: 'robot', text: '待办' }],
      ['read', {}],
      ['tap', { outTrackId: 'card' }],
    ] as const) {
      const { status } = await post(server, `phones/nobody/${what}`, body);
      expect([what, status]).toEqual([what, 404]);
    }
  });

  it('knows no card that is not on the phone, and no approval that does not wait', async () => {
    const server = await openWholeServer(STARTS_AT);
    const tapped = await post(server, `phones/${clerk}/tap`, { outTrackId: 'card' });
    expect(tapped).toMatchObject({ status: 404, body: { message: '这张卡片不在此人的手机上。' } });
    const decided = await post(server, `phones/${clerk}/decide`, {
      instanceId: 'approval',
      result: 'agree',
      remark: '',
    });
    expect(decided.status).toBe(409);
  });
});

describe('what is said on the table', () => {
  it('is in the conversation with the robot', async () => {
    const server = await openWholeServer(STARTS_AT);
    await post(server, `phones/${clerk}/say`, { where: 'robot', text: '帮助' });
    expect(saidBy(await phoneOf(server, clerk))).toContain('帮助');
    expect(saidBy(await phoneOf(server, demolition.liaisonA))).toEqual([]);
  });

  it('is in the group under the name of who said it', async () => {
    const server = await openWholeServer(STARTS_AT);
    await post(server, `phones/${clerk}/say`, { where: 'group', text: '今日' });
    const { posts } = await stateOf(server);
    const said = posts.find(({ by }) => by !== undefined);
    expect(said?.by).toBe('孟示例');
    expect(said?.lines.map(({ text }) => text).join('')).toContain('今日');
  });

  it('has to be something', async () => {
    const server = await openWholeServer(STARTS_AT);
    const { status, body } = await post(server, `phones/${clerk}/say`, {
      where: 'robot',
      text: '  ',
    });
    expect(status).toBe(400);
    expect(body).toMatchObject({ message: '请填写要说的话。' });
  });
});

describe('the weather of the table', () => {
  it('changes, counts down and clears up', async () => {
    const server = await openWholeServer(STARTS_AT);
    expect((await stateOf(server)).weather).toBeNull();
    await post(server, 'weather', { weather: 'busy', api: '/v1.0/todo/', calls: 2 });
    expect((await stateOf(server)).weather).toEqual({ kind: 'busy', api: '/v1.0/todo/', calls: 2 });
    await post(server, 'weather', { weather: null });
    expect((await stateOf(server)).weather).toBeNull();
  });

  it.each([0, 10_000, 1.5])('befalls no %s calls', async (calls) => {
    const server = await openWholeServer(STARTS_AT);
    expect((await post(server, 'weather', { weather: 'busy', calls })).status).toBe(400);
  });

  it('befalls what is pushed', async () => {
    const server = await openWholeServer(STARTS_AT);
    await post(server, 'connection', { event: 'late', on: true });
    expect((await stateOf(server)).connection).toMatchObject({ duplicate: false, late: true });
    await post(server, 'connection', { event: 'late', on: false });
    expect((await stateOf(server)).connection).toMatchObject({ late: false });
  });
});

describe('the people of the table', () => {
  it('are gone when they have left', async () => {
    const server = await openWholeServer(STARTS_AT);
    const left = demolition.caseworker;
    expect(await isThere(server, left)).toBe(true);
    expect((await post(server, 'people', { change: 'leave', id: left })).status).toBe(200);
    expect(await isThere(server, left)).toBe(false);
    expect((await post(server, `phones/${left}/open`, {})).status).toBe(404);
    expect((await post(server, 'people', { change: 'leave', id: left })).status).toBe(404);
  });

  it('are joined by somebody new, who has a phone of his own', async () => {
    const server = await openWholeServer(STARTS_AT);
    const department = (await stateOf(server)).departments[0]?.id;
    const { status, body } = await post(server, 'people', {
      change: 'join',
      name: '新样本',
      title: '工作人员',
      department,
    });
    expect(status).toBe(200);
    const { id } = body as { id: string };
    expect(await isThere(server, id)).toBe(true);
    expect((await phoneOf(server, id)).messages).toEqual([]);
  });

  it('go to departments that exist only', async () => {
    const server = await openWholeServer(STARTS_AT);
    const asked = { change: 'move', id: demolition.caseworker, department: 999_999 };
    expect((await post(server, 'people', asked)).status).toBe(404);
  });
});

async function stateOf(server: RunningServer, ...phones: string[]): Promise<SandboxState> {
  const answer = await fetch(`${server.url}/sandbox/api/state?phones=${phones.join(',')}`);
  return (await answer.json()) as SandboxState;
}

async function phoneOf(server: RunningServer, id: string): Promise<PhoneView> {
  const [phone] = (await stateOf(server, id)).phones;
  if (!phone) throw new Error(`${id} has no phone`);
  return phone;
}

async function isThere(server: RunningServer, id: string): Promise<boolean> {
  return (await stateOf(server)).people.some((person) => person.id === id);
}

async function post(server: RunningServer, path: string, body: object) {
  const answer = await fetch(`${server.url}/sandbox/api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-requested-with': 'sandbox' },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: await answer.json() };
}

function saidBy({ messages }: PhoneView): readonly string[] {
  return messages.flatMap((message) =>
    message.kind === 'chat' && message.from === 'person'
      ? message.lines.map(({ text }) => text)
      : [],
  );
}
