import type { FilePetition } from '../petitions-file.ts';
import { CANARY } from '../typed.ts';
import { type Evidence, type Finding, noticeTexts } from './evidence.ts';

/** So many characters in a row that also stand in a petition's text are its text. */
const WINDOW = 6;
const DATE = /(?:\d+年)?\d+月\d+日/;

/** Nothing of the petitioner and nothing of what he wrote has left the system in a message. */
export function nothingPersonal(evidence: Evidence): Finding {
  const { brought, office } = evidence;
  const staff = new Set([...office.directory.staff.values()].map(({ name }) => name));
  const secrets = brought.flatMap((petition) => secretsOf(petition, staff));
  const windows = windowsOf(brought, evidence.ownWords);
  const texts = noticeTexts(evidence);
  const faults = texts.flatMap(({ place, text }) => {
    const secret = secrets.find(({ value }) => text.includes(value));
    const quoted = windowIn(text, windows);
    return [
      ...(secret ? [`${place}含有 id ${secret.id} 的${secret.what}。`] : []),
      ...(quoted === null ? [] : [`${place}含有 id ${quoted} 的信访诉求原文。`]),
    ];
  });
  return {
    title: '通知、群消息和钉钉记录不含信访人信息和诉求',
    figures: `核对文本${texts.length}条，个人信息${secrets.length}项，诉求片段${windows.size}个`,
    faults,
  };
}

/** What people typed into opinions and reasons is to be read in the system only. */
export function nothingTyped(evidence: Evidence): Finding {
  const texts = noticeTexts(evidence);
  return {
    title: '办理人员填写的意见、理由不进入任何消息',
    figures: `核对文本${texts.length}条，暗记${CANARY.length}字`,
    faults: texts
      .filter(({ text }) => text.includes(CANARY))
      .map(({ place }) => `${place}含有办理人员填写的文字。`),
  };
}

interface Secret {
  readonly id: number;
  readonly what: string;
  readonly value: string;
}

/** A petitioner who is called like a colleague cannot be told from him in a message. */
function secretsOf(petition: FilePetition, staff: ReadonlySet<string>): readonly Secret[] {
  const { id, title, address } = petition;
  const { name, phone, idNumber } = petition.petitioner;
  const values = [
    { what: '姓名', value: staff.has(name) ? '' : name },
    { what: '电话', value: phone },
    { what: '电话', value: phone.replaceAll(/\D/g, '') },
    { what: '身份证号', value: idNumber },
    { what: '住址', value: address },
    { what: '标题', value: title },
  ];
  return values.filter(({ value }) => value.length > 1).map((secret) => ({ id, ...secret }));
}

/** Every run of six characters of the petitions' texts, but for those that are the office's own words. */
function windowsOf(
  brought: readonly FilePetition[],
  ownWords: readonly string[],
): ReadonlyMap<string, number> {
  const own = new Set(ownWords.flatMap(runsOf));
  const windows = new Map<string, number>();
  for (const { id, body, title } of brought) {
    // Dates are everybody's: a body that names a day is not quoted by a message of that day.
    for (const part of `${title}\n${body}`.split(DATE)) {
      for (const run of runsOf(part)) if (!own.has(run)) windows.set(run, id);
    }
  }
  return windows;
}

function windowIn(text: string, windows: ReadonlyMap<string, number>): number | null {
  const found = runsOf(text).find((run) => windows.has(run));
  return found === undefined ? null : (windows.get(found) ?? null);
}

function runsOf(text: string): readonly string[] {
  return Array.from({ length: Math.max(0, text.length - WINDOW + 1) }, (_, at) =>
    text.slice(at, at + WINDOW),
  );
}
