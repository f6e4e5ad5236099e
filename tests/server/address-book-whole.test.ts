import { expect, it } from 'vitest';
import type { AddressBookView } from '../../server/contract/address-book.ts';
import { demolition, director } from '../support/people.ts';
import { openWholeServer } from '../support/whole-server.ts';

const soon = { timeout: 15_000 };

it('who leaves in DingTalk is signed out here by what DingTalk pushes, and a newcomer is shown', async () => {
  const server = await openWholeServer('2026-03-16 09:00');
  const { sandbox } = server;
  if (!sandbox) throw new Error('the whole server runs with its own DingTalk');
  const cookie = await signedIn(demolition.caseworker);
  const asked = async (path: string, as: string) =>
    await fetch(`${server.url}${path}`, { headers: { cookie: as } });
  expect((await asked('/api/me', cookie)).status).toBe(200);
  await expect.poll(() => sandbox.connections(), soon).toBe(1);
  sandbox.leave(demolition.caseworker);
  sandbox.join({ userId: 'new-one', name: '新来的', title: '科员' });
  await expect.poll(async () => (await asked('/api/me', cookie)).status, soon).toBe(401);
  const administrator = await signedIn(director);
  const shown = async () => {
    const got = await asked('/api/administration/address-book', administrator);
    return ((await got.json()) as AddressBookView).entries;
  };
  await expect.poll(shown, soon).toMatchObject([{ kind: 'newcomer', name: '新来的' }]);

  async function signedIn(staffId: string): Promise<string> {
    const login = await fetch(`${server.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-requested-with': 'miniapp' },
      body: JSON.stringify({ code: sandbox?.issueLoginCode(staffId) }),
    });
    return login.headers.get('set-cookie')?.split(';')[0] ?? '';
  }
});
