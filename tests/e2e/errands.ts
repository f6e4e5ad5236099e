import type { ActInput } from '../../server/domain/act-input.ts';
import type { PetitionId } from '../../server/domain/petition.ts';
import { localDayOf } from '../../server/domain/time.ts';
import type { RunningServer } from '../../server/start.ts';
import { clerk, demolition, petitionLeader } from '../support/people.ts';
import { letter } from './hands.ts';

/** What happened before the part of a story that a test taps through, done over the command path. */

/** Signed in and submitted to the leader, for 征迁部. */
export async function submitted(server: RunningServer): Promise<PetitionId> {
  const id = await registered(server);
  await take(server, id, clerk, 'signIn', { kind: 'step' });
  await take(server, id, clerk, 'proposeAssignment', { kind: 'propose', unitId: demolition.id });
  return id;
}

/** Pushed to both liaisons of 征迁部. */
export async function assigned(server: RunningServer): Promise<PetitionId> {
  const id = await submitted(server);
  const opinion = '请认真调查处理，按时限回复信访人。';
  await take(server, id, petitionLeader, 'assign', {
    kind: 'assign',
    unitId: demolition.id,
    opinion,
  });
  return id;
}

/** Accepted by the first liaison, with the unit's caseworker. */
export async function accepted(server: RunningServer): Promise<PetitionId> {
  const id = await assigned(server);
  const { liaisonA, caseworker } = demolition;
  await take(server, id, liaisonA, 'acceptAssignment', {
    kind: 'accept',
    caseworkerId: caseworker,
  });
  return id;
}

/** The caseworker has replied. */
export async function replied(server: RunningServer): Promise<PetitionId> {
  const id = await accepted(server);
  await take(server, id, demolition.caseworker, 'submitReply', {
    kind: 'reply',
    findings: '经查，安置房因配套工程验收推迟，未能按期交付。',
    reply: '配套工程已通过验收，将于今年四月底前交付，已向信访人说明。',
    told: { how: 'phone', on: localDayOf(server.clock.now()) },
    instructionAnswered: true,
    unreasonable: false,
  });
  return id;
}

/** Reviewed and concluded by the leaders, answered in writing: the petitioner is to be called. */
export async function answered(server: RunningServer): Promise<PetitionId> {
  const id = await replied(server);
  await take(server, id, demolition.leader, 'approveReply', { kind: 'approve', opinion: '同意。' });
  await take(server, id, petitionLeader, 'approveReply', { kind: 'approve', opinion: '同意。' });
  await take(server, id, petitionLeader, 'conclude', { kind: 'conclude', opinion: '同意办结。' });
  await take(server, id, clerk, 'deliverReply', {
    kind: 'deliverReply',
    channel: 'written',
    on: localDayOf(server.clock.now()),
    scannedIntoPlatform: true,
  });
  return id;
}

/** Takes an act that has to succeed, signed by hand in case it wants a signature. */
export async function take(
  server: RunningServer,
  petitionId: PetitionId,
  by: string,
  act: string,
  input: ActInput,
): Promise<void> {
  const answer = await server.execute({
    commandId: nextCommand(),
    petitionId,
    by,
    command: { type: 'takeAct', act, input, handwriting: HANDWRITING },
  });
  if (!answer.ok) throw new Error(`${act} was refused: ${answer.refusal.code}`);
}

/** Registered by the office's clerk, who has to sign it in. */
export async function registered(
  server: RunningServer,
  flow: 'platform' | 'visit' = 'platform',
): Promise<PetitionId> {
  const { title, body, ...petitioner } = letter;
  const answer = await server.execute({
    commandId: nextCommand(),
    by: clerk,
    command: {
      type: 'registerPetition',
      flow,
      facts: {
        source: 'own',
        channel: flow === 'visit' ? 'visit' : 'letter',
        category: '城乡建设',
        appealType: 'appeal',
        peopleCount: 1,
        receivedAt: server.clock.now(),
        anonymous: false,
        repeated: false,
      },
      accused: { staffIds: [], unitIds: [], outside: false },
      particulars: { title, body, petitioner },
    },
  });
  if (!answer.ok) throw new Error(`registration was refused: ${answer.refusal.code}`);
  return answer.value.petitionId;
}

/** They only have to differ. */
let commands = 0;

function nextCommand(): string {
  commands += 1;
  return `errand-${commands}`;
}

/** A name in three strokes. */
const HANDWRITING = 'M20 60L60 55L110 62M70 20L68 70L60 150M150 40L190 80L230 110L300 130L380 150';
