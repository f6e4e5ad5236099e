import { describe, expect, it } from 'vitest';
import { fakeOffice } from './fake-office.ts';
import { openApp } from './screen.ts';

const SIGNATURE = 'M10 10L20 20L30 10L40 40';

async function openMine(
  specimen: string | null,
  signing: { way: 'card' | 'approval'; offered: boolean },
) {
  const office = fakeOffice();
  Object.assign(office, { specimen, signing });
  const screen = await openApp('/mine', office);
  await screen.sees('卡片签名');
  return { office, screen };
}

describe('choosing how to be asked for a signature', () => {
  it('is sent when the leader chooses approvals', async () => {
    const { office, screen } = await openMine(SIGNATURE, { way: 'card', offered: true });
    await screen.sees('签批方式');
    screen.find<HTMLInputElement>('input[type=radio][value=approval]').click();
    await expect
      .poll(() => office.recorded)
      .toMatchObject([{ method: 'POST', path: '/signing', body: { way: 'approval' } }]);
  });

  it('is not possible without a signature, and says what to do', async () => {
    const { screen } = await openMine(null, { way: 'card', offered: true });
    await screen.sees('审批单上没有地方手写签名');
    expect(screen.text()).toContain('留存签名，再选择钉钉审批');
    expect(screen.text()).not.toContain('才会生效');
  });

  it('says that approvals rest once the signature is withdrawn', async () => {
    const { screen } = await openMine(null, { way: 'approval', offered: true });
    await screen.sees('审批方式才会生效');
    expect(screen.text()).toContain('钉钉审批');
  });

  it('is not shown to whoever has no choice', async () => {
    const { screen } = await openMine(SIGNATURE, { way: 'card', offered: false });
    expect(screen.text()).not.toContain('签批方式');
  });
});
