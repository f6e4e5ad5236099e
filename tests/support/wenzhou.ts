import type { Answers } from '../../server/domain/record.ts';
import { type Desk, deskUnder, type Entry } from './regime-desk.ts';
import { day } from './time.ts';

/** The fictional office's people, by what they are (db/seed/offices/wenzhou2018.json). */
export const principal = 'wenzhou-principal';
export const deputy = 'wenzhou-deputy';
export const petitionDirector = 'wenzhou-director';
export const registry = 'wenzhou-registry-1';
export const supervisor = 'wenzhou-supervisor-1';
export const otherSupervisor = 'wenzhou-supervisor-2';
export const discipline = 'wenzhou-discipline';

/** 瓯海分局 */
export const ouhai = {
  id: 'wenzhou-ouhai',
  principal: 'wenzhou-ouhai-principal',
  deputy: 'wenzhou-ouhai-deputy',
  petition: 'wenzhou-ouhai-petition',
  caseworker: 'wenzhou-ouhai-staff',
};

/** A letter that a leader of the superior read in the original. */
export const reading: Answers = {
  mode: 'original',
  reader: 'superior',
  readerName: '示例同志',
  readOn: '2026-05-06',
  instruction: '请认真核实，依法答复来信人。',
};

export const lead: Answers = { leader: ouhai.principal, supervisor };
const OPINION = '请依法核实，按时反馈。';

/** Registered on Wednesday 6 May 2026 unless told otherwise. */
export function registered(changes: Answers = {}, entry: Entry = {}): Desk {
  const desk = deskUnder('wenzhou2018', '2026-05-06 09:00');
  desk.register(registry, {
    ...entry,
    facts: { channel: 'letter', category: '国土资源水利林业', ...entry.facts },
    answers: { ...reading, ...changes },
  });
  return desk;
}

export function assigned(changes: Answers = {}, entry: Entry = {}): Desk {
  const desk = registered(changes, entry);
  const input = { unitId: ouhai.id, opinion: OPINION };
  if (changes.reader === 'bureau') {
    desk.does(registry, 'assignWithLead', { input, answers: lead });
  } else {
    desk.does(registry, 'assignToUnit', { input });
  }
  return desk;
}

export function presented(changes: Answers = {}, entry: Entry = {}): Desk {
  const desk = assigned(changes, entry);
  desk.does(ouhai.petition, 'presentToLeader', {
    answers: { platformNumber: 'TY2026050601', enteredOn: '2026-05-06' },
  });
  return desk;
}

export const naming = (major: boolean) => ({
  input: { caseworkerId: ouhai.caseworker },
  answers: { body: '地籍管理科', major },
});

export function named(changes: Answers = {}, entry: Entry = {}): Desk {
  const desk = presented(changes, entry);
  const leader = changes.reader === 'unit' ? ouhai.deputy : ouhai.principal;
  desk.does(leader, 'nameHandler', naming(false));
  return desk;
}

/** The head of the unit leads a hard case himself. */
export function led(hearing: boolean): Desk {
  const desk = presented();
  desk.does(ouhai.principal, 'nameHandler', naming(true));
  desk.does(ouhai.principal, 'takeLead', {
    answers: { chargeLeader: ouhai.deputy, hearing, plan: '限期核实，逐项答复。' },
  });
  return desk;
}

export function contacted(desk = named()): Desk {
  desk.does(ouhai.caseworker, 'hearPetitioner', {
    answers: { how: 'interview', on: '2026-05-06', statement: '来信人称宅基地四至登记有误。' },
  });
  return desk;
}

const item = {
  claim: '更正宅基地四至',
  finding: '登记簿与实地相差三米',
  answer: '依法更正登记',
  outcome: 'resolved',
};

export const findings = {
  findings: '经查阅登记簿并实地测量，来信反映属实。',
  reply: '依法办理更正登记。',
  told: { how: 'inPerson', on: day('2026-05-06') },
  unreasonable: false,
  items: [item],
} as const;

export const itemsWith = (changes: Partial<Record<keyof typeof item | 'reason', string>>) => ({
  ...findings,
  items: [{ ...item, ...changes }],
});

export function fedBack(desk = contacted()): Desk {
  desk.does(ouhai.caseworker, 'feedBackOpinion', { input: findings });
  return desk;
}

export function classified(track: 'petition' | 'statutory', desk = fedBack()): Desk {
  desk.does(ouhai.caseworker, 'classify', {
    answers: {
      track,
      basis: '《不动产登记暂行条例》',
      ...(track === 'statutory' ? { procedure: 'administrative' } : {}),
    },
  });
  return desk;
}

export function delivered(desk = classified('petition')): Desk {
  desk.does(ouhai.caseworker, 'deliverOpinion', {
    input: { channel: 'inPerson', on: day('2026-05-06') },
    answers: { how: 'inPerson', receiver: '示例', on: '2026-05-06' },
  });
  return desk;
}

export function reported(desk = delivered(), signer = ouhai.principal): Desk {
  desk.does(signer, 'sign', { input: { opinion: '同意报结。' } });
  desk.does(ouhai.petition, 'reportClosing', {
    answers: { enteredOn: '2026-05-06', summary: '已办理更正登记。' },
  });
  return desk;
}

const visit = (outcome: string) => ({
  outcome,
  on: day('2026-05-06'),
  ratingPrompted: true,
  ...(outcome === 'unreachable' ? {} : { method: 'phone' }),
  ...(outcome === 'dissatisfied' ? { comment: '认为赔偿不足。' } : {}),
});

export function calledBack(desk = reported()): Desk {
  desk.does(ouhai.petition, 'recordUnitCallback', {
    input: visit('satisfied'),
    answers: { opinion: '来信人表示认可。' },
  });
  return desk;
}

export const verifying = (outcome: string, adequate: boolean) => ({
  input: visit(outcome),
  answers: { adequate, ...(adequate ? {} : { problem: '更正登记尚未完成。' }) },
});

export function verified(outcome: string, adequate: boolean, desk = calledBack()): Desk {
  desk.does(supervisor, 'verifyCallback', verifying(outcome, adequate));
  return desk;
}

export function closed(desk = verified('satisfied', true)): Desk {
  desk.does(petitionDirector, 'approveClosing', {
    answers: { reportedOn: '2026-05-06', how: 'written' },
  });
  return desk;
}
