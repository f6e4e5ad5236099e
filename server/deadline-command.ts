import { parseArgs } from 'node:util';
import type { TimetableName } from '../db/seed-calendar.ts';
import { seedCalendar } from '../db/seed-calendar.ts';
import { answerFor, checkDeadlines } from './check-deadlines.ts';
import type { Calendar } from './domain/calendar.ts';
import { buildCalendar } from './domain/calendar.ts';
import { parseRule } from './domain/deadline-rule.ts';
import { explainDeadline } from './domain/explanation.ts';
import type { Result } from './domain/result.ts';
import { ok, refuse } from './domain/result.ts';
import { chineseMoment, isoText, parseInstant, parseLocalDay } from './domain/time.ts';

/** What the command line touches of the world. */
export interface Terminal {
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
  /** The text of the file, or null when it cannot be read. */
  readonly readFile: (path: string) => string | null;
}

/** 0: answered, or all rows agree. 1: rows differ or cannot be read. 2: the request itself is refused. */
export type ExitCode = 0 | 1 | 2;

export function runDeadline(args: readonly string[], terminal: Terminal): ExitCode {
  const request = readRequest(args);
  const outcome = request.ok ? answer(request.value, terminal) : request;
  if (outcome.ok) return outcome.value;
  terminal.complain(`${outcome.refusal}。`);
  terminal.complain('用法请看 npm run -s deadline -- --help');
  return 2;
}

const OPTIONS = ['start', 'rule', 'check', 'hours', 'known-on', 'as-known', 'help'] as const;
type Option = (typeof OPTIONS)[number];
type Request = Partial<Record<Option, string>>;

const TIMETABLES: readonly TimetableName[] = ['all-year', 'summer'];
const HELP = `时限计算
  npm run -s deadline -- --start 2026-02-14T15:00:00+08:00 --rule work_hours:3
      计算到期时刻，并说明怎么算的
  npm run -s deadline -- --check 文件.csv
      逐行核对（表头 start,rule,expected,note）

  --rule      work_hours:N[/remind:M]  N个工作小时（改算到期前M个工作小时的提醒时刻）
              work_days:N[/deem_next]  N个工作日（非办公时间收到的视为下一个工作日收到）
              natural_days:N[/noroll]  N个自然日，末日遇休息日顺延（不顺延）
              weeks:N、months:N        N周、N个月，末日同上
              same_day                 当天
  --hours     all-year 全年 08:30–12:00、14:00–17:30（默认）
              summer   7月至9月改为 08:30–12:00、14:30–18:00
  --as-known  2020-01-26 按截至这一天已公布的放假安排计算（--known-on 相同）
  --help      显示本说明

退出码：0 已算出或全部一致；1 有不一致或有误的行；2 请求有误`;

function answer(request: Request, terminal: Terminal): Result<ExitCode, string> {
  if (request.help !== undefined) {
    terminal.print(HELP);
    return ok(0);
  }
  const calendar = chooseCalendar(request);
  if (!calendar.ok) return calendar;
  if (request.check === undefined) return answerOne(calendar.value, request, terminal);
  if (request.start !== undefined || request.rule !== undefined) {
    return refuse('--check 不能与 --start、--rule 同时使用');
  }
  return answerFile(calendar.value, request.check, terminal);
}

function answerOne(
  calendar: Calendar,
  request: Request,
  terminal: Terminal,
): Result<ExitCode, string> {
  if (request.start === undefined)
    return refuse('缺少 --start（起算时刻）或 --check（要核对的文件）');
  if (request.rule === undefined) return refuse('缺少 --rule（时限规则）');
  const start = parseInstant(request.start);
  if (!start.ok) return refuse(`--start 有误：${start.refusal.message}`);
  const rule = parseRule(request.rule);
  if (!rule.ok) return refuse(`--rule 有误：${rule.refusal.message}`);
  const at = answerFor(calendar, rule.value, start.value);
  const explanation = explainDeadline(calendar, rule.value.rule, start.value);
  if (!at.ok) return at;
  terminal.print(isoText(at.value));
  if (explanation.ok) explanation.value.sentences.forEach(terminal.print);
  if (rule.value.remindHours !== undefined) {
    terminal.print(
      `提醒：到期前${rule.value.remindHours}个工作小时，即${chineseMoment(at.value, 'withYear')}。`,
    );
  }
  return ok(0);
}

function answerFile(
  calendar: Calendar,
  path: string,
  terminal: Terminal,
): Result<ExitCode, string> {
  const file = terminal.readFile(path);
  if (file === null) return refuse(`读不到文件“${path}”`);
  const report = checkDeadlines(calendar, file);
  if (!report.ok) return refuse(`“${path}”无法核对：${report.refusal}`);
  const { findings, agreeing, differing, broken } = report.value;
  findings.forEach(terminal.print);
  const total = agreeing + differing + broken;
  terminal.print(`共核对${total}行：一致${agreeing}行，不一致${differing}行，有误${broken}行。`);
  return ok(differing + broken === 0 ? 0 : 1);
}

function chooseCalendar(request: Request): Result<Calendar, string> {
  const timetable = TIMETABLES.find((name) => name === (request.hours ?? 'all-year'));
  if (timetable === undefined) {
    return refuse(`没有“${request.hours}”这种作息，可用 ${TIMETABLES.join('、')}`);
  }
  const asKnown = request['as-known'] === undefined ? 'known-on' : 'as-known';
  const given = request[asKnown];
  if (request['as-known'] !== undefined && request['known-on'] !== undefined) {
    return refuse('--as-known 与 --known-on 是同一项，只写一个');
  }
  if (given === undefined) return ok(buildCalendar(seedCalendar(timetable)));
  const knownOn = parseLocalDay(given);
  return knownOn.ok
    ? ok(buildCalendar(seedCalendar(timetable), knownOn.value))
    : refuse(`--${asKnown} 有误：${knownOn.refusal.message}`);
}

/** Reads the arguments leniently and refuses in Chinese what `parseArgs` would refuse in English. */
function readRequest(args: readonly string[]): Result<Request, string> {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      OPTIONS.map((name) => [name, { type: name === 'help' ? 'boolean' : 'string' }]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const request: Request = {};
  for (const token of tokens) {
    if (token.kind === 'positional') return refuse(`多余的参数“${token.value}”`);
    if (token.kind !== 'option') continue;
    const option = OPTIONS.find((name) => name === token.name);
    if (option === undefined) return refuse(`没有“${token.rawName}”这个参数`);
    if (request[option] !== undefined) return refuse(`${token.rawName} 重复`);
    const value = token.value?.trim() ?? '';
    if (isMissing(option, value)) return refuse(`${token.rawName} 后面缺少内容`);
    request[option] = value;
  }
  return ok(request);
}

/** Nothing given, or the next option taken for the value. */
function isMissing(option: Option, value: string): boolean {
  return option !== 'help' && (value === '' || value.startsWith('--'));
}
