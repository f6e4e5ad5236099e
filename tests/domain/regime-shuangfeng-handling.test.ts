import { describe, expect, it } from 'vitest';
import type { Regime } from '../../server/domain/regime.ts';
import { at } from '../support/at.ts';
import { factsOf, PARTICULARS } from '../support/regime-desk.ts';
import {
  assignTo,
  complaint,
  housing,
  inHand,
  inspector,
  letter,
  mailClerk,
  mailDirector,
  reply,
} from '../support/shuangfeng.ts';
import { day } from '../support/time.ts';

const reached = {
  on: day('2026-05-06'),
  how: 'phone',
  outcome: 'reached',
  summary: '已说明需要现场勘查。',
} as const;
const declined = {
  ground: 'impossible',
  explanation: '该地块已列入征收范围，停止办理建房审批，已说明政策依据。',
  understood: true,
};

describe('a unit has its letter in five steps (三（三）1)', () => {
  it('each stamped with who and when: received, recorded, presented, assigned, replied [F6]', () => {
    const desk = inHand();
    desk.does(housing.caseworker, 'submitReply', { input: reply });
    const steps = desk.events().flatMap((event) => (event.type === 'actTaken' ? [event] : []));
    expect(steps.slice(1).map(({ act, by }) => [act, by])).toEqual([
      ['accept', housing.clerk],
      ['recordInUnit', housing.clerk],
      ['present', housing.clerk],
      ['nameCaseworker', housing.deputy],
      ['submitReply', housing.caseworker],
    ]);
  });

  it('and the head and the deputy alone say who answers it [F6]', () => {
    const desk = letter();
    assignTo(desk, housing);
    desk.does(housing.clerk, 'accept');
    desk.does(housing.clerk, 'recordInUnit');
    desk.does(housing.clerk, 'present');
    const named = { input: { caseworkerId: housing.caseworker } };
    expect(desk.tries(housing.clerk, 'nameCaseworker', named)).toBe('notPermitted');
    expect(desk.tries(housing.caseworker, 'submitReply', { input: reply })).toMatch(/^wrongStage/);
    expect(desk.tries(housing.head, 'nameCaseworker', named)).toBe('ok');
    const { unitHead, unitDeputy } = desk.regime.roles;
    expect([unitHead?.title, unitDeputy?.title]).toEqual([
      '单位主要负责人（第一责任人）',
      '单位分管负责人（直接责任人）',
    ]);
  });
});

describe('a letter can be followed, asked after, pressed and rated (三（二）)', () => {
  it('from its first step to its rating [F5]', () => {
    const desk = inHand();
    expect(desk.events().length).toBeGreaterThan(5);
    expect(ratingTitles(desk.regime)).toEqual(['满意', '基本满意', '不满意']);
    expect(desk.offered(inspector)).toContain('openSupervision');
    desk.does(housing.caseworker, 'submitReply', { input: reply });
    desk.does(mailClerk, 'passReply', { input: { opinion: '同意回复。' } });
    desk.does(mailClerk, 'deliverReply', { input: { channel: 'platform', on: day('2026-05-06') } });
    expect(desk.petition().stage).toBe('rating');
    desk.does(mailClerk, 'recordRating', {
      input: { outcome: 'satisfied', method: 'phone', on: day('2026-05-06'), ratingPrompted: true },
    });
    expect(desk.petition().stage).toBe('closed');
  });
});

describe('what cannot be done (三（三）2)', () => {
  it('is answered with a reason after the writer has been spoken to [F7]', () => {
    const desk = inHand();
    const answer = { input: reply, answers: declined };
    expect(desk.tries(housing.caseworker, 'declineWithReasons', answer)).toBe(
      'conditionNotMet contacted',
    );
    desk.does(housing.caseworker, 'recordContact', {
      input: { ...reached, outcome: 'notReached' },
    });
    expect(desk.tries(housing.caseworker, 'declineWithReasons', answer)).toBe(
      'conditionNotMet contacted',
    );
    desk.does(housing.caseworker, 'recordContact', { input: reached });
    const unreasoned = { input: reply, answers: { ground: 'impossible', understood: true } };
    expect(desk.tries(housing.caseworker, 'declineWithReasons', unreasoned)).toBe(
      'recordFaulty answers.explanation',
    );
    desk.does(housing.caseworker, 'declineWithReasons', answer);
    expect(desk.petition().stage).toBe('qualityReview');
    expect(desk.petition().records.at(-1)).toMatchObject({ record: 'declined', answers: declined });
  });
});

describe('a unit replies in time (三（三）3)', () => {
  it('within two working days to a question about policy, five to anything else [F8]', () => {
    expect(inHand({ nature: 'consultation' }).due('replyDue')).toBe(at('2026-05-08 17:30'));
    for (const nature of ['complaint', 'opinion', 'suggestion']) {
      expect(inHand({ nature }).due('replyDue')).toBe(at('2026-05-12 17:30'));
    }
  });

  it('in time at the last minute of the day, late a minute after [F8]', () => {
    for (const [moment, late] of [
      ['2026-05-12 17:30', false],
      ['2026-05-12 17:31', true],
    ] as const) {
      const desk = inHand();
      desk.setTime(moment);
      desk.does(housing.caseworker, 'submitReply', { input: reply });
      desk.does(mailClerk, 'passReply', { input: { opinion: '同意回复。' } });
      const { stoppedAt = 0, dueAt } = desk.clock('replyDue');
      expect(stoppedAt > dueAt).toBe(late);
    }
  });

  it('counted from the assignment, not from when the unit takes notice [F8]', () => {
    const desk = letter();
    assignTo(desk, housing);
    desk.setTime('2026-05-11 09:00');
    desk.does(housing.clerk, 'accept');
    expect(desk.due('replyDue')).toBe(at('2026-05-12 17:30'));
  });

  it('by another limit once it is found to be a complaint, and both limits stay on the file [F8]', () => {
    const desk = inHand({ nature: 'consultation' });
    const { facts } = desk.petition();
    desk.does(mailClerk, 'amend', {
      input: { reason: '来信实为投诉，重新归类。' },
      amendment: {
        facts: factsOf(desk.regime, complaint, { ...facts, appealType: 'appeal' }),
        accused: desk.petition().accused,
        particulars: PARTICULARS,
        answers: complaint,
      },
    });
    expect(desk.due('replyDue')).toBe(at('2026-05-12 17:30'));
    const started = desk
      .events()
      .flatMap((event) => (event.type === 'clockStarted' ? [event.clock] : []))
      .filter(({ clock }) => clock === 'replyDue');
    expect(started.map(({ dueAt }) => dueAt)).toEqual([
      at('2026-05-08 17:30'),
      at('2026-05-12 17:30'),
    ]);
    expect(desk.petition().clocks.filter(({ clock }) => clock === 'replyDue')).toHaveLength(2);
  });
});

describe('a complex matter takes longer (三（三）3)', () => {
  const asked = (days: number) => ({ input: { days, reason: '需要委托专业机构鉴定。' } });

  it('only when the person concerned has been spoken to [F9]', () => {
    const desk = inHand();
    expect(desk.tries(housing.caseworker, 'requestExtension', asked(10))).toBe(
      'conditionNotMet contacted',
    );
    desk.does(housing.caseworker, 'recordContact', { input: reached });
    expect(desk.tries(housing.caseworker, 'requestExtension', asked(10))).toBe('ok');
  });

  it('at most thirty working days in all, not thirty more [F9]', () => {
    const desk = inHand();
    desk.does(housing.caseworker, 'recordContact', { input: reached });
    expect(desk.tries(housing.caseworker, 'requestExtension', asked(26))).toMatch(
      /^extensionTooLong/,
    );
    expect(desk.tries(housing.caseworker, 'requestExtension', asked(25))).toBe('ok');
    desk.does(mailDirector, 'grantExtension', { input: { opinion: '同意延期。' } });
    expect(desk.due('replyDue')).toBe(at('2026-06-16 17:30'));
  });

  it('as the mail office decides, nobody else [F9]', () => {
    const desk = inHand();
    desk.does(housing.caseworker, 'recordContact', { input: reached });
    desk.does(housing.caseworker, 'requestExtension', asked(10));
    for (const other of [housing.head, inspector, mailClerk]) {
      expect(desk.offered(other)).not.toContain('grantExtension');
    }
    expect(desk.offered(mailDirector)).toEqual(
      expect.arrayContaining(['grantExtension', 'refuseExtension']),
    );
  });
});

/** What a petitioner may choose from when he rates by himself. */
function ratingTitles({ query, records }: Regime): readonly string[] {
  const { record = '', field = '' } = query?.rating ?? {};
  const asked = records?.[record]?.fields.find(({ id }) => id === field);
  return asked && 'options' in asked ? asked.options.map(({ title }) => title) : [];
}
