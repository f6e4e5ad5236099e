import { type Screen, signName, write } from './screen.ts';
import { chooseFile } from './uploading.ts';

const FILE = '证明材料.pdf';
const WORDS = '已按规定核实有关情况并依法处理到位。';

/** Answers every question on the screen that has not been answered, as a person in a hurry would. */
export function fillEverything(screen: Screen): void {
  for (const group of screen.all<HTMLFieldSetElement>('form fieldset')) {
    const choices = [...group.querySelectorAll<HTMLInputElement>('input[type=radio]')];
    if (choices.length > 0 && !choices.some(({ checked }) => checked)) choices[0]?.click();
  }
  for (const field of screen.all<HTMLInputElement>('form .input:not([type=search])')) {
    if (field.value === '' && field.tagName !== 'BUTTON') write(field, answerFor(field));
  }
  const [album] = screen.all<HTMLInputElement>('form input[type=file][multiple]');
  if (album && !screen.text().includes(FILE)) chooseFile(album, FILE);
  const paper = screen.all('canvas')[0];
  if (paper) signName(paper);
}

function answerFor(field: HTMLInputElement): string {
  if (field.tagName === 'SELECT') return '城乡建设';
  if (field.type === 'time') return '09:00';
  if (field.type === 'date') return '2026-03-20';
  if (field.type === 'datetime-local') return '2026-04-30T17:30';
  if (field.inputMode === 'numeric') return '10';
  if (field.inputMode === 'tel') return '13800001111';
  const label = field.labels?.[0]?.textContent ?? '';
  if (label.startsWith('身份证号')) return '330602199003070327';
  return label.includes('编号') ? 'SX202603150012' : WORDS;
}
