import { describe, expect, it } from 'vitest';
import { at } from '../support/at.ts';
import { found, regimes } from '../support/planted-regime.ts';
import { deskUnder } from '../support/regime-desk.ts';
import {
  assignTo,
  complaint,
  coordinator,
  housing,
  inHand,
  inspector,
  letter,
  mailClerk,
  mailDirector,
  transport,
} from '../support/shuangfeng.ts';

const regime = found(regimes.get('shuangfeng2018'));
const register = (answers: object) =>
  deskUnder('shuangfeng2018', '2026-05-06 09:00').tryToRegister(mailClerk, {
    answers: { ...complaint, ...answers },
  });
const optionsOf = (record: string, field: string) => {
  const control = found(regime.records?.[record]?.fields.find(({ id }) => id === field));
  return 'options' in control ? control.options.map(({ id }) => id) : [];
};

describe('the mailbox takes in letters (二)', () => {
  it('from three sources and no other [F1]', () => {
    expect(optionsOf('registration', 'mailbox')).toEqual(['county', 'hunan', 'city']);
    for (const mailbox of ['county', 'hunan', 'city']) expect(register({ mailbox })).toBe('ok');
    expect(register({ mailbox: 'newspaper' })).toBe('recordFaulty answers.mailbox');
  });

  it('of six kinds, one of which has to be named [F2]', () => {
    expect(optionsOf('registration', 'kind')).toHaveLength(6);
    for (const kind of optionsOf('registration', 'kind')) expect(register({ kind })).toBe('ok');
    const { kind: _, ...unnamed } = complaint;
    const desk = deskUnder('shuangfeng2018', '2026-05-06 09:00');
    expect(desk.tryToRegister(mailClerk, { answers: unnamed })).toBe('recordFaulty answers.kind');
  });

  it('and assigns them within two working days of taking them in [F1]', () => {
    const desk = letter();
    expect(desk.due('triageDue')).toBe(at('2026-05-08 17:30'));
    desk.setTime('2026-05-08 17:30');
    assignTo(desk, housing);
    const inTime = desk.clock('triageDue');
    expect(inTime.stoppedAt).toBe(inTime.dueAt);
    const late = letter();
    late.setTime('2026-05-08 17:31');
    assignTo(late, housing);
    expect(late.clock('triageDue').stoppedAt).toBeGreaterThan(late.clock('triageDue').dueAt);
  });

  it('counting a Saturday that is worked [F1]', () => {
    expect(letter({}, '2026-05-08 10:00').due('triageDue')).toBe(at('2026-05-11 17:30'));
  });
});

describe('a letter is not accepted (二（三）)', () => {
  const refused = (answers: object) =>
    letter().tries(mailClerk, 'refuse', { answers: { ...answers } });

  it('for one of six grounds, with what the writer is told [F3]', () => {
    const grounds = optionsOf('refusal', 'ground');
    expect(grounds).toHaveLength(6);
    for (const ground of grounds) {
      const desk = letter();
      desk.does(mailClerk, 'refuse', {
        answers: { ground, explanation: '该事项已由法院立案审理，请依法主张。' },
      });
      expect(desk.petition().stage).toBe('notAccepted');
      expect(desk.clock('triageDue').stoppedAt).toBeDefined();
    }
  });

  it('and for no other, nor without a word [F3]', () => {
    const explanation = '该事项已由法院立案审理，请依法主张。';
    expect(refused({ ground: 'tooMuchWork', explanation })).toBe('recordFaulty answers.ground');
    expect(refused({ explanation })).toBe('recordFaulty answers.ground');
    expect(refused({ ground: 'legalProcedure' })).toBe('recordFaulty answers.explanation');
    expect(refused({ ground: 'legalProcedure', explanation: '不予受理。' })).toBe(
      'recordFaulty answers.explanation',
    );
  });

  it('by the office that takes letters in, not by a unit [F3][F4]', () => {
    expect(letter().tries(housing.clerk, 'refuse')).toBe('notPermitted');
  });
});

describe('who does what (三（一）)', () => {
  it('leaves assigning to the mail office, handling to the units and ruling to the county office [F4]', () => {
    const desk = letter();
    expect(desk.offered(mailClerk)).toContain('assign');
    for (const other of [housing.clerk, inspector, coordinator]) {
      expect(desk.offered(other)).not.toContain('assign');
    }
    assignTo(desk, housing);
    expect(desk.offered(housing.clerk)).toContain('accept');
    expect(desk.offered(transport.clerk)).not.toContain('accept');
    expect(desk.offered(mailClerk)).not.toContain('accept');
  });

  it('has the county office rule when a second unit says it is not its business [F4][F10]', () => {
    const desk = letter();
    assignTo(desk, housing);
    desk.does(housing.clerk, 'returnAssignment', { input: notOurs(transport) });
    desk.does(mailClerk, 'upholdReturn');
    assignTo(desk, transport);
    desk.does(transport.clerk, 'returnAssignment', { input: notOurs(housing) });
    expect(desk.petition().stage).toBe('awaitingRuling');
    expect(desk.offered(mailClerk)).not.toContain('ruleUnit');
    desk.does(coordinator, 'ruleUnit', {
      input: { unitId: transport.id, opinion: '由你单位承办。' },
    });
    expect(desk.tries(transport.clerk, 'returnAssignment', { input: notOurs(housing) })).toBe(
      'boundByRuling',
    );
  });
});

describe('a matter that is not the unit’s own (三（三）3)', () => {
  it('is reported within one working day of receiving it, with reasons [F10]', () => {
    const desk = letter();
    assignTo(desk, housing);
    expect(desk.due('returnWindow')).toBe(at('2026-05-07 17:30'));
    const { proposedUnitId: _, ...nobodys } = notOurs(transport);
    expect(desk.tries(housing.clerk, 'returnAssignment', { input: nobodys })).toBe(
      'fieldMissing proposedUnitId',
    );
    desk.setTime('2026-05-07 17:30');
    desk.does(housing.clerk, 'returnAssignment', { input: notOurs(transport) });
    expect(desk.petition().assignments.at(-1)?.returns.at(-1)?.late).toBe(false);
    expect(desk.offered(mailClerk)).toContain('upholdReturn');
  });

  it('needs a reason for the delay a minute later, and goes to the director [F10]', () => {
    const desk = letter();
    assignTo(desk, housing);
    desk.setTime('2026-05-07 17:31');
    const { lateReason: _, ...unexcused } = notOurs(transport);
    expect(desk.tries(housing.clerk, 'returnAssignment', { input: unexcused })).toBe(
      'fieldMissing lateReason',
    );
    desk.does(housing.clerk, 'returnAssignment', { input: notOurs(transport) });
    expect(desk.offered(mailClerk)).not.toContain('upholdReturn');
    expect(desk.offered(mailDirector)).toContain('upholdReturn');
  });

  it('is given to another unit, which has its own time from then on [F8][F10]', () => {
    const desk = letter();
    assignTo(desk, housing);
    desk.setTime('2026-05-07 09:00');
    desk.does(housing.clerk, 'returnAssignment', { input: notOurs(transport) });
    desk.setTime('2026-05-08 09:00');
    desk.does(mailClerk, 'upholdReturn');
    expect(desk.due('triageDue')).toBe(at('2026-05-11 17:30'));
    desk.setTime('2026-05-09 09:00');
    assignTo(desk, transport);
    const runs = desk.petition().clocks.filter(({ clock }) => clock === 'replyDue');
    expect(runs.map(({ stoppedAt }) => stoppedAt !== undefined)).toEqual([true, false]);
    expect(desk.due('replyDue')).toBe(at('2026-05-15 17:30'));
  });

  it('stays where it was when the office does not agree [F10]', () => {
    const desk = inHand();
    desk.does(housing.clerk, 'returnAssignment', { input: notOurs(transport) });
    desk.does(mailClerk, 'rejectReturn', { input: { reason: '属你单位职责。' } });
    expect(desk.petition()).toMatchObject({ stage: 'handling' });
    expect(desk.clock('replyDue').stoppedAt).toBeUndefined();
  });
});

describe('the regulation itself', () => {
  it('names the one that it repealed [F16]', () => {
    expect(regime.supersedes?.join()).toContain('(双办〔2010〕12号)');
  });

  it('puts urgent letters first by what was answered at registration [F17]', () => {
    expect(regime.registration?.urgent).toBe('answered:registration.urgent=yes');
    expect(register({ urgent: 'perhaps' })).toBe('recordFaulty answers.urgent');
  });
});

function notOurs(better: { readonly id: string }) {
  return {
    basis: 'otherUnit',
    detail: '该路段由县交通运输局管养，不属本单位职责范围。',
    proposedUnitId: better.id,
    lateReason: '来信办理专人外出，未能及时查看。',
  } as const;
}
