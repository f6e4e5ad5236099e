import { describe, expect, it } from 'vitest';
import { registrationFault } from '../../server/domain/decide/registration.ts';
import type { PetitionFacts } from '../../server/domain/petition.ts';
import type { Answers } from '../../server/domain/record.ts';
import type { Refusal } from '../../server/domain/refusal.ts';
import type { Regime } from '../../server/domain/regime.ts';
import { isUrgent } from '../../server/domain/urgent.ts';
import { jinghuOffice } from '../support/demonstration.ts';
import { clerk } from '../support/people.ts';
import { type DraftRegime, draftRegime, found } from '../support/planted-regime.ts';
import { deskUnder, PARTICULARS } from '../support/regime-desk.ts';
import { at } from '../support/time.ts';

const NOW = at('2026-03-16 10:00');

/** The office's regulation with kinds of its own, one of which is an accusation. */
function withKinds(): DraftRegime {
  const regime = draftRegime();
  regime.records = {
    ...regime.records,
    registration: {
      title: '来信登记',
      source: '二（二）',
      fields: [
        {
          id: 'kind',
          title: '来信种类',
          control: 'choice',
          options: [
            { id: 'advice', title: '意见建议', appealType: 'suggestion' },
            { id: 'report', title: '反映作风', appealType: 'accusation' },
            { id: 'help', title: '其他事项' },
          ],
        },
        { id: 'urgent', title: '急件', control: 'tick', optional: true },
      ],
    },
  };
  return regime;
}

function fault(
  regime: DraftRegime,
  facts: Partial<PetitionFacts> = {},
  answers?: Answers,
): Refusal | null {
  return registrationFault(
    {
      facts: {
        source: 'own',
        channel: 'letter',
        category: '城乡建设',
        appealType: 'appeal',
        peopleCount: 1,
        receivedAt: NOW,
        anonymous: false,
        repeated: false,
        ...facts,
      },
      accused: { staffIds: [], unitIds: [], outside: true },
      particulars: PARTICULARS,
      ...(answers ? { answers } : {}),
    },
    {
      now: NOW,
      regime: regime as Regime,
      directory: { ...jinghuOffice().directory, version: 1 },
    },
  );
}

function rules(regime: DraftRegime) {
  return found(regime.registration);
}

describe('an office registers as its own regulation says', () => {
  it('takes a way of coming in that it names and no other [Z3]', () => {
    const regime = draftRegime();
    const refused = { code: 'fieldInvalid', field: 'channel', reason: 'format' };
    expect(fault(regime, { channel: 'fax' })).toEqual(refused);
    rules(regime).channels.push({ id: 'fax', title: '传真' });
    expect(fault(regime, { channel: 'fax' })).toBeNull();
  });

  it('asks of a superior’s case what it wants and nothing more [F1]', () => {
    const regime = draftRegime();
    const superior = { source: 'superior', platformNumber: 'SX1' } as const;
    expect(fault(regime, superior)).toEqual({ code: 'fieldMissing', field: 'externalDueAt' });
    rules(regime).superiorNeeds = ['platformNumber'];
    expect(fault(regime, superior)).toBeNull();
    expect(fault(regime, { source: 'superior' })).toEqual({
      code: 'fieldMissing',
      field: 'platformNumber',
    });
    expect(fault(regime, { ...superior, externalDueAt: NOW })).toEqual({
      code: 'fieldInvalid',
      field: 'externalDueAt',
      reason: 'inPast',
    });
  });

  it('lets a crowd send as many as it says, by the statute five', () => {
    const regime = draftRegime();
    const crowd = { channel: 'visit', peopleCount: 20 } as const;
    expect(fault(regime, { ...crowd, representatives: 5 })).toBeNull();
    expect(fault(regime, { ...crowd, representatives: 6 })?.code).toBe('fieldInvalid');
    rules(regime).representatives = { most: 3, source: '本单位规定' };
    expect(fault(regime, { ...crowd, representatives: 3 })).toBeNull();
    expect(fault(regime, { ...crowd, representatives: 4 })?.code).toBe('fieldInvalid');
    expect(fault(regime, { ...crowd, peopleCount: 4 })?.code).toBe('fieldMissing');
  });
});

describe('an office has kinds of its own [F2]', () => {
  it('refuses a registration without one', () => {
    expect(fault(withKinds())).toMatchObject({ code: 'recordFaulty', field: 'answers.kind' });
  });

  it('does not let its own kind and the statute’s say two things', () => {
    const regime = withKinds();
    expect(fault(regime, { appealType: 'suggestion' }, { kind: 'advice' })).toBeNull();
    // An accusation may not be hidden behind another kind of the statute.
    expect(fault(regime, { appealType: 'suggestion' }, { kind: 'report' })).toEqual({
      code: 'fieldInvalid',
      field: 'appealType',
      reason: 'format',
    });
    expect(fault(regime, { appealType: 'inquiry' }, { kind: 'help' })).toBeNull();
  });
});

describe('an urgent matter [F17]', () => {
  it('is urgent by what was answered at its registration', () => {
    const desk = deskUnder('jinghu2020', '2026-03-16 10:00');
    const petition = desk.register(clerk);
    const regime = withKinds();
    rules(regime).urgent = 'answered:registration.urgent=yes';
    const answered = (urgent: boolean) => ({
      ...petition,
      records: [
        { record: 'registration', at: NOW, by: clerk, answers: { kind: 'help', urgent }, round: 0 },
      ],
    });
    expect(isUrgent(answered(true), regime as Regime)).toBe(true);
    expect(isUrgent(answered(false), regime as Regime)).toBe(false);
    delete rules(regime).urgent;
    expect(isUrgent(answered(true), regime as Regime)).toBe(false);
  });
});
