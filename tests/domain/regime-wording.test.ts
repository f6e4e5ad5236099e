import { describe, expect, it } from 'vitest';
import { loadWording, parseWording } from '../../db/seed-wording.ts';
import {
  fillTemplate,
  placeholders,
  templateIds,
  wordingProblems,
} from '../../server/domain/wording.ts';
import { jinghu } from '../support/demonstration.ts';
import { regimes } from '../support/planted-regime.ts';

const wording = loadWording();
const regime = jinghu();
const values = (value: string) => Object.fromEntries(placeholders.map((name) => [name, value]));
/** Sent by the engine or the daily jobs themselves, whatever the regime. */
const beyondRegimes = [
  'yourTurn',
  'confidential',
  'deadlineMoved',
  'calendarMissing',
  'absenceBegun',
  'staffLeft',
  'standingIn',
  'dailyDigest',
  'monthlyReport',
  'earlyWarning',
  'noticeDrafted',
  'noticeIssued',
  'noticeProgress',
  'explanationOverdue',
  'notSeen',
  'periodicReport',
  'dutyDue',
  'dutyMissing',
  'readingAwaited',
  'readingInstructed',
  'petitionerRated',
  'approvalRefused',
  'approvalOvertaken',
  'approvalNotTaken',
];

describe('the wording of the messages', () => {
  it('has its own number in every text and no value that a person typed', () => {
    const all = [wording.common, ...Object.values(wording.own)];
    expect(all.flatMap(wordingProblems)).toEqual([]);
    const texts = all.flatMap((templates) => Object.values(templates));
    for (const { text } of texts) expect(text).toContain('{notice}');
    for (const typed of ['category', 'reason', 'opinion', 'title', 'name', 'phone', 'appeal']) {
      expect(placeholders).not.toContain(typed);
    }
  });

  it('says nothing of an accusation but that there is something to do', () => {
    const { title, text } = wording.common.confidential;
    expect(text).toBe('【待办事项】\n您有1项待办事项，请登录系统查看并办理。\n（通知{notice}号）');
    expect(`${title}${text}`).not.toMatch(/信访|检举|控告|保密|举报/);
  });

  it.each([...templateIds])('keeps %s within 1500 bytes with long values', (template) => {
    const { title, text } = fillTemplate(wording, template, regime, values('长'.repeat(30)));
    expect(new TextEncoder().encode(`${title}${text}`).length).toBeLessThanOrEqual(1500);
  });

  it.each([...regimes.values()])('speaks of nobody whom $title does not know', (other) => {
    const words = ['联络员', '部室', '科室', 'A角', '开发办', '电政办', '领导小组', '统一平台'];
    const foreign = words.filter((word) => !JSON.stringify(other).includes(word));
    const all = templateIds.map((template) => fillTemplate(wording, template, other, values('…')));
    for (const word of foreign) {
      expect(all.filter(({ title, text }) => `${title}${text}`.includes(word))).toEqual([]);
    }
    const longest = templateIds.map((template) => {
      const { title, text } = fillTemplate(wording, template, other, values('长'.repeat(30)));
      return new TextEncoder().encode(`${title}${text}`).length;
    });
    expect(Math.max(...longest)).toBeLessThanOrEqual(1500);
  });

  it('has no message that nobody sends', () => {
    const sent = [...regimes.values()].flatMap((regime) => [
      ...[...Object.values(regime.stages).flatMap(({ acts }) => Object.values(acts))].flatMap(
        ({ tells }) => tells ?? [],
      ),
      ...Object.values(regime.standingActs).flatMap(({ tells }) => tells ?? []),
      ...Object.values(regime.clocks).flatMap(({ warnings }) => warnings),
    ]);
    const used = new Set([...sent.map(({ template }) => template), ...beyondRegimes]);
    expect(templateIds.filter((template) => !used.has(template))).toEqual([]);
  });
});

describe('a message', () => {
  it('is filled with its values and keeps the place of its number', () => {
    const { text } = fillTemplate(wording, 'returnWindowClosing', regime, {
      ...values('…'),
      number: '2026-0012',
      returnUntil: '3月16日（周一）10:30',
    });
    expect(text).toContain('【退单时限提醒】2026-0012');
    expect(text).toContain('距退单时限（3月16日（周一）10:30）仅剩1个工作小时');
    expect(text).toContain('（通知{notice}号）');
  });

  it('is not sent with a gap', () => {
    expect(() =>
      fillTemplate(wording, 'returnWindowClosing', regime, { number: '2026-0012' }),
    ).toThrow('returnWindowClosing lacks a value for assignedAt');
    expect(() => fillTemplate(wording, 'hurrah', regime, {})).toThrow('no template hurrah');
  });
});

describe('a wording file', () => {
  const messageOf = (json: unknown) => {
    try {
      parseWording(json);
    } catch (problem) {
      return problem instanceof Error ? problem.message.split('\n').slice(1) : [];
    }
    return [];
  };

  it('lacks no message and knows no other', () => {
    const { concluded: _, ...rest } = wording.common;
    const problems = messageOf({ ...rest, hurrah: { title: '好', text: '{notice}' } });
    expect(problems).toHaveLength(2);
    expect(problems.join()).toContain('concluded：');
    expect(problems.join()).toContain('hurrah');
  });

  it('stops the start with every problem of its texts', () => {
    const problems = messageOf({
      ...wording.common,
      concluded: { title: '办结{number}', text: '已办结，意见：{opinion}' },
      confidential: { title: '待办', text: '{number}请办理{notice}' },
    });
    expect(problems).toEqual([
      '消息模板“confidential”除{notice}外不得含有任何变量。',
      '消息模板“concluded”使用了不允许的变量{opinion}。',
      '消息模板“concluded”缺少通知编号{notice}。',
      '消息模板“concluded”的标题除单位用语外不得含有变量。',
    ]);
  });
});
