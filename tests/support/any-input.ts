import type { ActInput, ActKind } from '../../server/domain/act-input.ts';
import type { StaffId, UnitId } from '../../server/domain/directory.ts';
import type { Petition } from '../../server/domain/petition.ts';
import {
  type Answer,
  type Answers,
  isAsked,
  type RecordField,
  type RecordForm,
} from '../../server/domain/record.ts';
import type { Instant } from '../../server/domain/time.ts';
import { dayText, localDayOf } from '../../server/domain/time.ts';

/** Chooses one of several; a test hands in dice whose throws can be repeated. */
export type Choose = <Item>(items: readonly Item[]) => Item;

interface Asked {
  readonly petition: Petition;
  readonly now: Instant;
  readonly units: readonly UnitId[];
  readonly pick: Choose;
  /** What may come of each claim, where the act names it. */
  readonly outcomes?: readonly string[];
}

/** The one other petition there is, for merging. */
export const OPEN_NUMBER = '2026-9999';

/** Something a person could enter with an act of this kind. A unit's people are called `<unit>-caseworker`, `-head`, `-a`. */
export function anyInput(kind: ActKind, asked: Asked): ActInput {
  return inputs[kind](entriesFor(asked));
}

function entriesFor({ petition, now, units, pick, outcomes = [] }: Asked) {
  const assigned = petition.assignments.at(-1)?.unitId ?? '';
  const on = localDayOf(now);
  return {
    on,
    pick,
    outcomes,
    otherUnit: pick(units.filter((unit) => unit !== assigned)),
    caseworkerId: `${assigned}-${pick(['caseworker', 'head', 'a'])}`,
    /** Always the same one, so that the unit never runs out of people. */
    partial: `${assigned}-caseworker`,
    dueOn: pick([{}, { dueOn: on }]),
    yes: () => pick([true, false]),
    letterNumber: petition.letters.find(({ reply }) => !reply)?.number ?? '',
  };
}

type Entries = ReturnType<typeof entriesFor>;

const inputs: {
  readonly [Kind in ActKind]: (entries: Entries) => Extract<ActInput, { kind: Kind }>;
} = {
  step: () => ({ kind: 'step', note: '情况属实' }),
  amend: () => ({ kind: 'amend', reason: '来源更正' }),
  propose: ({ otherUnit }) => ({ kind: 'propose', unitId: otherUnit }),
  assign: ({ otherUnit }) => ({ kind: 'assign', unitId: otherUnit, opinion: '请办理' }),
  accept: ({ pick, caseworkerId }) => ({ kind: 'accept', ...pick([{}, { caseworkerId }]) }),
  nameCaseworker: ({ caseworkerId }) => ({ kind: 'nameCaseworker', caseworkerId }),
  return: ({ otherUnit }) => ({
    kind: 'return',
    basis: 'otherUnit',
    detail: '该事项属于其他部室职责范围',
    proposedUnitId: otherUnit,
    lateReason: '外出未能及时查看',
  }),
  rejectReturn: () => ({ kind: 'rejectReturn', reason: '属你部职责' }),
  approve: () => ({ kind: 'approve', opinion: '同意。' }),
  sendBack: () => ({ kind: 'sendBack', reason: '要素不全' }),
  rework: () => ({ kind: 'rework', reason: '事实不清' }),
  reply: ({ on, pick, outcomes }) => ({
    kind: 'reply',
    findings: '经现场调查，情况基本属实。',
    reply: '已督促施工单位整改到位。',
    told: { how: 'phone', on },
    instructionAnswered: true,
    unreasonable: false,
    items: [
      {
        claim: '整治积水',
        finding: '积水属实',
        answer: '已经整治',
        ...(outcomes.length === 0 ? {} : { outcome: pick(outcomes), reason: '职责所限' }),
      },
    ],
  }),
  conclude: () => ({ kind: 'conclude', opinion: '同意办结。' }),
  deliverReply: ({ on }) => ({
    kind: 'deliverReply',
    channel: 'platform',
    on,
    scannedIntoPlatform: true,
  }),
  followUp: ({ pick, on }) => ({
    kind: 'followUp',
    outcome: pick(['satisfied', 'basicallySatisfied', 'dissatisfied', 'unreachable']),
    method: 'phone',
    on,
    comment: '未解决',
    ratingPrompted: true,
  }),
  openVerification: ({ dueOn }) => ({
    kind: 'openVerification',
    origin: 'followUp',
    requirement: '请核实',
    ...dueOn,
  }),
  statement: () => ({
    kind: 'statement',
    basicFacts: '基本情况',
    findings: '再次调查核实',
    communication: '已联系沟通',
  }),
  answerFlags: ({ yes }) => ({
    kind: 'answerFlags',
    weeklyConsultation: yes(),
    supervision: yes(),
  }),
  transfer: () => ({ kind: 'transfer', competentOrgan: '市公安局', legalBasis: '不属本办职权' }),
  consult: () => ({ kind: 'consult', reason: '情况疑难' }),
  concludeConsultation: () => ({ kind: 'concludeConsultation', decision: '限期化解' }),
  merge: () => ({ kind: 'merge', intoNumber: OPEN_NUMBER }),
  requestExtension: () => ({ kind: 'requestExtension', days: 15, reason: '情况复杂需要延期' }),
  grantExtension: () => ({ kind: 'grantExtension', opinion: '同意延期。' }),
  refuseExtension: () => ({ kind: 'refuseExtension', reason: '理由不足' }),
  sendLetter: () => ({
    kind: 'sendLetter',
    addressee: '某街道',
    matter: '道路设施',
    request: '请协助核查',
  }),
  recordLetterReply: ({ letterNumber }) => ({
    kind: 'recordLetterReply',
    letterNumber,
    summary: '已复函',
  }),
  openSupervision: ({ dueOn }) => ({ kind: 'openSupervision', reason: '多次逾期', ...dueOn }),
  closeSupervision: () => ({ kind: 'closeSupervision', outcome: '已办结' }),
  inform: ({ on }) => ({ kind: 'inform', how: 'written', on }),
  routeVisit: ({ pick, otherUnit, yes }) => ({
    kind: 'routeVisit',
    unitId: otherUnit,
    venue: pick(['office', 'cityBureau', 'cityLeader']),
    nature: pick(['technical', 'major', 'general']),
    principalNeeded: yes(),
    reason: '由熟悉情况的部室接待',
  }),
  recuse: ({ partial }) => ({ kind: 'recuse', staffId: partial, reason: '有亲属关系' }),
  recordContact: ({ pick, on }) => ({
    kind: 'recordContact',
    on,
    how: pick(['phone', 'inPerson', 'homeVisit', 'message']),
    outcome: pick(['reached', 'notReached']),
    summary: '已说明办理进展',
  }),
  attach: ({ pick }) => ({
    kind: 'attach',
    ...pick([
      { purpose: 'signedForm', form: 'verificationStatement' },
      { purpose: 'evidence' },
      { purpose: 'material' },
    ] as const),
    attachments: ['scan'],
  }),
  terminate: () => ({ kind: 'terminate', reason: '信访人撤回' }),
};

/** Answers a person could give to the record: every field that is asked, each with something it takes. */
export function anyAnswers(
  form: RecordForm,
  {
    now,
    people,
    pick,
  }: { readonly now: Instant; readonly people: readonly StaffId[]; readonly pick: Choose },
): Answers {
  const answers: Record<string, Answer> = {};
  for (const field of form.fields) {
    if (isAsked(field, answers)) answers[field.id] = anyAnswer(field, { now, people, pick });
  }
  return answers;
}

function anyAnswer(
  field: RecordField,
  {
    now,
    people,
    pick,
  }: { readonly now: Instant; readonly people: readonly StaffId[]; readonly pick: Choose },
): Answer {
  switch (field.control) {
    case 'text':
      return '情况已经核实清楚'.repeat(Math.ceil((field.minimum ?? 1) / 8));
    case 'choice':
      return pick(field.options).id;
    case 'choices':
      return [pick(field.options).id];
    case 'yesNo':
      return pick([true, false]);
    case 'tick':
      return field.optional ? pick([true, false]) : true;
    case 'day':
      return dayText(localDayOf(now));
    case 'number':
      return String(field.minimum);
    case 'person':
      return pick(people);
    case 'people':
      return people.slice(0, field.least ?? 1);
  }
}
