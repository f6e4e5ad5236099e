import type { CalendarChangeView } from '../../../server/contract/calendar.ts';

type Holidays = Extract<CalendarChangeView, { kind: 'holidays' }>;

/** A line such as 「二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）上班。」 */
const LINE = /^[一二三四五六七八九十]+、\s*([^：:]{1,20})[：:](.+)$/;
const BRACKETS = /（[^）]*）|\([^)]*\)/g;
const SPAN =
  /(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日(?:至(?:(?:(\d{4})年)?(\d{1,2})月)?(\d{1,2})日)?[^。]*?放假/;
const WORKED = /(?:(\d{1,2})月)?(\d{1,2})日/g;

/**
 * The notice of the State Council, as it is published, as holidays and make-up days; whatever cannot be read is left
 * out and has to be filled in. Null when it holds no holiday at all.
 */
export function readNotice(pasted: string): Holidays | null {
  const json = readJson(pasted);
  if (json) return json;
  // A long title is broken over two lines.
  const year = Number(/(\d{4})年部分节假日安排/.exec(pasted.replace(/\s/g, ''))?.[1] ?? 0);
  const lines = pasted.split('\n').map((line) => line.trim());
  const holidays = lines.flatMap((line) => holidayIn(line, year) ?? []);
  if (year === 0 || holidays.length === 0) return null;
  return { kind: 'holidays', year, notice: noticeIn(pasted, year), holidays };
}

function noticeIn(pasted: string, year: number): Holidays['notice'] {
  const issued = [...pasted.matchAll(/(\d{4})年(\d{1,2})月(\d{1,2})日/g)].find(
    ([, issuedIn]) => Number(issuedIn) === year - 1,
  );
  return {
    number: /国办发明电〔\d{4}〕\d+号/.exec(pasted)?.[0] ?? '',
    title: `国务院办公厅关于${year}年部分节假日安排的通知`,
    issuedOn: issued ? dateText(Number(issued[1]), Number(issued[2]), Number(issued[3])) : '',
  };
}

function holidayIn(line: string, year: number): Holidays['holidays'][number] | null {
  const [, name = '', rest = ''] = LINE.exec(line) ?? [];
  const plain = rest.replace(BRACKETS, '');
  const span = SPAN.exec(plain);
  if (!span) return null;
  const [, fromYear, fromMonth, fromDay, toYear, toMonth, toDay] = span;
  const from = dateText(Number(fromYear ?? year), Number(fromMonth), Number(fromDay));
  const to =
    toDay === undefined
      ? from
      : dateText(Number(toYear ?? year), Number(toMonth ?? fromMonth), Number(toDay));
  return { name: name.trim(), from, to, makeUpDays: workedIn(plain, year) };
}

/** The days before 「上班」, each with its own month or the one before it. */
function workedIn(plain: string, year: number): string[] {
  const sentences = plain.split('。').filter((sentence) => sentence.includes('上班'));
  return sentences.flatMap((sentence) => {
    let month = 0;
    return [...sentence.matchAll(WORKED)].map(([, given, day]) => {
      month = given === undefined ? month : Number(given);
      return dateText(year, month, Number(day));
    });
  });
}

function dateText(year: number, month: number, day: number): string {
  return [String(year), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
}

/** The same as a file of `db/seed/calendars`: its newest version. */
function readJson(pasted: string): Holidays | null {
  if (!pasted.trimStart().startsWith('{')) return null;
  try {
    const file = JSON.parse(pasted) as {
      readonly year?: number;
      readonly versions?: readonly Pick<Holidays, 'notice' | 'holidays'>[];
    };
    const newest = file.versions?.at(-1);
    if (typeof file.year !== 'number' || !newest) return null;
    return { kind: 'holidays', year: file.year, notice: newest.notice, holidays: newest.holidays };
  } catch {
    return null;
  }
}
