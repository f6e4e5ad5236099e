import { demonstrationOffice } from '../../db/seed-office.ts';
import type { ActInput } from '../../server/domain/act-input.ts';
import type { Submission } from '../../server/domain/command.ts';
import type { StaffId, Unit } from '../../server/domain/directory.ts';
import type { PetitionId } from '../../server/domain/petition.ts';
import { type Instant, localDayOf } from '../../server/domain/time.ts';
import type { DecideOne, Store } from '../../server/store/store.ts';
import { clerk, petitionLeader } from '../support/people.ts';
import { at } from '../support/time.ts';

/** When everything in the measurements happens: a Monday morning. */
export const MONDAY: Instant = at('2026-09-28 09:00');

/** The departments of the fictional office. */
export const units: readonly Department[] = [...demonstrationOffice().directory.units.values()].map(
  departmentOf,
);

export interface Department {
  readonly id: string;
  readonly liaisonA: StaffId;
  readonly caseworker: StaffId;
  readonly leader: StaffId;
}

export interface Brought {
  readonly id: PetitionId;
  readonly unit: Department;
}

/** How far an ordinary petition has come. */
export type Way = (typeof WAY)[number]['leadsTo'];

/**
 * Registers so many petitions, their departments in turn, and takes all of them along the ordinary way through the
 * command path of the store, up to this stage.
 */
export async function bring(
  count: number,
  upTo: Way,
  { store, decide, now }: Bringing,
): Promise<readonly Brought[]> {
  const numbered = Array.from({ length: count }, (_, index) => index);
  const unitFor = (index: number) => units[index % units.length] ?? fail('no department');
  const ids = await submitAll(numbered.map((index) => registration(unitFor(index), now)));
  const brought = ids.map((id, index) => ({ id, unit: unitFor(index) }));
  const last = WAY.findIndex(({ leadsTo }) => leadsTo === upTo);
  for (const step of WAY.slice(1, last + 1)) {
    await submitAll(brought.map((each) => stepOf(step, each, now)));
  }
  return brought;

  async function submitAll(submissions: readonly Submission[]): Promise<readonly PetitionId[]> {
    const settled: PetitionId[] = [];
    for (let from = 0; from < submissions.length; from += BATCH) {
      const batch = submissions.slice(from, from + BATCH);
      for (const each of await store.executeBatch(batch, now, decide)) {
        if (!('answer' in each)) throw each.bug;
        if (!each.answer.ok) fail(JSON.stringify(each.answer.refusal));
        settled.push(each.answer.value.petitionId);
      }
    }
    return settled;
  }
}

export interface Bringing {
  readonly store: Pick<Store, 'executeBatch'>;
  readonly decide: DecideOne;
  readonly now: Instant;
}

const BATCH = 200;

/** About what a finger writes on a phone. */
const HANDWRITING = `M12 80${Array.from({ length: 90 }, (_, step) => `L${14 + step * 2} ${80 - ((step * 37) % 61)}`).join('')}`;

interface Step {
  readonly leadsTo: string;
  readonly act: string;
  readonly by: (unit: Department) => StaffId;
  readonly input: (unit: Department, now: Instant) => ActInput;
  readonly signs?: true;
}

const approve = (): ActInput => ({ kind: 'approve', opinion: '同意，请抓紧办理。' });

const WAY = [
  step('registered', '', () => clerk, () => ({ kind: 'step' })),
  step('signedIn', 'signIn', () => clerk, () => ({ kind: 'step' })),
  step('awaitingAssignment', 'proposeAssignment', () => clerk, ({ id }) => ({ kind: 'propose', unitId: id })),
  signed('assigned', 'assign', () => petitionLeader, ({ id }) => ({
    kind: 'assign',
    unitId: id,
    opinion: '请认真调查处理，按时限回复信访人。',
  })),
  step('handling', 'acceptAssignment', ({ liaisonA }) => liaisonA, ({ caseworker }) => ({
    kind: 'accept',
    caseworkerId: caseworker,
  })),
  signed('matterReview', 'submitReply', ({ caseworker }) => caseworker, (_, now) => ({
    kind: 'reply',
    findings: '经现场调查，诉求所述情况基本属实。',
    reply: '已与信访人当面沟通，按政策予以办理。',
    told: { how: 'phone', on: localDayOf(now) },
    instructionAnswered: true,
    unreasonable: false,
  })),
  signed('petitionReview', 'approveReply', ({ leader }) => leader, approve),
  signed('awaitingConclusion', 'approveReply', () => petitionLeader, approve),
  signed('awaitingReply', 'conclude', () => petitionLeader, () => ({ kind: 'conclude', opinion: '同意办结。' })),
  step('followUp', 'deliverReply', () => clerk, (_, now) => ({
    kind: 'deliverReply',
    channel: 'platform',
    on: localDayOf(now),
    scannedIntoPlatform: true,
  })),
  step('flagsCheck', 'recordFollowUp', () => clerk, (_, now) => ({
    kind: 'followUp',
    outcome: 'satisfied',
    method: 'phone',
    on: localDayOf(now),
    ratingPrompted: true,
  })),
  step('archived', 'answerFlags', () => clerk, () => ({
    kind: 'answerFlags',
    weeklyConsultation: false,
    supervision: false,
  })),
] as const;

function step<Stage extends string>(leadsTo: Stage, act: string, by: Step['by'], input: Step['input']) {
  return { leadsTo, act, by, input };
}

function signed<Stage extends string>(leadsTo: Stage, act: string, by: Step['by'], input: Step['input']) {
  return { leadsTo, act, by, input, signs: true as const };
}

let submitted = 0;

function commandId(): string {
  submitted += 1;
  return `prepared-${submitted}`;
}

function registration(unit: Department, now: Instant): Submission {
  return {
    commandId: commandId(),
    by: clerk,
    command: {
      type: 'registerPetition',
      flow: 'platform',
      facts: {
        source: 'own',
        channel: 'letter',
        category: '征地拆迁',
        appealType: 'appeal',
        peopleCount: 1,
        receivedAt: now,
        anonymous: false,
        repeated: false,
      },
      accused: { staffIds: [], unitIds: [], outside: false },
      particulars: {
        title: `关于安置房交付的诉求（${unit.id}）`,
        body: '安置房至今没有交付，多次询问未得到明确答复，请求说明原因并告知交付时间。'.repeat(4),
        petitioner: {
          name: '金丝雀',
          phone: '13812345678',
          idNumber: '330602199001011234',
          address: '演示市演示区演示路1号2幢3单元404室',
        },
      },
    },
  };
}

function stepOf(step: Step, { id, unit }: Brought, now: Instant): Submission {
  return {
    commandId: commandId(),
    petitionId: id,
    by: step.by(unit),
    command: {
      type: 'takeAct',
      act: step.act,
      input: step.input(unit, now),
      ...(step.signs ? { handwriting: HANDWRITING } : {}),
    },
  };
}

/** The caseworker is whoever belongs to the department without holding one of its posts. */
function departmentOf({ id, liaisonA, liaisonB, head, leader }: Unit): Department {
  const posts = [liaisonA, liaisonB, head];
  const caseworker = [...demonstrationOffice().directory.staff.values()].find(
    (person) => person.unitId === id && person.roles.length === 0 && !posts.includes(person.id),
  );
  if (!liaisonA || !leader || !caseworker) return fail(`${id} lacks people`);
  return { id, liaisonA, caseworker: caseworker.id, leader };
}

function fail(what: string): never {
  throw new Error(what);
}
