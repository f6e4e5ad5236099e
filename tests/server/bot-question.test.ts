import { describe, expect, it } from 'vitest';
import { readDeadline } from '../../server/bot/deadline-asked.ts';
import { readQuestion } from '../../server/bot/question.ts';
import { readStart } from '../../server/bot/start-asked.ts';
import { isoText } from '../../server/domain/time.ts';
import { at, officeCalendar } from '../support/time.ts';

describe('the robot understands', () => {
  it.each([
    ['待办', 'toDo'],
    [' 待办。', 'toDo'],
    ['@信访机器人 待办', 'toDo'],
    ['代办', 'toDo'],
    ['还有哪些要办？', 'toDo'],
    ['请问我有什么任务吗', 'toDo'],
    ['今日', 'today'],
    ['今天还有哪些要办', 'today'],
    ['逾期', 'overdue'],
    ['今日逾期', 'overdue'],
    ['查逾期', 'overdue'],
    ['查一下逾期的', 'overdue'],
    ['超期的有哪些！', 'overdue'],
    ['我的', 'mine'],
    ['我是谁', 'mine'],
    ['月报', 'report'],
    ['上个月的统计', 'report'],
    ['帮助', 'help'],
    ['？', 'help'],
    ['ｈｅｌｐ', 'help'],
    ['', 'help'],
    ['@信访机器人', 'help'],
  ])('“%s” as %s', (typed, topic) => {
    expect(readQuestion(typed)).toEqual({ topic });
  });

  it.each([
    ['查 2026-0017', '2026-0017'],
    ['查2026-0017。', '2026-0017'],
    ['查询　２０２６－００１７', '2026-0017'],
    ['查 2026—0017', '2026-0017'],
    ['查编号17件', '17'],
    ['查一下 2026-0017', '2026-0017'],
    ['查 z2026-003', 'Z2026-003'],
    ['查 镜访[2026]3号', '镜访[2026]3号'],
    ['2026-0017', '2026-0017'],
    ['17', '17'],
  ])('“%s” as a look for %s', (typed, number) => {
    expect(readQuestion(typed)).toEqual({ topic: 'find', number });
  });

  it.each(['查', '查 张三', '查询信访人'])('that “%s” names no number', (typed) => {
    expect(readQuestion(typed)).toEqual({ topic: 'find', number: null });
  });

  it.each([
    ['代半', 'toDo'],
    ['逾', 'overdue'],
    ['编码', 'find'],
    ['今晚吃什么', null],
    ['xyz', null],
  ])('not “%s”, and names the nearest word', (typed, nearest) => {
    expect(readQuestion(typed)).toEqual({ topic: 'unknown', nearest });
  });
});

describe('a limit is read', () => {
  it.each([
    ['3工作小时', 'work_hours', 3, ''],
    ['3个小时', 'work_hours', 3, ''],
    ['三个工时', 'work_hours', 3, ''],
    ['5工作日 9月28日 11:00', 'work_days', 5, '9月28日 11:00'],
    ['5 个工作天', 'work_days', 5, ''],
    ['9月28日起5个工作日', 'work_days', 5, '9月28日'],
    ['从今天15:00起3工作小时', 'work_hours', 3, '今天15:00'],
    ['十日', 'natural_days', 10, ''],
    ['60天 2026-09-28', 'natural_days', 60, '2026-09-28'],
    ['9月28日起10日', 'natural_days', 10, '9月28日'],
    ['二十三个工作日 明天', 'work_days', 23, '明天'],
    ['1000工作日', 'work_days', 1000, ''],
    ['3工作时', 'work_hours', 3, ''],
    ['3个工作日后是哪天', 'work_days', 3, ''],
    ['5个工作日内 从明天起算', 'work_days', 5, '明天'],
  ])('from “%s”', (text, unit, amount, start) => {
    expect(readDeadline(text)).toMatchObject({ rule: { unit, amount }, start });
  });

  it.each(['', '9月28日', '2.5工作小时', '0工作日', '1001工作日', '三', '一周', '工作日'])(
    'not from “%s”',
    (text) => expect(readDeadline(text)).toBeNull(),
  );
});

describe('the beginning of a limit', () => {
  const now = at('2026-09-28 11:00');
  const read = (text: string) => {
    const start = readStart(text, now, officeCalendar());
    return start === null ? null : isoText(start).slice(0, 16).replace('T', ' ');
  };

  it.each([
    ['', '2026-09-28 11:00'],
    ['现在', '2026-09-28 11:00'],
    ['9月28日 11:00', '2026-09-28 11:00'],
    ['2026-09-28 11:00', '2026-09-28 11:00'],
    ['2026-9-8 8:05', '2026-09-08 08:05'],
    ['2026年10月8日9时', '2026-10-08 09:00'],
    ['今天 15:00', '2026-09-28 15:00'],
    ['15:00', '2026-09-28 15:00'],
    ['下午3点半', '2026-09-28 15:30'],
    ['昨天晚上8点', '2026-09-27 20:00'],
    // The office opens at 08:30; on a day of rest there is no opening.
    ['明天', '2026-09-29 08:30'],
    ['10月1日', '2026-10-01 00:00'],
    // A Monday: weeks begin on Monday.
    ['周五', '2026-10-02 00:00'],
    ['下周四9点', '2026-10-08 09:00'],
    ['上周日', '2026-09-27 00:00'],
    // The one nearest to today.
    ['1月5日 9:00', '2027-01-05 09:00'],
    ['5月5日 9:00', '2026-05-05 09:00'],
  ])('“%s” is %s', (text, moment) => {
    expect(read(text)).toBe(moment);
  });

  it.each(['25:00', '10:75', '2026-02-30', '2月29日', '13月1日', '某天', '9月'])(
    '“%s” is no moment',
    (text) => {
      expect(read(text)).toBeNull();
    },
  );
});
