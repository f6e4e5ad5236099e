import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seedCalendar } from '../../db/seed-calendar.ts';
import { buildCalendar, isWorkingDay } from '../../server/domain/calendar.ts';
import { deadlineFor } from '../../server/domain/deadline.ts';
import type { CountedSpan } from '../../server/domain/deadline-facts.ts';
import type { DeadlineRule } from '../../server/domain/deadline-rule.ts';
import { parseRule } from '../../server/domain/deadline-rule.ts';
import { explainDeadline } from '../../server/domain/explanation.ts';
import { HOUR, instant } from '../../server/domain/time.ts';
import { at, day, officeCalendar } from '../support/time.ts';

const calendar = officeCalendar();
const summer = buildCalendar(seedCalendar('summer'));

function explain(rule: string, start: string, office = calendar) {
  const parsed = parseRule(rule);
  if (!parsed.ok) throw new Error(parsed.refusal.message);
  const explanation = explainDeadline(office, parsed.value.rule, at(start));
  if (!explanation.ok) throw new Error(explanation.refusal.code);
  return explanation.value;
}

function sum(counted: readonly CountedSpan[]): number {
  return counted.reduce((total, { workingMs }) => total + (workingMs ?? 0), 0);
}

describe('how three working hours were counted', () => {
  it('over the Spring Festival: every stretch, every skipped day by name, the paper', () => {
    expect(explain('work_hours:3', '2026-02-14 15:00').sentences).toEqual([
      '时限：3个工作小时，自起算时刻起只计办公时间。',
      '起算：2026年2月14日（周六）15:00，当时在办公时间内，即时起算。',
      '调休：2月14日（周六）春节调休上班，是工作日。',
      '计时：2月14日（周六）15:00–17:30，2小时30分。',
      '跳过：2月15日（周日）至2月23日（周一）春节放假9天。',
      '计时：2月24日（周二）08:30–09:00，30分。',
      '放假依据：国办发明电〔2025〕7号。',
      '到期：2026年2月24日（周二）09:00。',
    ]);
  });

  it('over a weekend', () => {
    const { counted, skipped } = explain('work_hours:3', '2026-03-13 16:30');
    expect(counted).toEqual([
      {
        kind: 'time',
        from: at('2026-03-13 16:30'),
        to: at('2026-03-13 17:30'),
        workingMs: HOUR,
      },
      {
        kind: 'time',
        from: at('2026-03-16 08:30'),
        to: at('2026-03-16 10:30'),
        workingMs: 2 * HOUR,
      },
    ]);
    expect(skipped).toEqual([{ firstDay: day('2026-03-14'), lastDay: day('2026-03-15'), days: 2 }]);
  });

  it('into a make-up Saturday, which is named', () => {
    const { sentences, makeUpDays } = explain('work_hours:3', '2026-10-09 17:00');
    expect(sentences).toContain('调休：10月10日（周六）国庆节调休上班，是工作日。');
    expect(makeUpDays.map((each) => each.day)).toEqual([day('2026-10-10')]);
  });

  it('when the make-up day is over already, without naming it', () => {
    expect(explain('work_hours:3', '2026-02-14 17:40').makeUpDays).toEqual([]);
  });

  it.each([
    ['2026-03-10 09:00', '当时在办公时间内，即时起算'],
    ['2026-03-10 06:00', '当时尚未上班，自3月10日（周二）08:30起算'],
    ['2026-03-10 12:00', '当时为午间休息，自3月10日（周二）14:00起算'],
    ['2026-03-13 17:30', '当时已下班，自3月16日（周一）08:30起算'],
    ['2026-03-14 10:00', '当日周末休息，自3月16日（周一）08:30起算'],
    ['2026-10-01 10:00', '当日国庆节放假，自10月8日（周四）08:30起算'],
    ['2025-12-31 18:00', '当时已下班，自2026年1月4日（周日）08:30起算'],
  ])('tells when counting begins: %s, %s', (start, expected) => {
    expect(explain('work_hours:3', start).sentences[1]).toContain(expected);
  });

  it.each([
    ['2026-03-10 09:00', '恰在午间休息开始时用完，就此到期，不延至下午。'],
    ['2026-03-10 14:30', '恰在下班时用完，就此到期，不延至下一个工作日。'],
  ])('tells why it does not wait for the next opening: %s', (start, expected) => {
    expect(explain('work_hours:3', start).sentences).toContain(expected);
  });

  it('says nothing of the kind in the middle of a shift', () => {
    const { sentences } = explain('work_hours:3', '2026-03-10 08:30');
    expect(sentences.join('')).not.toContain('恰在');
  });
});

describe('how days were counted', () => {
  it('working days are numbered, and the weekends between are named', () => {
    expect(explain('work_days:5', '2025-01-27 09:00').sentences).toEqual([
      '时限：5个工作日，起算当日不计入，至第5个工作日下班时止。',
      '起算：2025年1月27日（周一）09:00，当日不计入。',
      '跳过：1月28日（周二）至2月4日（周二）春节放假8天。',
      '计数：2月5日（周三）至2月10日（周一），工作日5天。',
      '调休：2月8日（周六）春节调休上班，是工作日。',
      '跳过：2月9日（周日）周末1天。',
      '放假依据：国办发明电〔2024〕12号。',
      '到期：2025年2月10日（周一）17:30。',
    ]);
  });

  it('what comes after hours is deemed to come on the next working day', () => {
    expect(explain('work_days:2/deem_next', '2026-03-13 18:40').sentences[1]).toBe(
      '起算：2026年3月13日（周五）18:40，当时已下班，视为3月16日（周一）收到，该日不计入。',
    );
  });

  it('a last day in a holiday moves on', () => {
    const { sentences, skipped } = explain('natural_days:10', '2026-02-06 09:00');
    expect(sentences).toEqual([
      '时限：10个自然日，起算当日不计入，末日遇休息日顺延至下一个工作日，至下班时止。',
      '起算：2026年2月6日（周五）09:00，当日不计入，自次日数起。',
      '计数：2月7日（周六）至2月16日（周一），10天。',
      '第10日为2月16日（周一），春节放假，顺延至2月24日（周二）。',
      '跳过：2月16日（周一）至2月23日（周一）春节放假8天。',
      '放假依据：国办发明电〔2025〕7号。',
      '到期：2026年2月24日（周二）17:30。',
    ]);
    expect(skipped).toEqual([
      { firstDay: day('2026-02-16'), lastDay: day('2026-02-23'), days: 8, holiday: '春节' },
    ]);
  });

  it('a last day on a make-up Saturday does not', () => {
    const { sentences } = explain('natural_days:10', '2026-09-30 09:00');
    expect(sentences).toContain('第10日为10月10日（周六），是工作日，不顺延。');
    expect(sentences).toContain('调休：10月10日（周六）国庆节调休上班，是工作日。');
  });

  it('a last day that never moves ends at midnight', () => {
    const { sentences, skipped, notices } = explain('natural_days:10/noroll', '2026-02-06 09:00');
    expect(sentences.at(-1)).toBe('到期：2026年2月16日（周一）23:59:59。');
    expect([skipped, notices]).toEqual([[], []]);
  });

  it('the same day moves on after close', () => {
    expect(explain('same_day', '2026-03-13 17:30').sentences).toEqual([
      '时限：当天，至当日下班时止，下班后或休息日发生的至下一个工作日下班时止。',
      '起算：2026年3月13日（周五）17:30，当时已下班，顺延至下一个工作日。',
      '跳过：3月14日（周六）至3月15日（周日）周末2天。',
      '到期：2026年3月16日（周一）17:30。',
    ]);
    expect(explain('same_day', '2026-03-13 17:29').sentences[1]).toContain('当日到期');
  });
});

describe('a long explanation', () => {
  it('gathers whole days and many weekends, and still names every holiday', () => {
    const { sentences, counted } = explain('work_hours:200', '2026-08-28 09:00');
    expect(sentences).toEqual([
      '时限：200个工作小时，自起算时刻起只计办公时间。',
      '起算：2026年8月28日（周五）09:00，当时在办公时间内，即时起算。',
      '计时：8月28日（周五）09:00–12:00，3小时。',
      '计时：8月28日（周五）14:00–17:30，3小时30分。',
      '跳过：8月29日（周六）至10月11日（周日）之间的周末8天。',
      '计时：8月31日（周一）至10月12日（周一）整日办公27天，189小时。',
      '调休：9月20日（周日）国庆节调休上班，是工作日。',
      '跳过：9月25日（周五）至9月27日（周日）中秋节放假3天。',
      '跳过：10月1日（周四）至10月7日（周三）国庆节放假7天。',
      '调休：10月10日（周六）国庆节调休上班，是工作日。',
      '计时：10月13日（周二）08:30–12:00，3小时30分。',
      '计时：10月13日（周二）14:00–15:00，1小时。',
      '放假依据：国办发明电〔2025〕7号。',
      '到期：2026年10月13日（周二）15:00。',
    ]);
    expect(sum(counted)).toBe(200 * HOUR);
  });

  it('names three weekends one by one, and gathers four', () => {
    const weekends = (rule: string) =>
      explain(rule, '2026-07-06 09:00').sentences.filter((line) => line.includes('周末'));
    expect(weekends('work_days:15')).toHaveLength(3);
    expect(weekends('work_days:20')).toEqual([
      '跳过：7月11日（周六）至8月2日（周日）之间的周末8天。',
    ]);
  });
});

describe('what is not certain', () => {
  it('is said when a year has no notice', () => {
    const { sentences, provisional } = explain('work_hours:3', '2026-12-31 16:30');
    expect(provisional).toBe(true);
    expect(sentences).toContain('2027年放假安排尚未发布，暂按周末双休估算，发布后重新计算。');
    expect(sentences.at(-1)).toBe('到期：2027年1月1日（周五）10:30（暂定）。');
  });

  it('is not said of a year that has one', () => {
    const { sentences } = explain('work_hours:3', '2026-12-31 14:30');
    expect(sentences.join('')).not.toContain('暂');
  });

  it('names the day as of which it was known, and the paper of that day', () => {
    const asIssued = explain('work_hours:3', '2020-01-23 16:30', officeCalendar(day('2020-01-26')));
    expect(asIssued.sentences).toContain('按截至2020年1月26日（周日）已公布的放假安排计算。');
    expect(asIssued.sentences).toContain('放假依据：国办发明电〔2019〕16号。');
    const asAmended = explain('work_hours:3', '2020-01-23 16:30');
    expect(asAmended.sentences).toContain('放假依据：国办发明电〔2020〕1号。');
  });
});

describe('every explanation', () => {
  const starts = fc.integer({ min: at('2018-02-01 00:00'), max: at('2028-12-31 00:00') });
  const rules: fc.Arbitrary<DeadlineRule> = fc.oneof(
    fc.record({ unit: fc.constant('work_days' as const), amount: fc.integer({ min: 1, max: 60 }) }),
    fc.record({
      unit: fc.constant('work_days' as const),
      amount: fc.integer({ min: 1, max: 60 }),
      deemNext: fc.constant(true as const),
    }),
    fc.record({
      unit: fc.constant('natural_days' as const),
      amount: fc.integer({ min: 1, max: 90 }),
      roll: fc.constantFrom('next' as const, 'none' as const),
    }),
    fc.record({ unit: fc.constant('same_day' as const) }),
  );

  it.each([
    ['all year', calendar],
    ['with a summer timetable', summer],
  ])('of working hours adds up to exactly the amount, %s', (_, office) => {
    fc.assert(
      fc.property(starts, fc.integer({ min: 1, max: 300 }), (start, amount) => {
        const explanation = explainDeadline(office, { unit: 'work_hours', amount }, instant(start));
        expect(explanation.ok && sum(explanation.value.counted)).toBe(amount * HOUR);
      }),
    );
  });

  it('of days counts the days asked for', () => {
    fc.assert(
      fc.property(starts, rules, (start, rule) => {
        const explanation = explainDeadline(calendar, rule, instant(start));
        const counted = explanation.ok ? explanation.value.counted : null;
        const days = rule.unit === 'same_day' ? [] : [{ kind: 'days', days: rule.amount }];
        expect(counted).toMatchObject(days);
      }),
    );
  });

  it('skips rest days only', () => {
    fc.assert(
      fc.property(starts, rules, (start, rule) => {
        const explanation = explainDeadline(calendar, rule, instant(start));
        const skipped = explanation.ok ? explanation.value.skipped : [];
        const edges = skipped.flatMap(({ firstDay, lastDay }) => [firstDay, lastDay]);
        expect(edges.filter((edge) => isWorkingDay(calendar, edge))).toEqual([]);
      }),
    );
  });

  it('tells the deadline it explains', () => {
    fc.assert(
      fc.property(starts, rules, (start, rule) => {
        const deadline = deadlineFor(calendar, rule, instant(start));
        const explanation = explainDeadline(calendar, rule, instant(start));
        expect(explanation).toMatchObject(deadline);
      }),
    );
  });

  it('is refused where the deadline is', () => {
    const outside = explainDeadline(calendar, { unit: 'same_day' }, at('2017-12-31 10:00'));
    expect(outside).toEqual({ ok: false, refusal: { code: 'outsideCalendar' } });
  });
});
