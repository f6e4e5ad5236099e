import type { ActBody } from '../contract/act-input.ts';
import type { ActionView, PetitionView, RecordFormView } from '../contract/view.ts';
import type { ActKind } from '../domain/act-input.ts';
import type { StaffId } from '../domain/directory.ts';
import { type Answer, isAnswered } from '../domain/record.ts';
import { dayText, type Instant, localDay, localDayOf } from '../domain/time.ts';
import type { Dice } from './dice.ts';
import type { Fate } from './fates.ts';
import type { FilePetition } from './petitions-file.ts';
import { typed } from './typed.ts';

/** What is before the person who fills in the form. */
export interface Filling {
  readonly action: ActionView;
  readonly view: PetitionView;
  readonly petition: FilePetition;
  readonly fate: Fate;
  /** Of this step of this petition. */
  readonly dice: Dice;
  readonly now: Instant;
  /** How often the petition has been in this stage, this time included. */
  readonly times: number;
  /** Number of the petition that this one repeats. */
  readonly originalNumber?: string;
  /** Id of the scan sent just before. */
  readonly scan?: string;
  /** Heads, liaisons and leaders of the units: others do the casework, as far as there are any. */
  readonly posts: ReadonlySet<StaffId>;
}

export type Entry = ActBody['input'];

/** What is not on the file yet: the scan waited for, the petitioner's letter, evidence, then a scan of each form. */
export function nextFile({ suggestedForm, forms = [] }: ActionView, { attachments }: PetitionView) {
  const wanted = [
    ...(suggestedForm === undefined ? [] : [signedForm(suggestedForm)]),
    { purpose: 'material' as const },
    { purpose: 'evidence' as const },
    ...forms.map(({ id }) => signedForm(id)),
  ];
  const isThere = (file: { readonly purpose: string; readonly form?: string }) =>
    attachments.some(({ purpose, form }) => purpose === file.purpose && form === file.form);
  return suggestedForm !== undefined
    ? signedForm(suggestedForm)
    : (wanted.find((file) => !isThere(file)) ?? null);
}

function signedForm(form: string) {
  return { purpose: 'signedForm' as const, form };
}

/** What the person answers to the record that goes with the act: mostly what its form names first. */
export function answersFor(
  { fields }: RecordFormView,
  { petition, dice, now }: Pick<Filling, 'petition' | 'dice' | 'now'>,
): NonNullable<ActBody['answers']> {
  const answers: Record<string, Answer> = {};
  for (const field of fields) {
    const { when } = field;
    if (when && !when.is.some((value) => isAnswered(answers[when.field], value))) continue;
    if (field.optional && dice.chance(0.5, 'left out', field.id)) continue;
    const answer = answerTo(field, { petition, dice, now });
    if (answer !== undefined) answers[field.id] = answer;
  }
  return answers as NonNullable<ActBody['answers']>;
}

function answerTo(
  { id, control, options, minimum, least }: RecordFormView['fields'][number],
  { petition, dice, now }: Pick<Filling, 'petition' | 'dice' | 'now'>,
): Answer | undefined {
  const [first] = options;
  switch (control) {
    case 'text':
      return typed('经核实，情况已经查明并如实记录');
    case 'choice': {
      const fitting = options.find((option) => option.appealType === petition.appealType);
      const other = dice.chance(0.25, 'answer', id) ? dice.pick(options, 'which', id) : first;
      return (fitting ?? other)?.id;
    }
    case 'choices':
      return first && [first.id];
    case 'yesNo':
      return dice.chance(0.8, 'answer', id);
    case 'tick':
      return true;
    case 'day':
      return today(now);
    case 'number':
      return String(minimum ?? 1);
    case 'person':
      return dice.pick(options, 'who', id)?.id;
    case 'people':
      return options.slice(0, least ?? 1).map((option) => option.id);
  }
}

/** What the person enters for the act; null for acts that nobody plays. */
export function entryFor(filling: Filling): Entry | null {
  // One writer per kind, and the action says its kind: only the pairing is not visible to the compiler.
  const kind = filling.action.kind as ActKind;
  return writers[kind]?.(filling) ?? null;
}

type Writers = { readonly [Kind in ActKind]?: (filling: Filling) => Entry | null };

const writers: Writers = {
  step: ({ action }) => ({
    kind: 'step',
    ...(action.requiresNote ? { note: typed('已与来访人当面沟通，情况属实') } : {}),
  }),
  propose: ({ action, petition }) => {
    const unitId = unitFrom(action, petition.unitId);
    return unitId === null ? null : { kind: 'propose', unitId, note: typed('拟交归口部室办理') };
  },
  assign: ({ action, petition, dice }) => {
    const unitId = unitFrom(action, action.suggestedUnitId ?? petition.unitId, dice);
    return unitId === null
      ? null
      : { kind: 'assign', unitId, opinion: typed('请认真办理，按期报结') };
  },
  accept: ({ fate, ...filling }) => ({
    kind: 'accept',
    ...(fate.has('caseworkerNamedLater') ? {} : caseworker(filling)),
  }),
  nameCaseworker: (filling) => {
    const named = caseworker(filling).caseworkerId;
    return named === undefined ? null : { kind: 'nameCaseworker', caseworkerId: named };
  },
  return: returnEntry,
  rejectReturn: () => ({ kind: 'rejectReturn', reason: typed('经核实属你部职责') }),
  approve: () => ({ kind: 'approve', opinion: typed('同意') }),
  sendBack: () => ({ kind: 'sendBack', reason: typed('请补正后重新呈报') }),
  rework: () => ({ kind: 'rework', reason: typed('事实不够清楚，请补充调查') }),
  reply: replyEntry,
  conclude: () => ({ kind: 'conclude', opinion: typed('同意办结') }),
  deliverReply: ({ petition, now }) => ({
    kind: 'deliverReply',
    channel: petition.platformNumber === undefined ? 'written' : 'platform',
    on: today(now),
    scannedIntoPlatform: true,
  }),
  followUp: followUpEntry,
  openVerification: ({ now, dice }) => ({
    kind: 'openVerification',
    origin: 'followUp',
    requirement: typed('请逐项核实信访人不满意的事由'),
    ...(dice.chance(0.5, 'dueOn')
      ? { dueOn: daysFrom(now, dice.between(7, 14, 'dueOnDays')) }
      : {}),
  }),
  statement: () => ({
    kind: 'statement',
    basicFacts: typed('已核对原办理情况'),
    findings: typed('经再次调查，原处理意见事实清楚'),
    communication: typed('已与信访人再次沟通'),
  }),
  answerFlags: ({ fate, times }) => ({
    kind: 'answerFlags',
    weeklyConsultation: fate.has('weeklyConsultation') && times === 1,
    supervision: fate.has('supervisionFlag') && times === 1,
  }),
  transfer: () => ({
    kind: 'transfer',
    competentOrgan: '市有关主管部门',
    legalBasis: typed('依据职责分工，不属本办管理权限'),
  }),
  consult: () => ({ kind: 'consult', reason: typed('涉及多个部室，需会商') }),
  concludeConsultation: () => ({
    kind: 'concludeConsultation',
    decision: typed('由原承办部室牵头办理'),
  }),
  merge: ({ originalNumber }) =>
    originalNumber === undefined ? null : { kind: 'merge', intoNumber: originalNumber },
  requestExtension: ({ dice }) => ({
    kind: 'requestExtension',
    days: dice.between(7, 30, 'extensionDays'),
    reason: typed('情况复杂，需委托第三方鉴定'),
  }),
  grantExtension: () => ({ kind: 'grantExtension', opinion: typed('同意延期') }),
  refuseExtension: () => ({ kind: 'refuseExtension', reason: typed('请按原期限办结') }),
  sendLetter: () => ({
    kind: 'sendLetter',
    addressee: '有关单位',
    matter: typed('涉及贵单位职责的事项'),
    request: typed('请协助核实并函复'),
  }),
  recordLetterReply: ({ view }) => {
    const letter = view.letters.find(({ replied }) => !replied);
    return letter === undefined
      ? null
      : {
          kind: 'recordLetterReply',
          letterNumber: letter.number,
          summary: typed('已函复，情况属实'),
        };
  },
  openSupervision: ({ now, dice }) => ({
    kind: 'openSupervision',
    reason: typed('群众反映集中，列入督办'),
    dueOn: daysFrom(now, dice.between(7, 15, 'supervisionDays')),
  }),
  closeSupervision: () => ({
    kind: 'closeSupervision',
    outcome: typed('督办事项已落实，予以销号'),
  }),
  inform: ({ now, petition }) => ({
    kind: 'inform',
    how: petition.channel === 'call' ? 'phone' : 'written',
    on: today(now),
  }),
  routeVisit: ({ action, petition, dice }) => {
    const unitId = unitFrom(action, petition.unitId);
    const venue = dice.roll('venue');
    return unitId === null
      ? null
      : {
          kind: 'routeVisit',
          unitId,
          venue: venue < 0.6 ? 'office' : venue < 0.85 ? 'cityBureau' : 'cityLeader',
          nature:
            petition.peopleCount >= 10
              ? 'major'
              : dice.chance(0.5, 'nature')
                ? 'technical'
                : 'general',
          principalNeeded: petition.peopleCount >= 50,
          reason: typed('由熟悉情况的部室接待'),
        };
  },
  recordContact: ({ now, dice }) => ({
    kind: 'recordContact',
    on: today(now),
    how: dice.chance(0.8, 'contact by') ? 'phone' : 'homeVisit',
    outcome: dice.chance(0.85, 'contact reached') ? 'reached' : 'notReached',
    summary: typed('已联系信访人，说明办理安排'),
  }),
  attach: ({ action, view, scan }) =>
    scan === undefined
      ? null
      : {
          kind: 'attach',
          ...(nextFile(action, view) ?? { purpose: 'evidence' }),
          attachments: [scan],
        },
  terminate: () => ({ kind: 'terminate', reason: typed('信访人书面申请撤回') }),
};

function returnEntry({ action, petition, dice, now }: Filling): Entry {
  const late = action.late ? { lateReason: typed('联络员外出，未能及时研判') } : {};
  const detail = typed('经研判，所反映事项不在我部职责范围，建议另行交办');
  if (petition.outOfJurisdiction) {
    return {
      kind: 'return',
      basis: 'outsideOffice',
      detail,
      proposedOrgan: '市有关主管部门',
      ...late,
    };
  }
  const others = pushable(action).map(({ id }) => id);
  const proposedUnitId = dice.pick(others, 'proposedUnit', now);
  return proposedUnitId === undefined
    ? { kind: 'return', basis: 'unclear', detail, ...late }
    : { kind: 'return', basis: 'otherUnit', detail, proposedUnitId, ...late };
}

function replyEntry({ action, petition, fate, now }: Filling): Entry {
  const unreasonable = fate.has('unreasonable');
  const evidence = (action.checklist ?? []).map(({ id }) => [id, typed('已落实并留存材料')]);
  return {
    kind: 'reply',
    findings: typed('经现场勘查并调取资料，基本情况已查明'),
    reply: typed('依据有关规定处理，已制定整改措施'),
    told: { how: petition.anonymous ? 'notPossible' : 'phone', on: today(now) },
    instructionAnswered: true,
    unreasonable,
    ...(unreasonable ? { closingChecklist: Object.fromEntries(evidence) } : {}),
    ...(action.asks.includes('items') ? { items: [itemEntry(action)] } : {}),
  };
}

/** 逐项答复: one claim, with what came of it where the regulation wants that said. */
function itemEntry({ itemOutcomes = [] }: ActionView) {
  const [outcome] = itemOutcomes;
  return {
    claim: typed('请求依法处理所反映的问题'),
    finding: typed('经现场勘查，情况属实'),
    answer: typed('已督促有关单位限期整改'),
    ...(outcome === undefined ? {} : { outcome: outcome.id }),
    ...(outcome?.needsReason ? { reason: typed('依据有关规定') } : {}),
  };
}

/** The first attempts may reach nobody; then the petitioner says what he thinks of it. */
function followUpEntry({ petition, fate, times, dice, now }: Filling): Entry {
  const on = today(now);
  if (petition.anonymous)
    return { kind: 'followUp', outcome: 'notPossible', on, ratingPrompted: false };
  if (times <= fate.unreachable)
    return { kind: 'followUp', outcome: 'unreachable', on, ratingPrompted: false };
  return {
    kind: 'followUp',
    outcome: fate.opinion,
    method: dice.chance(0.8, 'method') ? 'phone' : 'inPerson',
    on,
    comment: typed('信访人对办理情况发表了意见'),
    ratingPrompted: dice.chance(0.7, 'ratingPrompted'),
  };
}

/** The unit wanted if it can be pushed to, else any that can. */
function unitFrom(action: ActionView, wanted: string, dice?: Dice): string | null {
  const units = pushable(action).map(({ id }) => id);
  return units.includes(wanted) ? wanted : (dice?.pick(units, 'anotherUnit') ?? units[0] ?? null);
}

function pushable({ units }: ActionView) {
  return (units ?? []).filter(({ detail }) => detail === undefined);
}

/** Somebody of the department who is neither its head nor a liaison, as far as there is one. */
function caseworker({ action, dice, posts }: Pick<Filling, 'action' | 'dice' | 'posts'>): {
  caseworkerId?: string;
} {
  const people = action.people ?? [];
  const members = people.filter(({ id }) => !posts.has(id));
  const named = dice.pick(members.length > 0 ? members : people, 'caseworker');
  return named === undefined ? {} : { caseworkerId: named.id };
}

function today(now: Instant): string {
  return dayText(localDayOf(now));
}

function daysFrom(now: Instant, days: number): string {
  return dayText(localDay(localDayOf(now) + days));
}
