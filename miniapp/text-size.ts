import { ref } from 'vue';

export type TextSize = 'normal' | 'large';

const KEY = 'text-size';

/** How large this person wants to read; kept on the device. */
export const textSize = ref<TextSize>(remembered());

export function applyTextSize(): void {
  document.documentElement.dataset.size = textSize.value;
}

export function chooseTextSize(size: TextSize): void {
  textSize.value = size;
  applyTextSize();
  try {
    localStorage.setItem(KEY, size);
  } catch {
    // Some web views forbid storage: the choice then lasts until the page is closed.
  }
}

function remembered(): TextSize {
  try {
    return localStorage.getItem(KEY) === 'large' ? 'large' : 'normal';
  } catch {
    return 'normal';
  }
}
