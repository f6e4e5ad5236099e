import { afterEach, describe, expect, it } from 'vitest';
import { type App, createApp, nextTick } from 'vue';
import SandboxGuide from '../../miniapp/sandbox/SandboxGuide.vue';

let open: App | null = null;

function openGuide() {
  open?.unmount();
  document.body.innerHTML = '<div id="page"></div>';
  open = createApp(SandboxGuide);
  open.mount('#page');
}

async function tap(words: string) {
  const button = [...document.querySelectorAll('button')].find(
    ({ textContent }) => textContent?.trim() === words,
  );
  if (!button) throw new Error(`no button reads ${words}`);
  button.click();
  await nextTick();
}

const text = () => document.body.textContent ?? '';

afterEach(() => {
  open?.unmount();
  open = null;
  localStorage.clear();
});

describe('the tour of the table', () => {
  it('goes step by step to its end and does not come back', async () => {
    openGuide();
    for (const step of [1, 2, 3, 4, 5]) {
      expect(text()).toContain(`第 ${step} 步，共 6 步`);
      await tap('下一步');
    }
    expect(text()).toContain('第 6 步，共 6 步');
    await tap('知道了');
    expect(text()).not.toContain('共 6 步');
    openGuide();
    expect(text()).not.toContain('共 6 步');
  });

  it('can be dismissed at once, and called back on purpose', async () => {
    openGuide();
    await tap('不再显示');
    openGuide();
    expect(text()).not.toContain('共 6 步');
    await tap('新手引导');
    expect(text()).toContain('第 1 步，共 6 步');
  });
});
