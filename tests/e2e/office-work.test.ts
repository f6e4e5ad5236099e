import { describe, expect, it } from 'vitest';
import type { RunningServer } from '../../server/start.ts';
import { openPage } from '../support/browser.ts';
import { isTooWide, overhangOn, violationsOn } from '../support/looking.ts';
import { reading } from '../support/wenzhou.ts';
import { addressOn, openWholeServer } from '../support/whole-server.ts';

const PHONE = { width: 375, height: 812 };
const NARROWEST = { width: 320, height: 640 };
const SMALL_DESK = { width: 1024, height: 768 };
const [principal, director] = ['wenzhou-principal', 'wenzhou-director'];

/** Two letters put before the principal together, nothing written on them yet. */
async function officeOfReadings(): Promise<RunningServer> {
  const server = await openWholeServer('2026-05-06 09:00', { OFFICE_REGIME: 'wenzhou2018' });
  const petitions: string[] = [];
  for (const title of ['关于宅基地四至登记有误的反映', '关于临时用地到期未复垦的来信']) {
    petitions.push(await register(server, title));
  }
  await server.store.giveReading(
    {
      ...{ id: 'summary', mode: 'summary', title: '宅基地确权类来信摘要', petitions },
      ...{ text: '近期连续收到反映宅基地确权登记的来信，拟请瓯海分局牵头核实。' },
      ...{ reader: principal, by: director, at: server.clock.now() },
    },
    null,
  );
  return server;
}

async function register(server: RunningServer, title: string): Promise<string> {
  const petitioner = { name: '金示例', phone: '13800000000', idNumber: '', address: '演示路1号' };
  const answer = await server.execute({
    commandId: `register-${title}`,
    by: 'wenzhou-registry-1',
    command: {
      type: 'registerPetition',
      flow: 'main',
      facts: {
        ...{ source: 'own', channel: 'letter', category: '国土资源水利林业' },
        ...{ appealType: 'appeal', peopleCount: 1, receivedAt: server.clock.now() },
        ...{ anonymous: false, repeated: false },
      },
      accused: { staffIds: [], unitIds: [], outside: false },
      particulars: { title, body: '来信人反映，请求核实并书面答复。', petitioner },
      answers: reading,
    },
  });
  if (!answer.ok) throw new Error(`registration was refused: ${answer.refusal.code}`);
  return answer.value.petitionId;
}

describe('what an office has to do beside its petitions', () => {
  it('is read and signed by a leader on any phone, by day and in the dark', async () => {
    const server = await officeOfReadings();
    const page = await openPage({ viewport: PHONE, reducedMotion: 'reduce', hasTouch: true });
    await page.goto(addressOn(server, principal, '/readings'));
    await page.getByRole('link', { name: /宅基地确权类来信摘要/ }).click();
    await page.getByRole('button', { name: '签名，记为已阅' }).waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await violationsOn(page, undefined, ['color-contrast'])).toEqual([]);
    await page.setViewportSize(NARROWEST);
    expect(await overhangOn(page)).toBeLessThanOrEqual(0);
    await page.evaluate("document.documentElement.dataset.size = 'large'");
    expect(await overhangOn(page)).toBeLessThanOrEqual(0);
  });

  it('is put before the leaders and written down at the desk', async () => {
    const server = await officeOfReadings();
    const page = await openPage({ viewport: SMALL_DESK, reducedMotion: 'reduce' });
    await page.goto(addressOn(server, director, '/desk/readings'));
    await page.getByRole('link', { name: '宅基地确权类来信摘要' }).waitFor();
    expect([await isTooWide(page), await violationsOn(page)]).toEqual([false, []]);
    await page.getByRole('button', { name: '呈送批阅' }).click();
    await page.getByText('定期批阅', { exact: true }).click();
    await page.getByLabel('所属月份').waitFor();
    expect(await violationsOn(page, '[role=dialog]')).toEqual([]);
    await page.goto('about:blank');
    await page.goto(addressOn(server, director, '/desk/duties'));
    await page.getByRole('button', { name: '登记', exact: true }).first().click();
    await page.getByRole('dialog').getByLabel('征集事项').waitFor();
    expect(await violationsOn(page, '[role=dialog]')).toEqual([]);
  });
});
