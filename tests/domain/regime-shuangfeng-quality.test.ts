import { describe, expect, it } from 'vitest';
import { found } from '../support/planted-regime.ts';
import {
  assignTo,
  housing,
  inHand,
  inspector,
  letter,
  mailClerk,
  mailDirector,
  reply,
  takenUp,
} from '../support/shuangfeng.ts';
import { day } from '../support/time.ts';

const importance = { reason: 'major', by: ['partyOffice', 'governmentOffice'] };
const report = {
  reportedTo: ['committee', 'government'],
  reportedOn: '2026-05-06',
  summary: '已督促承办单位三日内办结并回复来信人。',
};
const pass = { input: { opinion: '同意回复。' } };
const redo = { input: { reason: '答复没有针对来信人的诉求。' } };

function replied(changes = {}) {
  const desk = inHand(changes);
  desk.does(housing.caseworker, 'submitReply', { input: reply });
  return desk;
}

function sentBack(times: number) {
  const desk = replied();
  for (let time = 0; time < times; time += 1) {
    desk.does(mailClerk, 'orderRework', redo);
    desk.does(housing.caseworker, 'submitReply', { input: reply });
  }
  return desk;
}

describe('every reply passes the mail office (四)', () => {
  it('before it reaches the writer [F12]', () => {
    const desk = replied();
    const given = { input: { channel: 'platform', on: day('2026-05-06') } } as const;
    expect(desk.petition().concludedAt).toBeUndefined();
    expect(desk.tries(mailClerk, 'deliverReply', given)).toMatch(/^wrongStage/);
    expect(desk.tries(housing.head, 'passReply', pass)).toBe('notPermitted');
    desk.does(mailClerk, 'passReply', pass);
    expect(desk.tries(mailClerk, 'deliverReply', given)).toBe('ok');
  });

  it('and the unit’s time runs on while a poor one is put right [F12][F8]', () => {
    const desk = replied();
    const due = desk.due('replyDue');
    desk.does(mailClerk, 'orderRework', redo);
    expect(desk.petition().stage).toBe('handling');
    expect(desk.clock('replyDue').stoppedAt).toBeUndefined();
    expect(desk.due('replyDue')).toBe(due);
  });

  it('and goes to the inspectors, with a proposal, once it is sent back a second time [F12]', () => {
    const proposal = {
      answers: { defects: '两次答复均未回应积水成因。', proposal: '建议督办并通报。' },
    };
    expect(sentBack(1).tries(mailDirector, 'reportPoorQuality', proposal)).toBe(
      'conditionNotMet reworkedTooOften',
    );
    const desk = sentBack(2);
    expect(desk.tries(mailDirector, 'reportPoorQuality')).toBe('recordFaulty answers.defects');
    desk.does(mailDirector, 'reportPoorQuality', proposal);
    expect(desk.petition().stage).toBe('inspection');
    expect(desk.regime.qualityGate?.listedFor).toContain('inspector');
  });

  it('and the inspectors press the unit under a number and report before the letter is closed [F12]', () => {
    const desk = sentBack(2);
    desk.does(mailDirector, 'reportPoorQuality', {
      answers: { defects: '两次答复均未回应积水成因。', proposal: '建议督办并通报。' },
    });
    expect(desk.tries(inspector, 'inspectorRework', redo)).toBe('conditionNotMet supervised');
    const opened = { input: { reason: '答复质量较差且不改正。' }, answers: importance };
    desk.does(inspector, 'openSupervision', opened);
    expect(desk.petition().supervisions[0]?.number).toBe('双督办〔2026〕1号');
    desk.does(inspector, 'inspectorRework', redo);
    expect(desk.petition().stage).toBe('handling');
  });
});

describe('major matters and important letters (四)', () => {
  it('wait for the inspectors from the moment they are assigned [F11]', () => {
    const desk = letter({ major: true });
    assignTo(desk, housing);
    expect(desk.offered(inspector)).toContain('superviseMajor');
    const plain = letter();
    assignTo(plain, housing);
    expect(plain.offered(inspector)).not.toContain('superviseMajor');
  });

  it('are not passed before the inspectors have taken them on [F11]', () => {
    const desk = replied({ major: true });
    expect(desk.tries(mailClerk, 'passReply', pass)).toBe('conditionNotMet recorded:importance');
    desk.does(inspector, 'superviseMajor', {
      input: { reason: '涉及群众集中反映的出行安全。' },
      answers: importance,
    });
    expect(desk.tries(mailClerk, 'passReply', pass)).toBe('ok');
  });

  it('are closed only when the county has been reported to [F11]', () => {
    const desk = letter({ major: true });
    assignTo(desk, housing);
    desk.does(inspector, 'superviseMajor', {
      input: { reason: '涉及群众集中反映的出行安全。' },
      answers: importance,
    });
    takenUp(desk, housing);
    desk.does(housing.caseworker, 'submitReply', { input: reply });
    desk.does(mailClerk, 'passReply', pass);
    desk.does(mailClerk, 'deliverReply', { input: { channel: 'platform', on: day('2026-05-06') } });
    const rated = {
      input: {
        outcome: 'satisfied',
        method: 'phone',
        on: day('2026-05-06'),
        ratingPrompted: true,
      },
    } as const;
    expect(desk.tries(mailClerk, 'recordRating', rated)).toBe(
      'conditionNotMet recorded:inspectionReport',
    );
    const closing = { input: { outcome: '已办结。' } };
    const { reportedTo: _, ...unreported } = report;
    expect(desk.tries(inspector, 'closeSupervision', { ...closing, answers: unreported })).toBe(
      'recordFaulty answers.reportedTo',
    );
    desk.does(inspector, 'closeSupervision', { ...closing, answers: report });
    expect(desk.tries(mailClerk, 'recordRating', rated)).toBe('ok');
  });
});

describe('what the office issues (五)', () => {
  const { reports = [], readings, duties, sanctions } = letter().regime;
  const issued = (period: string) => found(reports.find((each) => each.period === period));

  it('is a list every day, a summary every month, a bulletin every quarter, an assessment every year [F13]', () => {
    expect(reports.map(({ period }) => period).toSorted()).toEqual([
      'day',
      'month',
      'quarter',
      'year',
    ]);
    expect(issued('year').assessment?.by).toContain('unit');
  });

  it('goes out each quarter in the name of the county office [F14]', () => {
    expect(issued('quarter').inNameOf).toBe('双峰县人民政府办公室');
    expect(issued('month').inNameOf).toBeUndefined();
  });

  it('puts a digest of chosen letters before the county’s leaders every month [F14]', () => {
    expect(readings?.readers).toEqual(['countyLeader']);
    expect(readings?.modes.periodic).toMatchObject({ period: 'month' });
    expect(readings?.modes.periodic?.gathers).toBeUndefined();
    expect(duties?.importantLetters).toMatchObject({ every: 'month', doneBy: 'periodic' });
  });

  it('records commendation and each of the five failings that are pursued [F15]', () => {
    const measures = sanctions?.measures ?? {};
    expect(measures.commendation?.papers).toEqual(['commendation']);
    const conduct = found(measures.accountability?.fields.find(({ id }) => id === 'conduct'));
    expect('options' in conduct && conduct.options.map(({ title }) => title)).toEqual([
      '不重视',
      '推诿',
      '敷衍',
      '拖延',
      '弄虚作假',
    ]);
  });
});
