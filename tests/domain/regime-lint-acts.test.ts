import { describe, expect, it } from 'vitest';
import {
  act,
  clock,
  type DraftRegime,
  type PlantedFault,
  problemsWith,
} from '../support/planted-regime.ts';

describe('an act', () => {
  const place = '环节“办结签批”的操作“签批办结”(conclude)';
  const conclude = (regime: DraftRegime) => act(regime, 'awaitingConclusion', 'conclude');

  it.each<PlantedFault>([
    [
      'has an actor',
      (regime) => {
        conclude(regime).by = [];
      },
      `${place}没有规定由谁办理。`,
    ],
    [
      'has actors the regime knows',
      (regime) => {
        conclude(regime).by = [{ role: 'mayor' }];
      },
      `${place}使用了不认识的角色“mayor”。`,
    ],
    [
      'has actors inside the system',
      (regime) => {
        conclude(regime).by = [{ role: 'cityBureau' }];
      },
      `${place}指向系统外的角色“绍兴市信访局”，无人可以收到或者办理。`,
    ],
    [
      'names only conditions that exist',
      (regime) => {
        conclude(regime).when = ['!finished' as '!concluded'];
      },
      `${place}使用了不认识的条件“!finished”。`,
    ],
    [
      'has no conditions that exclude each other',
      (regime) => {
        conclude(regime).when = ['concluded', '!concluded'];
      },
      `${place}的条件“concluded”与“!concluded”矛盾，永远不成立。`,
    ],
    [
      'leads to a stage that exists',
      (regime) => {
        conclude(regime).to = [
          { when: ['accusation'], stage: 'vault' },
          { stage: 'awaitingReply' },
        ];
      },
      `${place}通向不存在的环节“vault”。`,
    ],
    [
      'has a way for every case',
      (regime) => {
        conclude(regime).to = [{ when: ['accusation'], stage: 'awaitingReply' }];
      },
      `${place}的去向没有缺省分支（最后一支不得带条件）。`,
    ],
    [
      'has its default last',
      (regime) => {
        conclude(regime).to = [
          { stage: 'awaitingReply' },
          { when: ['accusation'], stage: 'archived' },
          { stage: 'awaitingReply' },
        ];
      },
      `${place}的缺省分支之后还有分支，永远走不到。`,
    ],
    [
      'signs a box of the form',
      (regime) => {
        conclude(regime).signs = 'margin';
      },
      `${place}使用了不认识的签名栏“margin”。`,
    ],
    [
      'voids a box of the form',
      (regime) => {
        conclude(regime).voids = ['margin'];
      },
      `${place}使用了不认识的签名栏“margin”。`,
    ],
    [
      'tells by a message that exists',
      (regime) => {
        conclude(regime).tells = [{ template: 'hurrah', to: ['petitionClerk'] }];
      },
      `${place}的通知使用了不存在的消息模板“hurrah”。`,
    ],
    [
      'tells somebody who can be told',
      (regime) => {
        conclude(regime).tells = [{ template: 'concluded', to: ['petitioner'] }];
      },
      `${place}的通知指向系统外的角色“信访人”，无人可以收到或者办理。`,
    ],
    [
      'is of a kind the engine knows',
      (regime) => {
        conclude(regime).kind = 'stamp' as 'conclude';
      },
      `${place}的种类“stamp”不存在。`,
    ],
    [
      'binds nobody unless it assigns',
      (regime) => {
        conclude(regime).binds = true;
      },
      `${place}不是交办，不得标为裁定(binds)。`,
    ],
    [
      'asks for a note only where one can be written',
      (regime) => {
        conclude(regime).requiresNote = true;
      },
      `${place}不是一步推进，不得要求说明(requiresNote)。`,
    ],
  ])('%s', (_, plant, problem) => {
    expect(problemsWith(plant)).toContain(problem);
  });

  it('that sends letters, supervises or verifies needs its number series', () => {
    const problems = problemsWith((regime) => {
      delete regime.numbers.liaisonLetter;
      delete regime.numbers.supervision;
      delete regime.numbers.verification;
    });
    expect(problems).toContain(
      '常设操作“发送信访事项联系函”(sendLetter)需要编号序列“liaisonLetter”。',
    );
    expect(problems).toContain(
      '常设操作“列入督查督办”(openSupervision)需要编号序列“supervision”。',
    );
    expect(problems).toContain(
      '环节“开具不满意核实件”的操作“打印不满意核实件并呈签”(openVerification)需要编号序列“verification”。',
    );
  });

  it('that asks needs the act that answers', () => {
    const problems = problemsWith((regime) => {
      delete regime.standingActs.refuseExtension;
    });
    expect(problems).toEqual([
      '常设操作“申请延期”(requestExtension)需要种类为“refuseExtension”的操作与之配套。',
    ]);
  });

  it('that returns or extends needs the clock it is about', () => {
    const problems = problemsWith((regime) => {
      delete clock(regime, 'returnWindow').closesReturnWindow;
      delete clock(regime, 'caseDue').extendable;
    });
    expect(problems).toContain(
      '常设操作“申请延期”(requestExtension)需要一个标为extendable的时限。',
    );
    expect(problems).toContain(
      '环节“联络员接处”的操作“退单”(returnAssignment)需要一个标为closesReturnWindow的时限。',
    );
  });

  it('that terminates must end', () => {
    const problems = problemsWith((regime) => {
      act(regime, 'registered', 'terminate').to = 'signedIn';
    });
    expect(problems).toEqual([
      '环节“受理登记”的操作“终止（登记错误或信访人撤回）”(terminate)必须通向终结环节。',
    ]);
  });

  it('that ends the petition starts no clock', () => {
    const problems = problemsWith((regime) => {
      act(regime, 'registered', 'merge').marks = ['concluded'];
    });
    expect(problems).toEqual([
      '环节“受理登记”的操作“并入已受理的同一事项”(merge)通向终结环节，却会启动时限。',
    ]);
  });
});
