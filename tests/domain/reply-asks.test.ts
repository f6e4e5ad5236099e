import { describe, expect, it } from 'vitest';
import type { InputOf } from '../../server/domain/act-input.ts';
import { deliverReplyOutcome, replyOutcome } from '../../server/domain/decide/reply.ts';
import type { Circumstances } from '../../server/domain/decision.ts';
import type { Act, Regime } from '../../server/domain/regime.ts';
import { jinghuOffice } from '../support/demonstration.ts';
import { clerk } from '../support/people.ts';
import { draftRegime, found } from '../support/planted-regime.ts';
import { deskUnder } from '../support/regime-desk.ts';
import { at, day, officeCalendar } from '../support/time.ts';

const directory = { ...jinghuOffice().directory, version: 1 };
const circumstances: Circumstances = {
  now: at('2026-03-18 10:00'),
  by: clerk,
  calendar: officeCalendar(),
  directory,
  regime: draftRegime() as Regime,
  newId: 'petition',
  nextNumber: () => '1',
  isOpenNumber: () => true,
  upload: () => null,
};

const reply: InputOf<'reply'> = {
  kind: 'reply',
  findings: '经现场调查，道路确有积水。',
  reply: '已列入本月整治计划，请予监督。',
  told: { how: 'phone', on: day('2026-03-18') },
  unreasonable: false,
};
const item = { claim: '道路积水', finding: '排水管堵塞', answer: '本月疏通' };

function asked(definition: Partial<Act>, source: 'own' | 'superior' = 'own') {
  const desk = deskUnder('jinghu2020', '2026-03-16 10:00');
  const petition = desk.register(clerk);
  return {
    petition: { ...petition, facts: { ...petition.facts, source } },
    command: { type: 'takeAct', act: 'submitReply', input: reply },
    definition: { kind: 'reply', title: '答复', by: [], to: 'stay', ...definition },
    person: found(directory.staff.get(clerk)),
  } as const;
}

const judged = (definition: Partial<Act>, input: Partial<InputOf<'reply'>> = {}) =>
  replyOutcome(asked(definition), { ...reply, ...input }, circumstances);
const missing = (field: string) => ({ ok: false, refusal: { code: 'fieldMissing', field } });

describe('what a reply has to say is the regulation’s own', () => {
  it('wants the leader’s instruction answered only where it asks for it [M30]', () => {
    expect(judged({})).toEqual({ ok: true, value: {} });
    expect(judged({ asks: ['instruction'] })).toEqual(missing('instructionAnswered'));
    expect(judged({ asks: ['instruction'] }, { instructionAnswered: true }).ok).toBe(true);
  });

  it('wants each claim verified by itself where it asks for it [W10]', () => {
    expect(judged({ asks: ['items'] })).toEqual(missing('items'));
    expect(judged({ asks: ['items'] }, { items: [item] }).ok).toBe(true);
    expect(judged({ asks: ['items'] }, { items: [{ ...item, finding: ' ' }] })).toEqual(
      missing('items'),
    );
  });

  it('wants one of its outcomes for each claim, and the reason where one is due [W13] [F7]', () => {
    const items = {
      outcomes: [
        { id: 'adopted', title: '采纳' },
        { id: 'impossible', title: '不能办理', needsReason: true as const },
      ],
    };
    expect(judged({ items }, { items: [item] })).toEqual(missing('items'));
    expect(judged({ items }, { items: [{ ...item, outcome: 'adopted' }] }).ok).toBe(true);
    expect(judged({ items }, { items: [{ ...item, outcome: 'unheardOf' }] }).ok).toBe(false);
    const impossible = { ...item, outcome: 'impossible' };
    expect(judged({ items }, { items: [impossible] })).toEqual(missing('items'));
    expect(judged({ items }, { items: [{ ...impossible, reason: '不属本县管辖' }] }).ok).toBe(true);
    // An outcome nobody asked for would be shown as if the regulation knew it.
    expect(judged({}, { items: [{ ...item, outcome: 'adopted' }] }).ok).toBe(false);
  });
});

describe('a reply is delivered as the regulation says', () => {
  const delivered = { kind: 'deliverReply', channel: 'inPerson', on: day('2026-03-18') } as const;
  const outcome = (definition: Partial<Act>, source: 'own' | 'superior', scanned?: boolean) =>
    deliverReplyOutcome(
      asked(definition, source),
      { ...delivered, ...(scanned === undefined ? {} : { scannedIntoPlatform: scanned }) },
      circumstances,
    );

  it('puts the signed sheet of a superior’s case into its platform only where it asks for it [M52]', () => {
    expect(outcome({}, 'superior').ok).toBe(true);
    expect(outcome({ asks: ['scan'] }, 'superior')).toEqual(missing('scannedIntoPlatform'));
    expect(outcome({ asks: ['scan'] }, 'superior', true).ok).toBe(true);
    expect(outcome({ asks: ['scan'] }, 'own').ok).toBe(true);
  });
});
