import { describe, expect, it } from 'vitest';
import { deadlineFor } from '../../server/domain/deadline.ts';
import { parseRule } from '../../server/domain/deadline-rule.ts';
import { explainDeadline } from '../../server/domain/explanation.ts';
import { limitText, unspecifiedText } from '../../server/domain/explanation-limits.ts';
import { isoText } from '../../server/domain/time.ts';
import { at, officeCalendar } from '../support/time.ts';

const calendar = officeCalendar();

function due(rule: string, start: string): string {
  const parsed = parseRule(rule);
  if (!parsed.ok) return parsed.refusal.message;
  const deadline = deadlineFor(calendar, parsed.value.rule, at(start));
  return deadline.ok ? isoText(deadline.value.dueAt).slice(0, 16).replace('T', ' ') : 'outside';
}

function told(rule: string, start: string): string {
  const parsed = parseRule(rule);
  if (!parsed.ok) return parsed.refusal.message;
  const explained = explainDeadline(calendar, parsed.value.rule, at(start));
  return explained.ok ? explained.value.sentences.join('') : 'outside';
}

describe('weeks and months', () => {
  it.each([
    ['a week ends on the same day of the week', 'weeks:1', '2026-07-01 09:00', '2026-07-08 17:30'],
    ['the hour of the start is no matter', 'weeks:1', '2026-07-01 23:59', '2026-07-08 17:30'],
    ['a week after a Saturday rolls on', 'weeks:1', '2026-07-04 09:00', '2026-07-13 17:30'],
    [
      'a week ending on a make-up Saturday stays',
      'weeks:1',
      '2026-02-07 09:00',
      '2026-02-14 17:30',
    ],
    ['a week ending on the Sunday after it', 'weeks:1', '2026-02-08 09:00', '2026-02-24 17:30'],
    [
      'not rolling, it ends on the Saturday',
      'weeks:1/noroll',
      '2026-07-04 09:00',
      '2026-07-11 23:59',
    ],
    ['a month ends on the same date', 'months:1', '2026-06-08 09:00', '2026-07-08 17:30'],
    ['a month from 31 January', 'months:1', '2025-01-31 09:00', '2025-02-28 17:30'],
    ['a month from 31 January of a leap year', 'months:1', '2024-01-31 09:00', '2024-02-29 17:30'],
    [
      'two months over the end of the year, to a make-up Saturday',
      'months:2',
      '2025-12-31 09:00',
      '2026-02-28 17:30',
    ],
    ['twelve months', 'months:12', '2025-03-10 09:00', '2026-03-10 17:30'],
  ])('%s [Z12]', (_, rule, start, expected) => {
    expect(due(rule, start)).toBe(expected);
  });

  it('are told with the day they end on, and why it has another date', () => {
    expect(told('weeks:1', '2026-07-04 09:00')).toContain(
      '满1周为7月11日（周六），周末休息，顺延至7月13日（周一）',
    );
    expect(told('months:1', '2025-01-31 09:00')).toContain(
      '满1个月为2月28日（周五）（该月没有对应日，以月末为末日），是工作日，不顺延',
    );
    expect(told('months:1', '2026-06-08 09:00')).not.toContain('没有对应日');
  });

  it('are at most 1000, and at least one', () => {
    expect(due('weeks:0', '2026-07-01 09:00')).toContain('N 应为1至1000');
    expect(due('months:1001', '2026-07-01 09:00')).toContain('N 应为1至1000');
    expect(due('months:1000', '2026-07-01 09:00')).toBe('outside');
  });
});

describe('a bare 日', () => {
  const reading = { unit: 'natural_days', amount: 3, roll: 'next' } as const;
  const limit = { unit: 'unspecified', amount: 3, reading, choice: 'days' } as const;

  it('is never shown as more than the text says [J13] [J15]', () => {
    expect(limitText(limit)).toBe('3日（文件未写明单位，按自然日计）');
    const workDays = { ...limit, reading: { unit: 'work_days', amount: 3 } as const };
    expect(limitText(workDays)).toBe('3日（文件未写明单位，按工作日计）');
  });

  it('is told with the reason for its reading', () => {
    const choice = {
      id: 'days',
      question: '日？',
      choice: '按自然日。',
      reason: '民法典第二百条。',
    };
    expect(unspecifiedText(limit, [choice])).toBe(
      '文件原文为3日（文件未写明单位，按自然日计）。依据：民法典第二百条。',
    );
  });
});
