import { computed } from 'vue';
import type { Terms } from '../server/contract/people.ts';
import { session } from './session.ts';

/** Before anybody is signed in nothing of an institution is known. */
const NEUTRAL: Terms = {
  office: '信访工作机构',
  unit: '单位',
  handlingUnit: '承办单位',
  matter: '信访事项',
  recipient: '经办人',
  leaders: '领导',
  superior: '上级信访部门',
  platform: '信访信息系统',
};

/** What the office of whoever is signed in calls its own parts; labels take their words from here. */
export const terms = computed<Terms>(() => session.me?.terms ?? NEUTRAL);

/** A text of a table in these words: `{office}`, `{unitWord}`, `{handlingUnit}` … */
export function said(text: string): string {
  const words: Readonly<Record<string, string>> = { ...terms.value, unitWord: terms.value.unit };
  return text.replace(/\{(\w+)\}/g, (braced, name: string) => words[name] ?? braced);
}

/** The same with every text of a form. */
export function inWords<Form>(form: Form): Form {
  if (typeof form === 'string') return said(form) as Form;
  if (Array.isArray(form)) return form.map(inWords) as Form;
  if (typeof form !== 'object' || form === null) return form;
  return Object.fromEntries(
    Object.entries(form).map(([name, part]) => [name, inWords(part)]),
  ) as Form;
}
