import { describe, expect, it } from 'vitest';
import { act, found, problemsWith, stage, standing } from '../support/planted-regime.ts';

describe('a stage', () => {
  it('must be reachable', () => {
    const problems = problemsWith((regime) => {
      act(regime, 'signedIn', 'proposeAssignment').to = 'stay';
      act(regime, 'awaitingTransfer', 'refuseTransfer').to = 'stay';
      act(regime, 'consultation', 'resumeAssignment').to = 'stay';
    });
    expect(problems).toEqual(['环节“领导交办签批”(awaitingAssignment)从任何流程起点都走不到。']);
  });

  it('must be able to end', () => {
    const problems = problemsWith((regime) => {
      regime.stages.limbo = {
        ...structuredClone(stage(regime, 'visitPrincipalOpinion')),
        title: '搁置',
        acts: { wait: { ...act(regime, 'awaitingTransfer', 'confirmTransfer'), to: 'limbo' } },
      };
      act(regime, 'awaitingReply', 'deliverReply').to = 'limbo';
    });
    expect(problems).toContain('环节“搁置”(limbo)走不到任何终结环节，无法办结。');
  });

  it('must have something to do', () => {
    const problems = problemsWith((regime) => {
      stage(regime, 'verificationOpened').acts = {};
    });
    expect(problems).toContain('环节“开具不满意核实件”(verificationOpened)没有任何操作。');
  });

  it('must wait for somebody', () => {
    const problems = problemsWith((regime) => {
      act(regime, 'awaitingReply', 'deliverReply').aside = true;
    });
    expect(problems).toEqual([
      '环节“系统回复”(awaitingReply)的操作都是附带操作，没有人会被提示办理。',
    ]);
  });

  it('must be in the daily reminder under a node that exists', () => {
    const problems = problemsWith((regime) => {
      delete stage(regime, 'handling').node;
      stage(regime, 'followUp').node = 'nowhere';
    });
    expect(problems).toEqual([
      '环节“部室（单位）处理”(handling)没有每日提醒的节点。',
      '环节“信访回访”(followUp)使用了不认识的节点“nowhere”。',
    ]);
  });

  it('that ends is neither reminded of nor waited for', () => {
    const problems = problemsWith((regime) => {
      stage(regime, 'merged').node = 'reply';
      delete act(regime, 'archived', 'openVerification').aside;
    });
    expect(problems).toEqual([
      '环节“已归档”(archived)已终结，不应还有待办的操作。',
      '环节“已并案”(merged)已终结，不应列入每日提醒的节点。',
    ]);
  });

  it('must belong to a flow, and a flow must begin in one of its own', () => {
    const problems = problemsWith((regime) => {
      stage(regime, 'supervised').flow = 'elsewhere';
      found(regime.flows.visit).start = 'registered';
      found(regime.flows.visit).series = 'tickets';
    });
    expect(problems).toContain('环节“督查督办”(supervised)属于不存在的流程“elsewhere”。');
    expect(problems).toContain('流程“现场接访办理工作流程”的起点“registered”不是本流程的环节。');
    expect(problems).toContain('流程“现场接访办理工作流程”使用了不认识的编号序列“tickets”。');
  });
});

describe('a standing act', () => {
  it('changes no stage', () => {
    const problems = problemsWith((regime) => {
      standing(regime, 'recuse').to = 'withdrawn';
    });
    expect(problems).toEqual(['常设操作“登记回避”(recuse)不得改变环节。']);
  });

  it('stands in stages that exist, are open and have no act of its name', () => {
    const problems = problemsWith((regime) => {
      standing(regime, 'closeSupervision').during = ['corridor', 'archived', 'supervised'];
    });
    expect(problems).toEqual([
      '常设操作“督办销号”(closeSupervision)用于不存在的环节“corridor”。',
      '常设操作“督办销号”(closeSupervision)用于已终结的环节“archived”。',
      '常设操作“督办销号”(closeSupervision)与环节“supervised”自己的操作同名，两者只能留一个。',
    ]);
  });
});
