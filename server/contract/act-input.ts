import { z } from 'zod';
import type { ActInput, ActKind } from '../domain/act-input.ts';
import { attachmentIds, attachmentPurpose } from './attachment.ts';
import { commandId, dayText, identifier, recordAnswers, text } from './field.ts';
import { amendment } from './registration.ts';

const toldHow = z.enum(['phone', 'inPerson', 'written', 'platform', 'notPossible'], {
  error: '请选择告知方式。',
});
const opinion = text('意见', 1, 500);
const reason = text('理由', 2, 1000);

/** 逐项答复: whoever answers item by item leaves none half answered. */
const findingItem = z.strictObject({
  claim: text('诉求', 2, 1000),
  finding: text('调查情况', 2, 3000),
  answer: text('答复意见', 2, 3000),
  outcome: identifier.exactOptional(),
  reason: text('理由', 2, 1000).exactOptional(),
});

/** One schema per kind of act: what the form asks and what the server accepts. */
export const actInputSchemas = {
  step: z.strictObject({ kind: z.literal('step'), note: text('说明', 1, 1000).exactOptional() }),
  amend: z.strictObject({ kind: z.literal('amend'), reason }),
  propose: z.strictObject({
    kind: z.literal('propose'),
    unitId: identifier,
    note: text('拟办意见', 1, 500).exactOptional(),
  }),
  assign: z.strictObject({ kind: z.literal('assign'), unitId: identifier, opinion }),
  accept: z.strictObject({ kind: z.literal('accept'), caseworkerId: identifier.exactOptional() }),
  nameCaseworker: z.strictObject({ kind: z.literal('nameCaseworker'), caseworkerId: identifier }),
  return: z.strictObject({
    kind: z.literal('return'),
    basis: z.enum(['otherUnit', 'outsideOffice', 'duplicate', 'unclear'], {
      error: '请选择退单依据。',
    }),
    detail: text('退单理由', 10, 1000),
    proposedUnitId: identifier.exactOptional(),
    proposedOrgan: text('建议承办单位', 2, 80).exactOptional(),
    lateReason: text('逾期原因', 5, 500).exactOptional(),
    attachments: attachmentIds.exactOptional(),
  }),
  rejectReturn: z.strictObject({ kind: z.literal('rejectReturn'), reason }),
  approve: z.strictObject({ kind: z.literal('approve'), opinion }),
  sendBack: z.strictObject({ kind: z.literal('sendBack'), reason }),
  rework: z.strictObject({ kind: z.literal('rework'), reason }),
  reply: z.strictObject({
    kind: z.literal('reply'),
    findings: text('调查情况', 10, 5000),
    reply: text('处理（答复）意见及结论', 10, 5000),
    told: z.strictObject({ how: toldHow, on: dayText }),
    instructionAnswered: z.boolean({ error: '请确认领导批示要求是否已逐项回应。' }).exactOptional(),
    unreasonable: z.boolean(),
    closingChecklist: z.record(z.string(), text('到位情况', 2, 500)).exactOptional(),
    items: z.array(findingItem).min(1).max(30, '逐项答复最多30项。').exactOptional(),
    attachments: attachmentIds.exactOptional(),
  }),
  conclude: z.strictObject({ kind: z.literal('conclude'), opinion }),
  deliverReply: z.strictObject({
    kind: z.literal('deliverReply'),
    channel: z.enum(['platform', 'written', 'phone', 'inPerson', 'mail'], {
      error: '请选择回复方式。',
    }),
    on: dayText,
    scannedIntoPlatform: z.boolean().exactOptional(),
    attachments: attachmentIds.exactOptional(),
  }),
  followUp: z.strictObject({
    kind: z.literal('followUp'),
    outcome: z.enum(
      ['satisfied', 'basicallySatisfied', 'dissatisfied', 'unreachable', 'notPossible'],
      { error: '请选择信访人意见。' },
    ),
    method: z.enum(['phone', 'inPerson']).exactOptional(),
    on: dayText,
    comment: text('信访人意见', 1, 1000).exactOptional(),
    ratingPrompted: z.boolean(),
  }),
  openVerification: z.strictObject({
    kind: z.literal('openVerification'),
    origin: z.enum(['followUp', 'platformRating', 'cityBureau'], { error: '请选择核实件来源。' }),
    requirement: text('核实件要求', 2, 1000),
    dueOn: dayText.exactOptional(),
  }),
  statement: z.strictObject({
    kind: z.literal('statement'),
    basicFacts: text('基本情况', 5, 3000),
    findings: text('调查核实情况', 10, 5000),
    communication: text('目前处理沟通情况', 5, 3000),
    attachments: attachmentIds.exactOptional(),
  }),
  answerFlags: z.strictObject({
    kind: z.literal('answerFlags'),
    weeklyConsultation: z.boolean({ error: '请选择是否进入周会商。' }),
    supervision: z.boolean({ error: '请选择是否进入督查督办。' }),
  }),
  transfer: z.strictObject({
    kind: z.literal('transfer'),
    competentOrgan: text('有权处理单位', 2, 80),
    legalBasis: text('依据', 2, 500),
  }),
  consult: z.strictObject({ kind: z.literal('consult'), reason }),
  concludeConsultation: z.strictObject({
    kind: z.literal('concludeConsultation'),
    decision: text('会商结论', 5, 3000),
    ownerId: identifier.exactOptional(),
    dueOn: dayText.exactOptional(),
  }),
  merge: z.strictObject({ kind: z.literal('merge'), intoNumber: text('并入的件号', 4, 40) }),
  requestExtension: z.strictObject({
    kind: z.literal('requestExtension'),
    days: z.int('延长天数应为整数。').min(1, '至少延长1日。').max(365),
    reason: text('延期理由', 10, 1000),
  }),
  grantExtension: z.strictObject({ kind: z.literal('grantExtension'), opinion }),
  refuseExtension: z.strictObject({ kind: z.literal('refuseExtension'), reason }),
  sendLetter: z.strictObject({
    kind: z.literal('sendLetter'),
    addressee: text('收函单位', 2, 80),
    matter: text('涉及事项', 2, 500),
    request: text('协调事项', 5, 1000),
  }),
  recordLetterReply: z.strictObject({
    kind: z.literal('recordLetterReply'),
    letterNumber: text('联系函编号', 3, 40),
    summary: text('复函情况', 2, 1000),
  }),
  openSupervision: z.strictObject({
    kind: z.literal('openSupervision'),
    reason,
    dueOn: dayText.exactOptional(),
  }),
  closeSupervision: z.strictObject({
    kind: z.literal('closeSupervision'),
    outcome: text('销号情况', 2, 1000),
  }),
  inform: z.strictObject({ kind: z.literal('inform'), how: toldHow, on: dayText }),
  routeVisit: z.strictObject({
    kind: z.literal('routeVisit'),
    unitId: identifier,
    venue: z.enum(['office', 'cityBureau', 'cityLeader'], { error: '请选择来访地点。' }),
    nature: z.enum(['technical', 'major', 'general'], { error: '请选择来访性质。' }),
    principalNeeded: z.boolean(),
    reason: text('理由', 5, 500).exactOptional(),
  }),
  recuse: z.strictObject({ kind: z.literal('recuse'), staffId: identifier, reason }),
  terminate: z.strictObject({ kind: z.literal('terminate'), reason: text('理由', 5, 500) }),
  recordContact: z.strictObject({
    kind: z.literal('recordContact'),
    on: dayText,
    time: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间应写作 09:30。')
      .exactOptional(),
    how: z.enum(['phone', 'inPerson', 'homeVisit', 'message'], { error: '请选择联系方式。' }),
    outcome: z.enum(['reached', 'notReached'], { error: '请选择是否联系上。' }),
    summary: text('联系情况', 5, 1000),
    attachments: attachmentIds.exactOptional(),
  }),
  attach: z.strictObject({
    kind: z.literal('attach'),
    purpose: attachmentPurpose,
    form: identifier.exactOptional(),
    attachments: attachmentIds,
  }),
} satisfies { readonly [Kind in ActKind]: z.ZodType<Extract<ActInput, { kind: Kind }>> };

const handwriting = text('手写签名', 20, 200_000);

/** POST /api/petitions/:id/acts/:act */
export const actBody = z
  .strictObject({
    commandId,
    seenVersion: z.int({ error: '缺少 seenVersion：请带上页面所见的版本号。' }).min(1),
    input: z.discriminatedUnion(
      'kind',
      [
        actInputSchemas.step,
        actInputSchemas.amend,
        actInputSchemas.propose,
        actInputSchemas.assign,
        actInputSchemas.accept,
        actInputSchemas.nameCaseworker,
        actInputSchemas.return,
        actInputSchemas.rejectReturn,
        actInputSchemas.approve,
        actInputSchemas.sendBack,
        actInputSchemas.rework,
        actInputSchemas.reply,
        actInputSchemas.conclude,
        actInputSchemas.deliverReply,
        actInputSchemas.followUp,
        actInputSchemas.openVerification,
        actInputSchemas.statement,
        actInputSchemas.answerFlags,
        actInputSchemas.transfer,
        actInputSchemas.consult,
        actInputSchemas.concludeConsultation,
        actInputSchemas.merge,
        actInputSchemas.requestExtension,
        actInputSchemas.grantExtension,
        actInputSchemas.refuseExtension,
        actInputSchemas.sendLetter,
        actInputSchemas.recordLetterReply,
        actInputSchemas.openSupervision,
        actInputSchemas.closeSupervision,
        actInputSchemas.inform,
        actInputSchemas.routeVisit,
        actInputSchemas.recuse,
        actInputSchemas.terminate,
        actInputSchemas.recordContact,
        actInputSchemas.attach,
      ],
      { error: '不认识的操作内容 input.kind。' },
    ),
    /** SVG path data of the handwriting, e.g. `M10 20L…`. */
    handwriting: handwriting
      .regex(/^[MLCQZ0-9 .,-]+$/i, '手写签名数据格式不正确。')
      .exactOptional(),
    /** The answers to the act's own record, by the field's id. */
    answers: recordAnswers.exactOptional(),
    /** With `amend`: the corrected registration. */
    amendment: amendment.exactOptional(),
  })
  .meta({ id: 'ActBody', description: '办理一个环节' });

export type ActBody = z.input<typeof actBody>;
