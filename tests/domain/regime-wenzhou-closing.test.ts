import { describe, expect, it } from 'vitest';
import type { Answers } from '../../server/domain/record.ts';
import { found, regimes } from '../support/planted-regime.ts';
import type { Desk } from '../support/regime-desk.ts';
import { day } from '../support/time.ts';
import {
  calledBack,
  classified,
  closed,
  contacted,
  delivered,
  deputy,
  discipline,
  fedBack,
  named,
  otherSupervisor,
  ouhai,
  petitionDirector,
  principal,
  reported,
  supervisor,
  verified,
  verifying,
} from '../support/wenzhou.ts';

const regime = found(regimes.get('wenzhou2018'));
const written = { channel: 'written', on: day('2026-05-06') } as const;
const meeting: Answers = {
  on: '2026-05-06',
  attendees: [principal, petitionDirector],
  passed: true,
  opinion: '办理到位，同意结案。',
};

describe('two tracks, two papers (四（五）)', () => {
  it('delivers the opinion of the petition procedure in person, by no other way [W12]', () => {
    const tries = (answers: Answers) =>
      classified('petition').tries(ouhai.caseworker, 'deliverOpinion', { input: written, answers });
    expect(tries({ how: 'mail', receiver: '示例', on: '2026-05-06' })).toBe(
      'recordFaulty answers.how',
    );
    expect(tries({ how: 'inPerson', on: '2026-05-06' })).toBe('recordFaulty answers.receiver');
    expect(tries({ how: 'inPerson', receiver: '示例', on: '2026-05-06' })).toBe('ok');
    expect(regime.papers?.sheets.opinionLetter?.when).toEqual(['answered:track.track=petition']);
  });

  it('tells the result of another procedure in writing, and enters it [W12]', () => {
    const desk = classified('statutory');
    expect(desk.offered(ouhai.caseworker)).not.toContain('deliverOpinion');
    const tries = (answers: Answers) =>
      desk.tries(ouhai.caseworker, 'tellResult', { input: written, answers });
    expect(tries({ how: 'phone', on: '2026-05-06', entered: true })).toBe(
      'recordFaulty answers.how',
    );
    expect(tries({ how: 'mail', on: '2026-05-06', entered: false })).toBe(
      'recordFaulty answers.entered',
    );
    expect(tries({ how: 'mail', on: '2026-05-06', entered: true })).toBe('ok');
    expect(regime.papers?.sheets.resultLetter?.when).toEqual(['answered:track.track=statutory']);
  });
});

describe('who signs the close (四（七）)', () => {
  const sign = { input: { opinion: '同意报结。' } };

  it.each(['superior', 'bureau'])('is the principal where a %s leader read it [W14]', (reader) => {
    const desk = toSignature(reader);
    expect(desk.tries(ouhai.deputy, 'sign', sign)).toBe('notPermitted');
    expect(desk.tries(ouhai.principal, 'sign', sign)).toBe('ok');
  });

  it("is the deputy where the unit's own leader read it [W14]", () => {
    expect(toSignature('unit').tries(ouhai.deputy, 'sign', sign)).toBe('ok');
  });

  it('comes before the report; the result is entered and the writer called [W14]', () => {
    expect(delivered().tries(ouhai.petition, 'reportClosing')).toMatch(/^wrongStage/);
    const desk = reported();
    expect(desk.petition().stage).toBe('unitCallback');
    expect(calledBack(desk).petition().stage).toBe('verifyCallback');
  });
});

describe('each letter is verified (五（二）)', () => {
  it('by someone who neither handled it nor called before [W16]', () => {
    const desk = calledBack();
    expect(desk.tries(ouhai.petition, 'verifyCallback', verifying('satisfied', true))).toBe(
      'notPermitted',
    );
    expect(desk.tries(otherSupervisor, 'verifyCallback', verifying('satisfied', true))).toBe('ok');
  });

  it('and done, with the writer satisfied, goes to the reading leader and closes [W16]', () => {
    const desk = verified('satisfied', true);
    expect(desk.petition().stage).toBe('closing');
    expect(desk.tries(petitionDirector, 'approveClosing', { answers: { how: 'written' } })).toBe(
      'recordFaulty answers.reportedOn',
    );
    expect(closed(desk).petition().stage).toBe('archiving');
  });

  it('and done, with the writer dissatisfied, closes only after the meeting of a leader [W16]', () => {
    const desk = verified('dissatisfied', true);
    expect(desk.petition().stage).toBe('reviewMeeting');
    expect(desk.tries(petitionDirector, 'approveClosing')).toMatch(/^wrongStage/);
    expect(desk.tries(petitionDirector, 'holdReviewMeeting', { answers: meeting })).toBe(
      'notPermitted',
    );
    expect(
      desk.tries(deputy, 'holdReviewMeeting', { answers: { ...meeting, attendees: [deputy] } }),
    ).toBe('recordFaulty answers.attendees');
    desk.does(deputy, 'holdReviewMeeting', { answers: meeting });
    expect(desk.petition().stage).toBe('closing');
    expect(desk.petition().signatures.at(-1)).toMatchObject({ slot: 'reviewMeeting', by: deputy });
  });

  it('and the meeting that does not pass it sends it on to supervision [W16]', () => {
    const desk = verified('dissatisfied', true);
    desk.does(principal, 'holdReviewMeeting', { answers: { ...meeting, passed: false } });
    expect(desk.petition().stage).toBe('supervision');
  });

  it.each(['satisfied', 'dissatisfied'])(
    'and not done is supervised, though the writer is %s [W16]',
    (outcome) => {
      expect(verified(outcome, false).petition().stage).toBe('supervision');
    },
  );

  it('and a grave one together with the discipline inspectors, then done anew [W16][W1]', () => {
    const desk = verified('dissatisfied', false);
    const grave: Answers = { major: true, withDiscipline: true, demand: '限期完成更正登记。' };
    const open = (answers: Answers) =>
      desk.tries(supervisor, 'openSupervision', { input: { reason: '办理不到位。' }, answers });
    expect(open(grave)).toBe('recordFaulty answers.officer');
    expect(open({ major: false, withDiscipline: true, demand: '限期完成。' })).toBe(
      'recordFaulty answers.withDiscipline',
    );
    expect(open({ ...grave, officer: discipline })).toBe('ok');
    desk.does(supervisor, 'redo', { input: { reason: '未完成更正登记。' } });
    expect(desk.petition().stage).toBe('investigating');
    expect(desk.petition().replies).toHaveLength(1);
    const again = verified(
      'satisfied',
      true,
      calledBack(reported(delivered(classified('petition', fedBack(desk))))),
    );
    expect(
      again.tries(petitionDirector, 'approveClosing', {
        answers: { reportedOn: '2026-05-06', how: 'oral' },
      }),
    ).toBe('conditionNotMet !supervised');
    again.does(supervisor, 'closeSupervisionHere', { input: { outcome: '已整改到位。' } });
    expect(closed(again).petition().stage).toBe('archiving');
  });

  it('and one whose writer is not reached stays, until three attempts have failed [W16]', () => {
    const desk = calledBack();
    verified('unreachable', true, desk);
    verified('unreachable', true, desk);
    expect(desk.petition().stage).toBe('verifyCallback');
    expect(verified('unreachable', true, desk).petition().stage).toBe('closing');
  });
});

describe('the archive (七（二）)', () => {
  const archive = { answers: { on: '2026-05-06', electronic: true } };

  it('is refused while the letter itself is missing, and holds an electronic file [W19]', () => {
    const desk = closed();
    expect(desk.tries(ouhai.petition, 'archive', archive)).toBe('conditionNotMet archiveComplete');
    desk.does(ouhai.petition, 'attachFiles', {
      input: { purpose: 'material', attachments: ['letter'] },
    });
    expect(
      desk.tries(ouhai.petition, 'archive', { answers: { on: '2026-05-06', electronic: false } }),
    ).toBe('recordFaulty answers.electronic');
    desk.does(ouhai.petition, 'archive', archive);
    expect(desk.petition().stage).toBe('archived');
  });

  it('holds the five kinds of paper that the text names [W19]', () => {
    const pieces = found(regime.archive).pieces.map(({ title }) => title);
    for (const named of ['群众来信件', '处理单', '办理报告', '信访事项处理意见书', '告知函']) {
      expect(pieces).toContain(named);
    }
  });

  it('is never reached without an answer to the writer [W1]', () => {
    const desk = closed();
    expect(desk.petition().deliveredReply).toBeDefined();
    expect(regime.reports?.[0]?.counts?.find(({ id }) => id === 'unanswered')).toMatchObject({
      of: 'concluded',
      when: ['!recorded:opinionDelivery', '!recorded:resultNotice'],
    });
  });
});

function toSignature(reader: string): Desk {
  return delivered(classified('petition', fedBack(contacted(named({ reader })))));
}
