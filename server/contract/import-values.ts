import { parseLocalDay } from '../domain/time.ts';
import type { ImportField } from './import-fields.ts';
import type { Registration } from './registration.ts';

/** What a cell or a pasted line says once it is read; the text is as the registration form would have it typed. */
export type ReadValue =
  | { readonly ok: true; readonly value: string }
  /** What is wrong and what to do, in Chinese. */
  | { readonly ok: false; readonly message: string };

/**
 * Reads what an office writes into its ledger: dates become `2026-03-16T10:30`, words become the values of the form.
 * `flow` and `accused` are names that only the office's own data can tell, so they stay as written.
 */
export function readValue(field: ImportField, written: string): ReadValue {
  const text = written.normalize('NFKC').trim();
  const read = readers[field];
  return read ? read(text) : { ok: true, value: written.trim() };
}

const readers: Partial<Record<ImportField, (text: string) => ReadValue>> = {
  platformNumber: (text) => ({ ok: true, value: text.replace(/\s/g, '') }),
  receivedAt: (text) => readMoment(text, '00:00'),
  externalDueAt: (text) => readMoment(text, '23:59'),
  source: (text) => readWord(text, sourceWords),
  channel: (text) => readWord(text, channelWords),
  appealType: (text) => readWord(text, appealWords),
  anonymous: (text) => readWord(text, yesOrNo),
  phone: (text) => ({ ok: true, value: text }),
  idNumber: (text) => readIdNumber(text),
  peopleCount: readCount,
  representatives: readCount,
};

const DAY_AND_TIME =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]*(\d{1,2})[:时点](\d{1,2})?分?(?::\d{1,2}(?:\.\d+)?)?)?$/;
const EIGHT_DIGITS = /^(\d{4})(\d{2})(\d{2})$/;

/** A day without a time gets the one given: received at its beginning, due at its end. */
function readMoment(text: string, timeOfDay: string): ReadValue {
  const parts = DAY_AND_TIME.exec(text) ?? EIGHT_DIGITS.exec(text);
  const [, year = '', month = '', dayOfMonth = '', hours, minutes] = parts ?? [];
  const day = `${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`;
  const exists = parts !== null && parseLocalDay(day).ok;
  const time = hours === undefined ? timeOfDay : `${two(hours)}:${two(minutes ?? '')}`;
  return exists && /^([01]\d|2[0-3]):[0-5]\d$/.test(time)
    ? { ok: true, value: `${day}T${time}` }
    : wrong(`“${shortened(text)}”不是有效的日期，请写作 2026-03-16 或 2026-03-16 10:30。`);
}

function two(digits: string): string {
  return digits.padStart(2, '0');
}

function readCount(text: string): ReadValue {
  const digits = /^(\d{1,6})(?:\.0+)?[人名位]?$/.exec(text)?.[1];
  return digits === undefined
    ? wrong(`“${shortened(text)}”不是人数，请只填数字。`)
    : { ok: true, value: String(Number(digits)) };
}

/** A spreadsheet that kept it as a number has lost its last digits: they can only be asked for again. */
function readIdNumber(text: string): ReadValue {
  return /e\+/i.test(text)
    ? wrong('身份证号被表格存成了数字，末几位已丢失；请把该列设为文本格式后重新填写。')
    : { ok: true, value: text.replace(/\s/g, '').toUpperCase() };
}

function readWord(text: string, words: Readonly<Record<string, readonly string[]>>): ReadValue {
  const bare = text.replace(/\s/g, '');
  const found = Object.entries(words).find(([, known]) => known.includes(bare))?.[0];
  if (found !== undefined) return { ok: true, value: found };
  const usual = Object.values(words).map(([first]) => first);
  return wrong(`不认识“${shortened(text)}”，请填${usual.join('、')}之一。`);
}

/** The first word of each is the form's own. */
const sourceWords = {
  superior: [
    '上级',
    '上级交办',
    '上级转办',
    '上级转送',
    '上级交转',
    '浙里访',
    '平台',
    '市信访局',
    '区信访局',
  ],
  own: ['本级', '本级受理', '本单位', '自收', '直接来访', '直接受理'],
} satisfies Record<Registration['source'], readonly string[]>;

const channelWords = {
  letter: ['来信', '信件', '信函', '写信', '群众来信'],
  visit: ['来访', '走访', '上访', '群众来访', '接访'],
  call: ['来电', '电话', '热线', '群众来电'],
  online: ['网上信访', '网信', '网上', '网络', '网上投诉', '浙里访', '网络信访'],
  agent: ['信访代办', '代办'],
  email: ['电子邮件', '邮件', '电子邮箱'],
  fax: ['传真'],
} satisfies Record<Registration['channel'], readonly string[]>;

const appealWords = {
  suggestion: ['建议意见', '意见建议', '建议'],
  accusation: ['检举控告', '检举', '控告', '举报', '揭发控告', '检举控告类'],
  appeal: ['申诉求决', '申诉', '求决', '投诉请求', '投诉', '求决类'],
  inquiry: ['咨询', '咨询类'],
  other: ['其他', '其它'],
} satisfies Record<Registration['appealType'], readonly string[]>;

const yesOrNo = {
  yes: ['是', '匿名', '√', 'y', 'yes'],
  no: ['否', '实名', '×', 'n', 'no', '署名'],
};

function wrong(message: string): ReadValue {
  return { ok: false, message };
}

function shortened(text: string): string {
  return text.length > 20 ? `${text.slice(0, 20)}…` : text;
}
