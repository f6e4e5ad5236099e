import { describe, expect, it } from 'vitest';
import { parseRule, ruleText } from '../../server/domain/deadline-rule.ts';

function complaint(text: string): string {
  const read = parseRule(text);
  return read.ok ? 'accepted' : read.refusal.message;
}

describe('a rule in text', () => {
  it.each([
    ['work_hours:3', { rule: { unit: 'work_hours', amount: 3 } }],
    ['work_hours:3/remind:1', { rule: { unit: 'work_hours', amount: 3 }, remindHours: 1 }],
    ['work_days:5', { rule: { unit: 'work_days', amount: 5 } }],
    ['work_days:5/deem_next', { rule: { unit: 'work_days', amount: 5, deemNext: true } }],
    ['natural_days:10', { rule: { unit: 'natural_days', amount: 10, roll: 'next' } }],
    ['natural_days:10/noroll', { rule: { unit: 'natural_days', amount: 10, roll: 'none' } }],
    ['same_day', { rule: { unit: 'same_day' } }],
    ['work_hours:1', { rule: { unit: 'work_hours', amount: 1 } }],
    ['work_days:1000', { rule: { unit: 'work_days', amount: 1000 } }],
  ])('%s is read', (text, value) => {
    expect(parseRule(text)).toEqual({ ok: true, value });
  });

  it.each([
    ['work_hour:3', '没有“work_hour:3”这样的时限规则'],
    ['work_hours', '没有“work_hours”这样的时限规则'],
    ['work_hours:', '没有“work_hours:”这样的时限规则'],
    ['work_hours:-3', '没有“work_hours:-3”这样的时限规则'],
    ['work_hours:1.5', '没有“work_hours:1.5”这样的时限规则'],
    ['work_hours:3/noroll', '没有“work_hours:3/noroll”这样的时限规则'],
    ['work_days:3/remind:1', '没有“work_days:3/remind:1”这样的时限规则'],
    ['same_day:1', '没有“same_day:1”这样的时限规则'],
    [' work_hours:3', '没有“ work_hours:3”这样的时限规则'],
    ['', '没有“”这样的时限规则'],
    ['work_hours:0', 'N 应为1至1000的整数'],
    ['natural_days:1001', 'N 应为1至1000的整数'],
    ['work_days:99999999999999999999', 'N 应为1至1000的整数'],
    ['work_hours:3/remind:0', 'M 应为1以上、小于3的整数'],
    ['work_hours:3/remind:3', 'M 应为1以上、小于3的整数'],
  ])('“%s” is refused, and the person is told why', (text, reason) => {
    expect(complaint(text)).toContain(reason);
  });

  it('that nobody knows brings the list of those that exist', () => {
    expect(complaint('three hours')).toContain('可用的规则：work_hours:N、work_hours:N/remind:M');
  });
});

describe('a rule as a regulation writes it', () => {
  it.each([
    ['work_hours:3', '3个工作小时'],
    ['work_days:5', '5个工作日'],
    ['natural_days:15', '15个自然日'],
    ['same_day', '当天'],
  ])('%s is %s', (text, expected) => {
    const read = parseRule(text);
    expect(read.ok && ruleText(read.value.rule)).toBe(expected);
  });
});
