import { expect, it } from 'vitest';
import type { RunningServer } from '../../server/start.ts';
import { expectText, openPage } from '../support/browser.ts';
import { clerk, construction, demolition } from '../support/people.ts';
import { addressOn, openWholeServer } from '../support/whole-server.ts';
import { answered, assigned } from './errands.ts';

const DESK = { width: 1440, height: 900 };

it('the clerk settles one return after the other and finds them in the register', async () => {
  const server = await openWholeServer('2026-03-10 09:00');
  await returned(server);
  await returned(server);
  const page = await openPage({ viewport: DESK });
  await page.goto(addressOn(server, clerk, '/desk/returns'));
  const list = page.locator('.list');
  await expectText(list, /按时退单，待审核 2/);
  await list.getByRole('link').first().click();
  const panel = page.getByRole('region', { name: '信访件' });
  await panel.getByRole('button', { name: '不同意退单，退回承办' }).first().click();
  await panel.getByLabel('不同意退单的理由').fill('移交清单不含该地块，仍由征迁部办理。');
  await panel.locator('form').getByRole('button', { name: '不同意退单，退回承办' }).click();
  await expectText(list, /按时退单，待审核 1/);
  const before = page.url();
  await page.locator('h1').click();
  await page.keyboard.press('j');
  await expect.poll(() => page.url()).not.toBe(before);
  await expectText(panel, /退单待处理/);
  await page.getByRole('button', { name: '登记簿' }).click();
  await expectText(list, /征迁部\s+2\s+0\s+1\s+0\s+1\s+0%/);
});

it('the clerk calls a petitioner from the list, and the call leaves it', async () => {
  const server = await openWholeServer('2026-03-10 09:00');
  await answered(server);
  const page = await openPage({ viewport: DESK });
  await page.goto(addressOn(server, clerk, '/desk/follow-ups'));
  const list = page.locator('.list');
  await list.getByRole('link').first().click();
  const panel = page.getByRole('region', { name: '信访件' });
  await expectText(panel, /第 1 次／共 3 次/);
  await panel.getByText('满意', { exact: true }).click();
  await panel.getByText('电话', { exact: true }).click();
  await panel.getByText('已提示信访人进行满意度评价').click();
  await panel.getByRole('button', { name: '登记回访情况' }).last().click();
  await expectText(list, /没有待回访的信访件/);
});

/** 征迁部 wants to give it back to the unit that is competent. */
async function returned(server: RunningServer): Promise<void> {
  const petitionId = await assigned(server);
  const answer = await server.execute({
    commandId: `returned-${petitionId}`,
    petitionId,
    by: demolition.liaisonA,
    command: {
      type: 'takeAct',
      act: 'returnAssignment',
      input: {
        kind: 'return',
        basis: 'otherUnit',
        detail: '该地块已移交规划建设部，不归我部办理。',
        proposedUnitId: construction.id,
      },
    },
  });
  expect(answer.ok).toBe(true);
}
