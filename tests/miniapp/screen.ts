import { afterEach, expect, vi } from 'vitest';
import { createApp, type App as VueApp } from 'vue';
import { createMemoryHistory, type Router } from 'vue-router';
import App from '../../miniapp/App.vue';
import { forgetDrafts } from '../../miniapp/acts/drafts.ts';
import { forgetRegistration } from '../../miniapp/registration/draft.ts';
import { createAppRouter } from '../../miniapp/router.ts';
import { startSession } from '../../miniapp/session.ts';
import type { FakeOffice } from './fake-office.ts';
import { requestsTo } from './uploading.ts';

/** What a person sees and does. Sheets and toasts lie beside the app, so everything looks at the whole body. */
export interface Screen {
  readonly router: Router;
  text(): string;
  find<Found extends Element = HTMLElement>(selector: string): Found;
  all<Found extends Element = HTMLElement>(selector: string): Found[];
  /** The button, link or choice that reads like this. */
  tap(words: string): void;
  /** Types into the field under this label. */
  type(label: string, text: string): void;
  sees(words: string): Promise<void>;
}

/** A page is fetched when it is first needed, and the machine may have other things to do. */
const PATIENCE = 5000;

let open: VueApp | null = null;

/** Opens the app at a page, signed in or not, as the office decides. */
export async function openApp(path: string, office: FakeOffice): Promise<Screen> {
  vi.stubGlobal('fetch', office.fetch);
  vi.stubGlobal('XMLHttpRequest', requestsTo(office));
  HTMLCanvasElement.prototype.getContext = (() => paper) as never;
  document.body.innerHTML = '<div id="app"></div>';
  const router = createAppRouter(createMemoryHistory());
  await router.push(path);
  const started = startSession();
  open = createApp(App).use(router);
  open.mount('#app');
  await started;
  return screen(router);
}

/** Puts the app away as a phone does: what is kept for later stays. */
export function closeApp(): void {
  open?.unmount();
  open = null;
}

afterEach(() => {
  closeApp();
  forgetDrafts();
  forgetRegistration();
  vi.unstubAllGlobals();
});

function screen(router: Router): Screen {
  const text = () => document.body.textContent ?? '';
  const all = <Found extends Element>(selector: string) => [
    ...document.body.querySelectorAll<Found>(selector),
  ];
  return {
    router,
    text,
    all,
    find: <Found extends Element>(selector: string) => {
      const found = document.body.querySelector<Found>(selector);
      if (!found) throw new Error(`nothing on the screen is ${selector}`);
      return found;
    },
    tap: (words) => {
      const tappable = all<HTMLElement>('button, a, label, summary').filter(
        (candidate) =>
          candidate.textContent?.trim() === words || candidate.getAttribute('aria-label') === words,
      );
      const target = tappable.at(-1);
      if (!target) throw new Error(`nothing to tap reads ${words}`);
      (target.querySelector('input') ?? target).click();
    },
    type: (label, typed) => {
      const named = all<HTMLLabelElement>('label').find((candidate) =>
        candidate.textContent?.replace('（选填）', '').trim().startsWith(label),
      );
      const field = named && document.getElementById(named.htmlFor);
      if (!field) throw new Error(`no field is labelled ${label}`);
      write(field, typed);
    },
    sees: (words) => expect.poll(text, { timeout: PATIENCE }).toContain(words),
  };
}

/** Types into a field as a keyboard would. */
export function write(field: Element, typed: string): void {
  (field as HTMLInputElement).value = typed;
  field.dispatchEvent(new Event(field.tagName === 'SELECT' ? 'change' : 'input'));
}

/** Signs the sheet of paper with a stroke long enough for a name. */
export function signName(canvas: Element, strokes = 3): void {
  for (let stroke = 0; stroke < strokes; stroke += 1) {
    draw(canvas, 40, (step) => [20 + stroke * 50 + step, 20 + ((step * 7) % 60)]);
  }
}

/** One stroke of the pen along a curve. */
export function draw(
  canvas: Element,
  steps: number,
  place: (step: number) => readonly [number, number],
): void {
  const point = (type: string, step: number, target: EventTarget) => {
    const [clientX, clientY] = place(step);
    target.dispatchEvent(
      new PointerEvent(type, {
        clientX,
        clientY,
        pointerId: 1,
        buttons: type === 'pointerup' ? 0 : 1,
        isPrimary: true,
        bubbles: true,
        cancelable: true,
      }),
    );
  };
  point('pointerdown', 0, canvas);
  for (let step = 1; step < steps; step += 1) point('pointermove', step, canvas);
  point('pointerup', steps, canvas);
}

/** Happy DOM has no paper: whatever is drawn on this goes nowhere, only the pen's path is kept by the pad. */
const paper = new Proxy({}, { get: () => () => undefined, set: () => true });
