import { type ImportField, importLabels } from '../../../server/contract/import-fields.ts';
import type { RegistrationDraft } from '../../registration/draft.ts';
import { terms } from '../../terms.ts';
import type { Pasted } from './pasted.ts';

/** Writes what was read into the form. Answers what the person still has to see to, in sentences. */
export function applyPasted(
  pasted: Pasted,
  draft: RegistrationDraft,
  flows: readonly { readonly id: string; readonly title: string }[],
): readonly string[] {
  const notes: string[] = [];
  for (const { field, title, text, read } of pasted.fields) {
    if (!read.ok) {
      notes.push(`${title}：${read.message}`);
      continue;
    }
    const note = write(field, read.value, draft, flows);
    if (note) notes.push(`${title}“${text.slice(0, 30)}”：${note}`);
  }
  const ofPlatform = pasted.fields.some(({ field }) => FROM_SUPERIOR.includes(field));
  if (ofPlatform && draft.source !== 'superior') {
    notes.push('粘贴的内容有平台编号或限办时间，而信访件来源不是“上级”，请选择来源。');
  }
  return notes;
}

const FROM_SUPERIOR: readonly ImportField[] = ['platformNumber', 'externalDueAt'];

type Write = (
  value: string,
  draft: RegistrationDraft,
  flows: readonly { readonly id: string; readonly title: string }[],
) => string | undefined;

function write(field: ImportField, ...given: Parameters<Write>): string | undefined {
  return writers[field](...given);
}

const plain =
  (
    name:
      | 'platformNumber'
      | 'source'
      | 'channel'
      | 'receivedAt'
      | 'externalDueAt'
      | 'appealType'
      | 'category'
      | 'title'
      | 'body'
      | 'peopleCount'
      | 'representatives',
  ): Write =>
  (value, draft) => {
    draft[name] = value;
    return undefined;
  };

const petitioner =
  (name: keyof RegistrationDraft['petitioner']): Write =>
  (value, draft) => {
    draft.petitioner[name] = value;
    return undefined;
  };

const writers: Readonly<Record<ImportField, Write>> = {
  platformNumber: plain('platformNumber'),
  source: plain('source'),
  channel: plain('channel'),
  receivedAt: plain('receivedAt'),
  externalDueAt: plain('externalDueAt'),
  appealType: plain('appealType'),
  category: plain('category'),
  title: plain('title'),
  body: plain('body'),
  peopleCount: plain('peopleCount'),
  representatives: plain('representatives'),
  name: petitioner('name'),
  phone: petitioner('phone'),
  idNumber: petitioner('idNumber'),
  address: petitioner('address'),
  flow(value, draft, flows) {
    const flow = flows.find(({ title }) => title === value);
    if (!flow) return `没有这一流程，请在表单中选择${importLabels.flow.title}。`;
    draft.flow = flow.id;
    return undefined;
  },
  anonymous(value, draft) {
    draft.anonymous = value === 'yes';
    return undefined;
  },
  repeatOf(value, draft) {
    draft.repeated = true;
    draft.repeatOf = value;
    return undefined;
  },
  accused: () => `请在表单中选择被反映的人员或${terms.value.unit}。`,
  state: () => '办理状态不填入表单；已经办结的不在这里登记。',
};
