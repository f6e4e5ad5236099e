import { expect, it } from 'vitest';
import { clerk, demolition } from '../support/people.ts';
import { openWholeServer } from '../support/whole-server.ts';

it('whoever writes to the robot in DingTalk is answered there, alone and in the group', async () => {
  const server = await openWholeServer('2026-09-28 10:00');
  const { sandbox } = server;
  if (!sandbox) throw new Error('not the sandbox');
  await expect.poll(() => sandbox.connections(), { timeout: 5000 }).toBe(1);

  sandbox.say({ by: clerk, conversationId: null, text: '期限 3工作小时' });
  await expect.poll(() => sandbox.chat(clerk), { timeout: 5000 }).toHaveLength(2);
  expect(sandbox.chat(clerk)).toMatchObject([
    { from: 'person' },
    { from: 'robot', title: '期限计算' },
  ]);
  expect(sandbox.chat(clerk)[1]?.markdown).toContain('到期：2026年9月28日（周一）15:00');

  const group = 'sandbox-group';
  sandbox.say({ by: demolition.liaisonA, conversationId: group, text: '我的' });
  await expect.poll(() => sandbox.chat(demolition.liaisonA), { timeout: 5000 }).toHaveLength(1);
  expect(sandbox.chat(demolition.liaisonA)[0]).toMatchObject({
    from: 'robot',
    title: '我的',
    linkTitle: '打开我的',
    link: `${server.url}/#/mine`,
  });
  await expect
    .poll(() => sandbox.group(group).at(-1), { timeout: 5000 })
    .toMatchObject({ by: 'robot', title: '已单独发给您', mentions: [demolition.liaisonA] });
});
