import { describe, expect, it } from 'vitest';
import { at } from '../support/at.ts';
import { openWire } from '../support/wire.ts';

type Wire = Awaited<ReturnType<typeof openWire>>;

const tasks = '/v1.0/todo/users/union-user-1/tasks';

describe('a to-do', () => {
  it('is with whoever is to do it', async () => {
    const wire = await openWire();
    const { status, body } = await create(wire, { dueTime: at('2026-09-29 17:00'), priority: 40 });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: expect.any(String), sourceId: 'step-1', done: false });
    expect(wire.sandbox.toDos('user-2')).toEqual([
      {
        taskId: body.id,
        sourceId: 'step-1',
        subject: '接收信访件 XF-2026-0012',
        dueAt: at('2026-09-29 17:00'),
        priority: 40,
        done: false,
        link: 'https://office.example/#/petitions/12',
        createdAt: wire.now(),
      },
    ]);
    expect(wire.sandbox.toDos('user-1')).toEqual([]);
  });

  it('exists once for a source id, and the refusal names it', async () => {
    const wire = await openWire();
    const { body } = await create(wire);
    const again = await create(wire, { subject: '另一件' });
    expect(again).toMatchObject({ status: 400, body: { code: 'todo.taskCreate.paramError' } });
    expect(again.body.message).toMatch(new RegExp(`task existed.*taskId is ${body.id}$`));
    const found = await wire.askOpen('GET', `${tasks}/sources/step-1`);
    expect(found).toMatchObject({ status: 200, body: { id: body.id, done: false } });
    expect((await wire.askOpen('GET', `${tasks}/sources/step-2`)).status).toBe(400);
  });

  it.each<[string, object]>([
    ['without a page to open', { detailUrl: undefined }],
    ['with an address over 1 KB', { detailUrl: { appUrl: 'a'.repeat(1025), pcUrl: 'a' } }],
    ['with a subject over 1024 characters', { subject: '办'.repeat(1025) }],
    ['with a due time as text', { dueTime: '1790564400000' }],
    ['with a priority of its own', { priority: 15 }],
    ['for a user id in place of a union id', { executorIds: ['user-2'] }],
    ['with settings that are no text', { notifyConfigs: { dingNotify: false } }],
  ])('is refused %s', async (_, changes) => {
    const wire = await openWire();
    expect((await create(wire, changes)).status).toBe(400);
    expect(wire.sandbox.toDos('user-2')).toEqual([]);
  });

  it('takes a subject of 1024 characters', async () => {
    const wire = await openWire();
    expect((await create(wire, { subject: '办'.repeat(1024) })).status).toBe(200);
  });

  it('changes, is done, and goes to others', async () => {
    const wire = await openWire();
    const { body } = await create(wire);
    const change = (changes: object) => wire.askOpen('PUT', `${tasks}/${body.id}`, changes);
    expect((await change({ done: true, subject: '已由他人接收' })).body.result).toBe(true);
    expect(wire.sandbox.toDos('user-2')).toMatchObject([{ done: true, subject: '已由他人接收' }]);
    await change({ executorIds: ['union-user-3'] });
    expect(wire.sandbox.toDos('user-2')).toEqual([]);
    expect(wire.sandbox.toDos('user-3')).toHaveLength(1);
  });

  it('is withdrawn once, and by whoever made it', async () => {
    const wire = await openWire();
    const { body } = await create(wire);
    const strange = tasks.replace('user-1', 'user-2');
    expect((await wire.askOpen('DELETE', `${strange}/${body.id}`)).status).toBe(400);
    expect(wire.sandbox.toDos('user-2')).toHaveLength(1);
    const address = `${tasks}/${body.id}?operatorId=union-user-1`;
    expect((await wire.askOpen('DELETE', address)).body.result).toBe(true);
    expect(wire.sandbox.toDos('user-2')).toEqual([]);
    expect((await wire.askOpen('DELETE', address)).status).toBe(400);
  });
});

async function create({ askOpen }: Wire, changes: object = {}) {
  const page = encodeURIComponent('https://office.example/#/petitions/12');
  const link = `dingtalk://dingtalkclient/page/link?url=${page}&pc_slide=true`;
  return await askOpen('POST', `${tasks}?operatorId=union-user-1`, {
    sourceId: 'step-1',
    subject: '接收信访件 XF-2026-0012',
    creatorId: 'union-user-1',
    executorIds: ['union-user-2'],
    detailUrl: { appUrl: link, pcUrl: link },
    ...changes,
  });
}
