import { describe, expect, it } from 'vitest';
import {
  clock,
  type DraftRegime,
  found,
  type PlantedFault,
  problemsWith,
} from '../support/planted-regime.ts';

describe('a clock', () => {
  const place = '时限“办结后回访”(followUpVisit)';
  const followUp = (regime: DraftRegime) => clock(regime, 'followUpVisit');

  it.each<PlantedFault>([
    [
      'has an amount',
      (regime) => {
        followUp(regime).limits = [];
      },
      `${place}没有规定数额。`,
    ],
    [
      'has an amount for every case',
      (regime) => {
        followUp(regime).limits = [
          { when: ['superiorCase'], limit: { unit: 'work_days', amount: 3 } },
        ];
      },
      `${place}的数额没有缺省项（最后一项不得带条件）。`,
    ],
    [
      'has no amount that is never reached',
      (regime) => {
        followUp(regime).limits.unshift({ limit: { unit: 'same_day' } });
      },
      `${place}的缺省数额之后还有数额，永远用不到。`,
    ],
    [
      'has a start',
      (regime) => {
        followUp(regime).startsOn = [];
      },
      `${place}没有规定从何时起算。`,
    ],
    [
      'has a stop',
      (regime) => {
        followUp(regime).stopsOn = [];
      },
      `${place}没有规定何时停止。`,
    ],
    [
      'starts on what somebody marks',
      (regime) => {
        followUp(regime).startsOn = [{ milestone: 'sunrise' }];
      },
      `${place}等待的节点“sunrise”没有任何操作会标记。`,
    ],
    [
      'stops on what somebody marks',
      (regime) => {
        followUp(regime).stopsOn = [{ milestone: 'sunset' }];
      },
      `${place}等待的节点“sunset”没有任何操作会标记。`,
    ],
    [
      'has conditions that exist',
      (regime) => {
        followUp(regime).stopsOn = [{ milestone: 'followedUp', when: ['happy' as 'informed'] }];
      },
      `${place}使用了不认识的条件“happy”。`,
    ],
    [
      'has somebody answerable',
      (regime) => {
        followUp(regime).responsible = [];
      },
      `${place}没有责任人。`,
    ],
    [
      'has somebody answerable whom the regime knows',
      (regime) => {
        followUp(regime).responsible = ['mayor'];
      },
      `${place}使用了不认识的角色“mayor”。`,
    ],
    [
      'quotes its clause',
      (regime) => {
        followUp(regime).clause.quote = '';
      },
      `${place}没有写明依据的文件、条款和原文。`,
    ],
    [
      'says where an amount of the office itself comes from',
      (regime) => {
        followUp(regime).explicit = false;
        delete followUp(regime).note;
      },
      `${place}的数额不是原文所定，须在note中说明由来。`,
    ],
    [
      'warns by a message that exists',
      (regime) => {
        found(followUp(regime).warnings[0]).template = 'hurrah';
      },
      `${place}的提醒使用了不存在的消息模板“hurrah”。`,
    ],
    [
      'warns somebody whom the regime knows',
      (regime) => {
        found(followUp(regime).warnings[0]).to = ['mayor'];
      },
      `${place}的提醒使用了不认识的角色“mayor”。`,
    ],
    [
      'warns before the deadline by some time',
      (regime) => {
        found(followUp(regime).warnings[0]).amount = 0;
      },
      `${place}的提前提醒没有提前量。`,
    ],
    [
      'is counted back from a clock that exists',
      (regime) => {
        followUp(regime).limits = [
          { limit: { unit: 'before_clock', clock: 'sundial', workDays: 1 } },
        ];
      },
      `${place}依附于不存在的时限“sundial”。`,
    ],
    [
      'is not counted back from itself by a detour',
      (regime) => {
        clock(regime, 'caseDue').limits = [
          { limit: { unit: 'before_clock', clock: 'deptDue', workDays: 1 } },
        ];
      },
      '时限“部室办结报信访办”(deptDue)互相依附，形成循环。',
    ],
    [
      'closes the return window of one dispatch',
      (regime) => {
        clock(regime, 'returnWindow').scope = 'petition';
      },
      '时限“退单时限”(returnWindow)关闭退单窗口，应属于每次交办(assignment)。',
    ],
    [
      'closes the return window alone',
      (regime) => {
        clock(regime, 'sameDayAcceptance').closesReturnWindow = true;
      },
      '只能有一个时限标为closesReturnWindow。',
    ],
  ])('%s', (_, plant, problem) => {
    expect(problemsWith(plant)).toContain(problem);
  });

  it('may leave its amount to a paper that does not name one, with a next amount to fall to', () => {
    const problems = problemsWith((regime) => {
      followUp(regime).limits.unshift({ limit: { unit: 'external', from: 'act' } });
    });
    expect(problems).toEqual([]);
  });
});
