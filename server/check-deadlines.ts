import type { Calendar } from './domain/calendar.ts';
import { CALENDAR_YEARS } from './domain/calendar.ts';
import { deadlineFor } from './domain/deadline.ts';
import type { ParsedRule } from './domain/deadline-rule.ts';
import { parseRule } from './domain/deadline-rule.ts';
import type { Result } from './domain/result.ts';
import { ok, refuse } from './domain/result.ts';
import type { Instant } from './domain/time.ts';
import { HOUR, isoText, parseInstant } from './domain/time.ts';
import { subtractWorkingTime } from './domain/working-time.ts';
import { type CsvRecord, readCsv } from './read-csv.ts';

export interface CheckReport {
  /** One Chinese line for each row that differs or cannot be read, with its line number in the file. */
  readonly findings: readonly string[];
  readonly agreeing: number;
  readonly differing: number;
  readonly broken: number;
}

const COLUMNS = ['start', 'rule', 'expected'] as const;

/** Recomputes worked examples (`start,rule,expected,note`); a file of another kind is refused in Chinese. */
export function checkDeadlines(calendar: Calendar, file: string): Result<CheckReport, string> {
  const [header, ...records] = readCsv(file);
  const names = header?.cells.map((cell) => cell.toLowerCase()) ?? [];
  const absent = COLUMNS.filter((column) => !names.includes(column));
  if (absent.length > 0) {
    return refuse(`第1行应为表头 start,rule,expected,note，缺少 ${absent.join('、')}`);
  }
  if (records.length === 0) return refuse('表中没有可核对的行');
  const findings: string[] = [];
  const counts = { agreeing: 0, differing: 0, broken: 0 };
  for (const record of records) {
    const finding = checkRecord(calendar, names, record);
    counts[finding.kind]++;
    if (finding.kind !== 'agreeing') findings.push(`第${record.line}行${finding.text}`);
  }
  return ok({ findings, ...counts });
}

/** The deadline of the rule, or its reminder when the rule asks for one; a refusal is a Chinese sentence. */
export function answerFor(
  calendar: Calendar,
  { rule, remindHours }: ParsedRule,
  start: Instant,
): Result<Instant, string> {
  const deadline = deadlineFor(calendar, rule, start);
  if (!deadline.ok) return refuse(OUTSIDE_CALENDAR);
  if (remindHours === undefined) return ok(deadline.value.dueAt);
  const reminder = subtractWorkingTime(calendar, deadline.value.dueAt, remindHours * HOUR);
  return reminder.ok ? reminder : refuse(OUTSIDE_CALENDAR);
}

const OUTSIDE_CALENDAR = `计算超出工作日历的范围（${CALENDAR_YEARS.first}年至${CALENDAR_YEARS.last}年）`;

type Finding =
  | { readonly kind: 'agreeing' }
  | { readonly kind: 'differing' | 'broken'; readonly text: string };

function checkRecord(calendar: Calendar, names: readonly string[], record: CsvRecord): Finding {
  const [startText = '', ruleText = '', expectedText = ''] = COLUMNS.map(
    (column) => record.cells[names.indexOf(column)],
  );
  if (record.isMalformed) return { kind: 'broken', text: '有误：引号没有成对' };
  const start = parseInstant(startText);
  if (!start.ok) return { kind: 'broken', text: `的 start 有误：${start.refusal.message}` };
  const rule = parseRule(ruleText);
  if (!rule.ok) return { kind: 'broken', text: `的 rule 有误：${rule.refusal.message}` };
  const expected = parseInstant(expectedText);
  if (!expected.ok)
    return { kind: 'broken', text: `的 expected 有误：${expected.refusal.message}` };
  const answer = answerFor(calendar, rule.value, start.value);
  if (!answer.ok) return { kind: 'broken', text: `有误：${answer.refusal}` };
  if (answer.value === expected.value) return { kind: 'agreeing' };
  return {
    kind: 'differing',
    text: `不一致：${startText} ${ruleText} 应为 ${expectedText}，算得 ${isoText(answer.value)}`,
  };
}
