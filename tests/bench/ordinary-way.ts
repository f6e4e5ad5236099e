import type { ActInput } from '../../server/domain/act-input.ts';
import type { StaffId } from '../../server/domain/directory.ts';
import { type Instant, localDayOf } from '../../server/domain/time.ts';
import { clerk, petitionLeader } from '../support/people.ts';
import type { Department } from './departments.ts';

/** A stage of the ordinary way, from the counter to the archive. */
export type Way = (typeof ordinaryWay)[number]['leadsTo'];

export interface Step {
  readonly act: string;
  readonly by: (unit: Department) => StaffId;
  readonly input: (unit: Department, now: Instant) => ActInput;
  /** With the person's handwriting. */
  readonly signs?: true;
}

const approve = {
  act: 'approveReply',
  input: (): ActInput => ({ kind: 'approve', opinion: '同意，请抓紧办理。' }),
  signs: true,
} as const;

/** What follows the registration, in its order. */
export const ordinaryWay = [
  { leadsTo: 'signedIn', act: 'signIn', by: () => clerk, input: () => ({ kind: 'step' }) },
  {
    leadsTo: 'awaitingAssignment',
    act: 'proposeAssignment',
    by: () => clerk,
    input: ({ id }) => ({ kind: 'propose', unitId: id }),
  },
  {
    leadsTo: 'assigned',
    act: 'assign',
    by: () => petitionLeader,
    input: ({ id }) => ({
      kind: 'assign',
      unitId: id,
      opinion: '请认真调查处理，按时限回复信访人。',
    }),
    signs: true,
  },
  {
    leadsTo: 'handling',
    act: 'acceptAssignment',
    by: ({ liaisonA }) => liaisonA,
    input: ({ caseworker }) => ({ kind: 'accept', caseworkerId: caseworker }),
  },
  {
    leadsTo: 'matterReview',
    act: 'submitReply',
    by: ({ caseworker }) => caseworker,
    input: (_, now) => ({
      kind: 'reply',
      findings: '经现场调查，诉求所述情况基本属实。',
      reply: '已与信访人当面沟通，按政策予以办理。',
      told: { how: 'phone', on: localDayOf(now) },
      instructionAnswered: true,
      unreasonable: false,
    }),
    signs: true,
  },
  { leadsTo: 'petitionReview', by: ({ leader }) => leader, ...approve },
  { leadsTo: 'awaitingConclusion', by: () => petitionLeader, ...approve },
  {
    leadsTo: 'awaitingReply',
    act: 'conclude',
    by: () => petitionLeader,
    input: () => ({ kind: 'conclude', opinion: '同意办结。' }),
    signs: true,
  },
  {
    leadsTo: 'followUp',
    act: 'deliverReply',
    by: () => clerk,
    input: (_, now) => ({
      kind: 'deliverReply',
      channel: 'platform',
      on: localDayOf(now),
      scannedIntoPlatform: true,
    }),
  },
  {
    leadsTo: 'flagsCheck',
    act: 'recordFollowUp',
    by: () => clerk,
    input: (_, now) => ({
      kind: 'followUp',
      outcome: 'satisfied',
      method: 'phone',
      on: localDayOf(now),
      ratingPrompted: true,
    }),
  },
  {
    leadsTo: 'archived',
    act: 'answerFlags',
    by: () => clerk,
    input: () => ({ kind: 'answerFlags', weeklyConsultation: false, supervision: false }),
  },
] as const satisfies readonly (Step & { readonly leadsTo: string })[];
