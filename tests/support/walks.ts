import type { Petition, PetitionId } from '../../server/domain/petition.ts';
import { localDayOf } from '../../server/domain/time.ts';
import type { Office } from './office.ts';
import type { Registered } from './office-person.ts';
import { clerk, demolition, petitionLeader, principal } from './people.ts';

/** Stretches of the ordinary way, for tests whose subject begins later. */

export type Unit = typeof demolition;

/** Registered, signed in and pushed to both liaisons of the unit. */
export async function assigned(
  office: Office,
  { unit = demolition, ...changes }: Registered & { readonly unit?: Unit } = {},
): Promise<PetitionId> {
  const id = await office.as(clerk).register(changes);
  await office.as(clerk).does(id, 'signIn');
  await office.as(clerk).does(id, 'proposeAssignment', { unitId: unit.id });
  const accusation = changes.facts?.appealType === 'accusation';
  await office
    .as(accusation ? principal : petitionLeader)
    .does(id, 'assign', { unitId: unit.id, opinion: '请认真调查处理，按时限回复信访人。' });
  return id;
}

/** Accepted by the first liaison, with the unit's caseworker. */
export async function accepted(
  office: Office,
  { unit = demolition, ...changes }: Registered & { readonly unit?: Unit } = {},
): Promise<PetitionId> {
  const id = await assigned(office, { unit, ...changes });
  await office.as(unit.liaisonA).does(id, 'acceptAssignment', { caseworkerId: unit.caseworker });
  return id;
}

export async function submitReply(
  office: Office,
  id: PetitionId,
  unit: Unit = demolition,
): Promise<Petition> {
  return await office.as(unit.caseworker).does(id, 'submitReply', {
    findings: '经现场调查，诉求所述情况基本属实。',
    reply: '已与信访人当面沟通，按政策予以办理。',
    told: { how: 'phone', on: localDayOf(office.now()) },
    instructionAnswered: true,
    unreasonable: false,
  });
}

/** Replied to, reviewed by both leaders and concluded. */
export async function concluded(
  office: Office,
  given: Registered & { readonly unit?: Unit } = {},
): Promise<PetitionId> {
  const { unit = demolition } = given;
  const id = await accepted(office, given);
  await submitReply(office, id, unit);
  await reviewAndConclude(office, id, unit, given.facts?.appealType === 'accusation');
  return id;
}

export async function reviewAndConclude(
  office: Office,
  id: PetitionId,
  unit: Unit = demolition,
  accusation = false,
): Promise<Petition> {
  await office.as(unit.leader).does(id, 'approveReply', { opinion: '同意。' });
  await office.as(petitionLeader).does(id, 'approveReply', { opinion: '同意。' });
  const signer = accusation ? principal : petitionLeader;
  return await office.as(signer).does(id, 'conclude', { opinion: '同意办结。' });
}

export async function deliverReply(office: Office, id: PetitionId): Promise<Petition> {
  return await office.as(clerk).does(id, 'deliverReply', {
    channel: 'platform',
    on: localDayOf(office.now()),
    scannedIntoPlatform: true,
  });
}

export async function followUp(
  office: Office,
  id: PetitionId,
  outcome: 'satisfied' | 'dissatisfied' | 'unreachable',
): Promise<Petition> {
  return await office.as(clerk).does(id, 'recordFollowUp', {
    outcome,
    on: localDayOf(office.now()),
    ratingPrompted: true,
    ...(outcome === 'unreachable' ? {} : { method: 'phone' }),
    ...(outcome === 'dissatisfied' ? { comment: '对处理结果不满意。' } : {}),
  });
}
