import { describe, expect, it } from 'vitest';
import type { DutyRule } from '../../server/domain/duties.ts';
import { dutyStates } from '../../server/domain/duty-states.ts';
import { at, officeCalendar } from '../support/time.ts';

const study: DutyRule = {
  title: '信访工作研究',
  every: 'month',
  by: 'leader',
  due: { workingDay: 0 },
  form: [{ id: 'minutes', title: '纪要', control: 'text' }],
  source: '六（二）「每月研究不少于1次信访工作」',
};
const meeting: DutyRule = { ...study, title: '分析会', every: 'half', due: { workingDay: 5 } };
const began = at('2026-05-20 09:00');

function stateOf(rule: DutyRule, period: string, now: string, written: readonly string[] = []) {
  const entries = written.map((each) => ({ duty: 'duty', period: each }));
  const context = { calendar: officeCalendar(), now: at(now) };
  const states = dutyStates({ duty: rule }, { entries, readings: [] }, began, context);
  return states.find((state) => state.period === period)?.state;
}

describe('a duty', () => {
  it('is missing once its month has passed without a record, and not a moment before [J24]', () => {
    expect(stateOf(study, '2026-05', '2026-05-31 23:59')).toBe('open');
    expect(stateOf(study, '2026-05', '2026-06-01 00:00')).toBe('missing');
    expect(stateOf(study, '2026-05', '2026-06-01 00:00', ['2026-05'])).toBe('done');
  });

  it('of every half-year is due in working days after it [Z14]', () => {
    expect(stateOf(meeting, '2026-H1', '2026-07-07 23:59')).toBe('open');
    expect(stateOf(meeting, '2026-H1', '2026-07-08 00:00')).toBe('missing');
    expect(stateOf(meeting, '2026-H1', '2026-07-08 00:00', ['2026-H2'])).toBe('missing');
  });

  it('is not asked of a month before the office began its work', () => {
    expect(stateOf(study, '2026-04', '2026-06-10 09:00')).toBeUndefined();
  });
});
