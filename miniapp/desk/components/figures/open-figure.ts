import type { InjectionKey } from 'vue';

/** How a number inside a page shows what it is made of. */
export const openFigure: InjectionKey<
  (figure: { readonly id: string; readonly title: string }) => void
> = Symbol('openFigure');
