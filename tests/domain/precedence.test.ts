import { describe, expect, it } from 'vitest';
import { lintRegime } from '../../server/domain/lint-regime.ts';
import { asWritten, underSuperior } from '../../server/domain/precedence.ts';
import type { Regime } from '../../server/domain/regime.ts';
import { dueOf, registeredUnder } from '../support/clock-world.ts';
import { type DraftRegime, found, regimes } from '../support/planted-regime.ts';
import { at } from '../support/time.ts';

const office = found(regimes.get('jinghu2020'));
const statute = found(regimes.get('cn2022'));

/** The office's regulation with something else in its file, as it works after loading. */
function loaded(change: (regime: DraftRegime) => void): Regime {
  const draft = structuredClone(asWritten(office)) as DraftRegime;
  change(draft);
  return underSuperior(draft as Regime, statute);
}

function problems(change: (regime: DraftRegime) => void): readonly string[] {
  return lintRegime(loaded(change), regimes);
}

function superiorOf(regime: DraftRegime) {
  return found(regime.superior);
}

/** From the platform: 100 days, where the statute has 60. */
const generous = { source: 'superior', externalDueAt: at('2026-06-10 17:30') } as const;

describe('the superior regulation prevails where it is stricter', () => {
  const now = at('2026-03-02 09:00');

  it('and both clauses are told [M39]', () => {
    const due = dueOf(office, 'caseDue', registeredUnder(office, now, generous), now);
    expect(due?.dueAt).toBe(at('2026-05-06 17:30'));
    expect(due?.explanation.at(-1)).toContain('《信访工作条例》第三十四条');
    expect(due?.explanation.at(-1)).toContain('按本制度原为2026年6月10日');
  });

  it('but not where the own limit is stricter, and says so', () => {
    const strict = { ...generous, externalDueAt: at('2026-04-01 17:30') };
    const due = dueOf(office, 'caseDue', registeredUnder(office, now, strict), now);
    expect(due?.dueAt).toBe(at('2026-04-01 17:30'));
    expect(due?.explanation.at(-1)).toContain('本制度更严');
  });

  it('and of two that agree nothing is said', () => {
    const due = dueOf(office, 'notifyPetitioner', registeredUnder(office, now), now);
    expect(due?.explanation.join('')).not.toContain('上位');
  });

  it.each([
    ['2022-04-30 09:00', '2022-08-08 17:30'],
    ['2022-05-01 00:00', '2022-06-30 17:30'],
  ])('only on what was registered since it is in force: %s', (when, expected) => {
    const facts = { source: 'superior', externalDueAt: at('2022-08-08 17:30') } as const;
    const registered = registeredUnder(office, at(when), facts);
    expect(dueOf(office, 'caseDue', registered, at(when))?.dueAt).toBe(at(expected));
  });

  it('and not where the file says, with its reason, that its own shall count', () => {
    const own = loaded((regime) => {
      found(superiorOf(regime).conflicts[0]).prevails = 'ours';
    });
    const due = dueOf(own, 'caseDue', registeredUnder(own, now, generous), now);
    expect(due?.dueAt).toBe(at('2026-06-10 17:30'));
  });
});

describe('a clock that is lent', () => {
  const lending = loaded((regime) => {
    superiorOf(regime).clocks.forwardingDue = {
      as: 'lent',
      startsOn: [{ milestone: 'received' }],
      stopsOn: [{ milestone: 'assigned' }],
      responsible: ['petitionClerk'],
      warnings: [],
    };
  });

  it('runs by the limit and the clause of the superior, on the milestones of the file', () => {
    const rule = found(lending.clocks.forwardingDue);
    expect(rule.clause).toEqual(found(statute.clocks.forwardingDue).clause);
    expect(rule.stopsOn).toEqual([{ milestone: 'assigned' }]);
    expect(rule.lentBy).toMatchObject({ regime: 'cn2022', effectiveFrom: '2022-05-01' });
    expect(lintRegime(lending, regimes)).toEqual([]);
  });

  it('is not in the file again when the file is written', () => {
    expect(asWritten(lending).clocks).toEqual(asWritten(office).clocks);
    expect(JSON.stringify(asWritten(lending))).not.toContain('lentBy');
  });
});

describe('the linter of precedence catches', () => {
  it.each<readonly [string, (regime: DraftRegime) => void, string]>([
    [
      'a clock of the superior that is not named',
      (regime) => {
        superiorOf(regime).clocks = Object.fromEntries(
          Object.entries(superiorOf(regime).clocks).filter(([id]) => id !== 'caseDue'),
        );
      },
      '没有写明上位时限“办结时限”(caseDue)如何适用。',
    ],
    [
      'a clock that the superior does not have',
      (regime) => {
        superiorOf(regime).clocks.strange = { as: 'notApplicable', reason: '没有' };
      },
      '上位制度没有时限“strange”。',
    ],
    [
      'an answer by a clock that is not there',
      (regime) => {
        superiorOf(regime).clocks.caseDue = { as: 'answered', by: 'nothing' };
      },
      '上位时限“办结时限”(caseDue)由不存在的时限“nothing”落实。',
    ],
    [
      'a lent clock beside one of the same name',
      (regime) => {
        superiorOf(regime).clocks.caseDue = {
          as: 'lent',
          startsOn: [],
          stopsOn: [],
          responsible: ['petitionClerk'],
          warnings: [],
        };
      },
      '上位时限“办结时限”(caseDue)直接适用，本制度却另有同名时限。',
    ],
    [
      'a looser limit that nobody has looked at',
      (regime) => {
        found(found(regime.clocks.notifyPetitioner).limits[0]).limit = {
          unit: 'natural_days',
          amount: 16,
          roll: 'next',
        };
      },
      '上下位冲突未处理：本制度“书面告知信访人接收情况”为16个自然日，上位制度“书面告知信访人接收情况”为15个自然日，须在conflicts中写明。',
    ],
    [
      'limits that cannot be compared',
      (regime) => {
        superiorOf(regime).conflicts = [];
      },
      '上下位冲突未处理：本制度“办结时限”为上级限定的时间、5个工作日、15个自然日、60个自然日，上位制度“办结时限”为60个自然日，须在conflicts中写明。',
    ],
    [
      'an extension beyond the superior’s',
      (regime) => {
        found(regime.extension).maximum = 31;
      },
      '上下位冲突未处理：本制度延期不超过31个自然日，上位制度延期不超过30个自然日，须在conflicts中写明。',
    ],
    [
      'no word about the superior at all',
      (regime) => {
        delete regime.superior;
      },
      '没有写明上位制度《信访工作条例》的各项时限如何适用（superior）。',
    ],
  ])('%s', (_, change, sentence) => {
    expect(problems(change)).toContain(sentence);
  });

  it('nothing in the files as they are', () => {
    expect(problems(() => undefined)).toEqual([]);
  });

  it('not a stricter limit', () => {
    const stricter = problems((regime) => {
      found(found(regime.clocks.notifyPetitioner).limits[0]).limit = {
        unit: 'natural_days',
        amount: 14,
        roll: 'next',
      };
    });
    expect(stricter).toEqual([]);
  });
});
