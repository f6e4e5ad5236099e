import type { Answers } from '../../server/domain/record.ts';
import { type Desk, deskUnder, type Entry } from './regime-desk.ts';
import { day } from './time.ts';

/** The fictional office's people, by what they are (db/seed/offices/panjin_forestry2020.json). */
export const chief = 'panjin-chief';
export const director = 'panjin-director';
export const deputy = 'panjin-deputy';
export const staff = 'panjin-staff-1';
export const otherStaff = 'panjin-staff-2';
export const reviewer = 'panjin-reviewer';

/** 湿地保护管理科 */
export const wetland = {
  id: 'panjin-wetland',
  head: 'panjin-wetland-head',
  caseworker: 'panjin-wetland-staff',
};

export const firstContact: Answers = {
  talkedOn: '2026-05-06',
  talk: '信访人反映苇塘边界不清，要求重新勘定。',
  origin: '湿地保护管理科勘界环节',
  kind: 'petition',
};

/** A first petition whose facts and duties are clear and which is easily settled. */
export const simple: Answers = {
  firstTime: true,
  factsClear: true,
  dutyClear: true,
  easy: true,
  first: director,
  direct: staff,
  noticeOn: '2026-05-06',
};

export const refusal: Answers = {
  ground: 'litigation',
  route: 'litigation',
  reason: '该争议已由人民法院立案审理，应当通过诉讼程序解决。',
};

export const opinion = {
  findings: '经现场勘查，苇塘边界与台账一致。',
  reply: '已向信访人出示勘界图，维持原边界。',
  told: { how: 'inPerson', on: day('2026-05-06') },
  unreasonable: false,
} as const;

export const delivery: Answers = {
  how: 'inPerson',
  receiver: '示例',
  rightsOn: '2026-05-06',
  rightsTold: true,
  ratingPrompted: true,
};

/** Registered on Wednesday 6 May 2026 unless told otherwise. */
export function registered(entry: Entry = {}, moment = '2026-05-06 09:00'): Desk {
  const desk = deskUnder('panjin_forestry2020', moment);
  desk.register(staff, entry);
  return desk;
}

/** The leader in charge has written on it which section takes it first. */
export function instructed(entry: Entry = {}, moment?: string): Desk {
  const desk = registered(entry, moment);
  desk.does(staff, 'presentToLeader');
  desk.does(director, 'assign', { input: { unitId: wetland.id, opinion: '请首接首转。' } });
  return desk;
}

export function reported(entry: Entry = {}, moment?: string): Desk {
  const desk = instructed(entry, moment);
  desk.does(wetland.head, 'reportAcceptable', {
    input: { caseworkerId: wetland.caseworker },
    answers: firstContact,
  });
  return desk;
}

export function inHand(changes: Answers = {}, entry: Entry = {}, moment?: string): Desk {
  const desk = reported(entry, moment);
  desk.does(staff, 'acceptPetition', { answers: { ...simple, ...changes } });
  return desk;
}

export function drafted(desk = inHand()): Desk {
  desk.does(wetland.caseworker, 'submitOpinion', {
    input: opinion,
    answers: { paper: 'petition', basis: '《湿地保护法》' },
  });
  return desk;
}

export function formed(desk = inHand()): Desk {
  drafted(desk).does(reviewer, 'passReview', { input: { opinion: '文书规范，同意。' } });
  return desk;
}

export function entered(desk = inHand()): Desk {
  formed(desk).does(staff, 'enterSystem', {
    answers: { systemNumber: 'LN20260001', feedback: true },
  });
  return desk;
}

export function delivered(desk = inHand()): Desk {
  entered(desk).does(wetland.head, 'deliverOpinion', {
    input: { channel: 'inPerson', on: day('2026-05-06') },
    answers: delivery,
  });
  return desk;
}

export function rated(
  outcome: 'satisfied' | 'dissatisfied' | 'unreachable',
  desk = delivered(),
): Desk {
  desk.does(wetland.head, 'recordRating', {
    input: {
      outcome,
      on: day('2026-05-06'),
      ratingPrompted: true,
      ...(outcome === 'unreachable' ? {} : { method: 'phone' }),
      ...(outcome === 'dissatisfied' ? { comment: '要求扩大边界。' } : {}),
    },
  });
  return desk;
}
