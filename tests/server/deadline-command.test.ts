import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { runDeadline } from '../../server/deadline-command.ts';

const GOOD = '2026-02-14T15:00:00+08:00,work_hours:3,2026-02-24T09:00:00+08:00,节前';
const HEADER = 'start,rule,expected,note';

/** Runs the command with the file it may be asked to check. */
function run(args: readonly string[], file: string | null = null) {
  const printed: string[] = [];
  const complaints: string[] = [];
  const exitCode = runDeadline(args, {
    print: (line) => printed.push(line),
    complain: (line) => complaints.push(line),
    readFile: () => file,
  });
  return { exitCode, printed, complaints };
}

function check(file: string | null, ...more: string[]) {
  return run(['--check', 'cases.csv', ...more], file);
}

describe('one deadline on the command line', () => {
  it('is printed with its explanation', () => {
    const { exitCode, printed } = run([
      '--start',
      '2026-02-14T15:00:00+08:00',
      '--rule',
      'work_hours:3',
    ]);
    expect(exitCode).toBe(0);
    expect(printed[0]).toBe('2026-02-24T09:00:00+08:00');
    expect(printed).toContain('跳过：2月15日（周日）至2月23日（周一）春节放假9天。');
    expect(printed.at(-1)).toBe('到期：2026年2月24日（周二）09:00。');
  });

  it.each(['--as-known', '--known-on'])(
    'goes by what had been announced by the day of %s',
    (option) => {
      const asked = ['--start', '2020-01-23T16:00:00+08:00', '--rule', 'work_hours:3'];
      const dueAsKnown = (day: string) => run([...asked, option, day]).printed[0];
      // The Spring Festival of 2020 was prolonged on 27 January, from the 31st to the 2nd of February.
      expect(dueAsKnown('2020-01-26')).toBe('2020-01-31T10:00:00+08:00');
      expect(dueAsKnown('2020-01-27')).toBe('2020-02-03T10:00:00+08:00');
    },
  );

  it('is refused with both names of that option at once', () => {
    const { exitCode, complaints } = run([
      ...['--start', '2020-01-23T16:00:00+08:00', '--rule', 'work_hours:3'],
      ...['--as-known', '2020-01-25', '--known-on', '2020-01-25'],
    ]);
    expect(exitCode).not.toBe(0);
    expect(complaints.join('')).toContain('只写一个');
  });

  it('is the reminder when the rule asks for it', () => {
    const { printed } = run(['--start=2026-02-14T15:00:00+08:00', '--rule=work_hours:3/remind:1']);
    expect(printed[0]).toBe('2026-02-14T17:00:00+08:00');
    expect(printed.at(-1)).toBe('提醒：到期前1个工作小时，即2026年2月14日（周六）17:00。');
  });

  it.each([
    ['the summer timetable', ['--hours', 'summer'], '2026-07-01T17:30:00+08:00'],
    ['the timetable of all year', [], '2026-07-01T17:00:00+08:00'],
  ])('follows %s', (_, hours, expected) => {
    const { printed } = run([
      '--start',
      '2026-07-01T14:00:00+08:00',
      '--rule',
      'work_hours:3',
      ...hours,
    ]);
    expect(printed[0]).toBe(expected);
  });

  it.each([
    ['2020-01-26', '2020-01-31T10:30:00+08:00'],
    ['2020-01-27', '2020-02-03T10:30:00+08:00'],
  ])('as known on %s is %s', (knownOn, expected) => {
    const start = ['--start', '2020-01-23T16:30:00+08:00', '--rule', 'work_hours:3'];
    expect(run([...start, '--known-on', knownOn]).printed[0]).toBe(expected);
  });

  it('explains itself', () => {
    const { exitCode, printed } = run(['--help']);
    expect(exitCode).toBe(0);
    expect(printed.join('\n')).toContain('--known-on');
  });
});

describe('a request that cannot be answered', () => {
  const start = ['--start', '2026-02-14T15:00:00+08:00'];
  it.each([
    ['nothing asked', [], '缺少 --start（起算时刻）或 --check（要核对的文件）。'],
    ['no rule', start, '缺少 --rule（时限规则）。'],
    ['a rule and no start', ['--rule', 'same_day'], '缺少 --start'],
    [
      'an unknown rule',
      [...start, '--rule', 'hours:3'],
      '--rule 有误：没有“hours:3”这样的时限规则',
    ],
    ['no zone', ['--start', '2026-02-14T15:00:00', '--rule', 'same_day'], '没有写明时区'],
    [
      'a day that does not exist',
      ['--start', '2026-02-30T15:00:00+08:00', '--rule', 'same_day'],
      '2026-02-30 这一天不存在',
    ],
    ['rubbish', ['--start', 'tomorrow', '--rule', 'same_day'], '不是有效的时间'],
    [
      'a start before the calendar',
      ['--start', '2017-02-14T15:00:00+08:00', '--rule', 'same_day'],
      '计算超出工作日历的范围（2018年至2040年）',
    ],
    ['an unknown option', ['--begin', 'x'], '没有“--begin”这个参数'],
    ['an unknown short option', ['-x'], '没有“-x”这个参数'],
    ['an option without its value', ['--start', '--rule', 'same_day'], '--start 后面缺少内容'],
    ['an option at the end without its value', [...start, '--rule'], '--rule 后面缺少内容'],
    ['an option twice', [...start, ...start], '--start 重复'],
    ['a stray word', [...start, 'work_hours:3'], '多余的参数“work_hours:3”'],
    [
      'an unknown timetable',
      [...start, '--rule', 'same_day', '--hours', 'winter'],
      '没有“winter”这种作息，可用 all-year、summer',
    ],
    [
      'a bad day of knowledge',
      [...start, '--rule', 'same_day', '--known-on', '2020-13-01'],
      '--known-on 有误：2020-13-01 这一天不存在',
    ],
    [
      'both ways of asking',
      [...start, '--check', 'cases.csv'],
      '--check 不能与 --start、--rule 同时使用',
    ],
    ['a file that cannot be read', ['--check', 'absent.csv'], '读不到文件“absent.csv”'],
  ])('is refused in Chinese: %s', (_, args, reason) => {
    const { exitCode, printed, complaints } = run(args);
    expect(exitCode).toBe(2);
    expect(printed).toEqual([]);
    expect(complaints[0]).toContain(reason);
  });
});

describe('a table of worked examples', () => {
  it('that holds is counted', () => {
    const { exitCode, printed } = check(
      `\uFEFF${HEADER}\r\n${GOOD}\r\n\r\n"${GOOD.replaceAll(',', '","')}"\r\n`,
    );
    expect(printed).toEqual(['共核对2行：一致2行，不一致0行，有误0行。']);
    expect(exitCode).toBe(0);
  });

  it('that differs is told line by line', () => {
    const wrong = GOOD.replace('2026-02-24', '2026-02-15');
    const { exitCode, printed } = check([HEADER, GOOD, '', wrong].join('\n'));
    expect(printed).toEqual([
      '第4行不一致：2026-02-14T15:00:00+08:00 work_hours:3 应为 2026-02-15T09:00:00+08:00，算得 2026-02-24T09:00:00+08:00',
      '共核对2行：一致1行，不一致1行，有误0行。',
    ]);
    expect(exitCode).toBe(1);
  });

  it('may write the same instant in another zone and its columns in another order', () => {
    const file = 'Rule,Expected,Start\nwork_hours:3,2026-02-24T01:00:00Z,2026-02-14T15:00:00+08:00';
    expect(check(file).exitCode).toBe(0);
  });

  it.each([
    ['a start without zone', GOOD.replace('+08:00', ''), '第2行的 start 有误'],
    ['an unknown rule', GOOD.replace('work_hours', 'hours'), '第2行的 rule 有误'],
    ['an expectation that is no time', GOOD.replace('2026-02-24T', ''), '第2行的 expected 有误'],
    ['missing cells', '2026-02-14T15:00:00+08:00', '第2行的 rule 有误'],
    ['an open quote', `${GOOD}"\n"${GOOD}`, '第3行有误：引号没有成对'],
    [
      'a start outside the calendar',
      GOOD.replace('2026', '2017'),
      '第2行有误：计算超出工作日历的范围',
    ],
  ])('with %s is told which line is broken', (_, row, expected) => {
    const { exitCode, printed } = check(`${HEADER}\n${row}`);
    expect(printed[0]).toContain(expected);
    expect(printed.at(-1)).toContain('有误1行');
    expect(exitCode).toBe(1);
  });

  it.each([
    ['no header', GOOD, '第1行应为表头 start,rule,expected,note，缺少 start、rule、expected'],
    ['a header only', HEADER, '表中没有可核对的行'],
    ['nothing', '', '第1行应为表头'],
  ])('with %s is refused', (_, file, reason) => {
    const { exitCode, complaints } = check(file);
    expect(complaints[0]).toContain(reason);
    expect(exitCode).toBe(2);
  });

  it('is checked by the timetable and the knowledge asked for', () => {
    const summer = `${HEADER}\n2026-07-01T14:00:00+08:00,work_hours:3,2026-07-01T17:30:00+08:00,`;
    expect(check(summer).exitCode).toBe(1);
    expect(check(summer, '--hours', 'summer').exitCode).toBe(0);
    const prolonged = `${HEADER}\n2020-01-23T16:30:00+08:00,work_hours:3,2020-01-31T10:30:00+08:00,`;
    expect(check(prolonged).exitCode).toBe(1);
    expect(check(prolonged, '--known-on', '2020-01-26').exitCode).toBe(0);
  });
});

describe('the command itself', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const spawn = (zone: string, ...args: string[]) =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', 'server/deadline.ts', ...args], {
      cwd: root,
      env: { TZ: zone },
    });

  it('answers the same in every zone', async () => {
    const args = ['--start', '2026-02-14T15:00:00+08:00', '--rule', 'work_hours:3'];
    const [newYork, utc] = await Promise.all([
      spawn('America/New_York', ...args),
      spawn('UTC', ...args),
    ]);
    expect(newYork.stdout).toContain('到期：2026年2月24日（周二）09:00。');
    expect(utc.stdout).toBe(newYork.stdout);
  });

  it('checks a file from the disk, and ends with the code of the answer', async () => {
    const good = await spawn('UTC', '--check', 'tests/support/deadline-cases.csv');
    expect(good.stdout).toBe('共核对72行：一致72行，不一致0行，有误0行。\n');
    await expect(
      spawn('UTC', '--check', 'tests/support/deadline-cases-summer.csv'),
    ).rejects.toMatchObject({ code: 1 });
    await expect(spawn('UTC', '--check', 'tests/support/absent.csv')).rejects.toMatchObject({
      code: 2,
      stdout: '',
    });
  });
});
