import { describe, expect, it } from 'vitest';
import type { Petition } from '../../server/domain/petition.ts';
import { localDayOf } from '../../server/domain/time.ts';
import { openOffice } from '../support/office.ts';
import {
  clerk,
  construction,
  demolition,
  otherClerk,
  petitionLeader,
  principal,
} from '../support/people.ts';
import { at } from '../support/time.ts';
import {
  accepted,
  assigned,
  concluded,
  deliverReply,
  followUp,
  reviewAndConclude,
  submitReply,
} from '../support/walks.ts';

const opinion = '请认真调查处理，按时限回复信访人。';
const signers = (petition: Petition) =>
  petition.signatures.map(({ slot, by, voidedAt }) => [slot, by, voidedAt === undefined]);

describe('an ordinary petition (附件1)', () => {
  it('goes from registration to the archive [M43] [M46] [M49]', async () => {
    const office = openOffice({ at: '2026-09-28 08:30' });
    const id = await office.as(clerk).register();
    expect(await office.petition(id)).toMatchObject({ stage: 'registered', number: '2026-0001' });
    expect(await office.as(clerk).does(id, 'signIn')).toMatchObject({ stage: 'signedIn' });
    expect(
      await office.as(clerk).does(id, 'proposeAssignment', { unitId: demolition.id }),
    ).toMatchObject({ stage: 'awaitingAssignment' });
    await office.setTime('2026-09-28 09:00');
    const pushed = await office
      .as(petitionLeader)
      .does(id, 'assign', { unitId: demolition.id, opinion });
    expect(pushed.stage).toBe('assigned');
    expect(pushed.assignments[0]?.recipients).toEqual([demolition.liaisonA, demolition.liaisonB]);
    const { liaisonB, caseworker } = demolition;
    expect(
      await office.as(liaisonB).does(id, 'acceptAssignment', { caseworkerId: caseworker }),
    ).toMatchObject({ stage: 'handling' });
    expect(await submitReply(office, id)).toMatchObject({ stage: 'matterReview' });
    expect(
      await office.as(demolition.leader).does(id, 'approveReply', { opinion: '同意。' }),
    ).toMatchObject({ stage: 'petitionReview' });
    expect(
      await office.as(petitionLeader).does(id, 'approveReply', { opinion: '同意。' }),
    ).toMatchObject({ stage: 'awaitingConclusion' });
    expect(
      await office.as(petitionLeader).does(id, 'conclude', { opinion: '同意办结。' }),
    ).toMatchObject({ stage: 'awaitingReply', concludedAt: office.now() });
    expect(await deliverReply(office, id)).toMatchObject({ stage: 'followUp' });
    expect(await followUp(office, id, 'satisfied')).toMatchObject({ stage: 'flagsCheck' });
    const archived = await office
      .as(clerk)
      .does(id, 'answerFlags', { weeklyConsultation: false, supervision: false });
    expect(archived.stage).toBe('archived');
    expect(archived.clocks.filter(({ stoppedAt }) => stoppedAt === undefined)).toEqual([]);
    expect(signers(archived)).toEqual([
      ['assignment', petitionLeader, true],
      ['reply', demolition.caseworker, true],
      ['matterReview', demolition.leader, true],
      ['petitionReview', petitionLeader, true],
      ['conclusion', petitionLeader, true],
    ]);
  });

  it('is pushed to nobody while a unit lacks one of its two liaisons [M14]', async () => {
    const office = openOffice({ at: '2026-09-28 08:30' });
    const id = await office.as(clerk).register();
    await office.as(clerk).does(id, 'signIn');
    await office.as(clerk).does(id, 'proposeAssignment', { unitId: demolition.id });
    const directory = await office.store.directory();
    const person = directory.staff.get(demolition.liaisonB);
    if (!person) throw new Error('no liaison B');
    const staff = new Map(directory.staff).set(person.id, { ...person, active: false });
    await office.store.replaceDirectory({ ...directory, staff }, office.now(), () => []);
    const answer = await office
      .as(petitionLeader)
      .act(id, 'assign', { unitId: demolition.id, opinion });
    expect(answer).toEqual({
      ok: false,
      refusal: {
        code: 'recipientsMissing',
        unitName: '征迁部',
        posts: ['联络员B角'],
        least: 2,
      },
    });
    expect(office.messagesTo(demolition.liaisonA)).toEqual([]);
  });

  it('is not assigned without the handwriting of the leader [M27]', async () => {
    const office = openOffice({ at: '2026-09-28 08:30' });
    const id = await office.as(clerk).register();
    await office.as(clerk).does(id, 'signIn');
    await office.as(clerk).does(id, 'proposeAssignment', { unitId: demolition.id });
    const unsigned = await office
      .as(petitionLeader)
      .act(id, 'assign', { unitId: demolition.id, opinion }, { signature: false });
    expect(unsigned).toEqual({
      ok: false,
      refusal: { code: 'signatureMissing', slot: 'assignment' },
    });
    expect(await office.petition(id)).toMatchObject({ stage: 'awaitingAssignment' });
  });

  it('is not archived before both flags are answered [M51]', async () => {
    const office = openOffice({ at: '2026-09-28 08:30' });
    const id = await concluded(office);
    await deliverReply(office, id);
    await followUp(office, id, 'satisfied');
    const actions = await office.as(clerk).actions(id);
    expect(actions.filter(({ primary }) => primary).map(({ act }) => act)).toEqual(['answerFlags']);
    expect(await office.as(otherClerk).act(id, 'signIn')).toMatchObject({
      refusal: { code: 'wrongStage' },
    });
    expect(await office.petition(id)).toMatchObject({ stage: 'flagsCheck' });
  });

  it('is not followed up by the person who handled it', async () => {
    const office = openOffice({ at: '2026-09-28 08:30' });
    const id = await accepted(office, {
      unit: { ...demolition, id: 'general', liaisonA: 'general-a', caseworker: clerk },
    });
    await submitReply(office, id, { ...demolition, caseworker: clerk });
    await reviewAndConclude(office, id, { ...demolition, leader: 'leader-affairs' });
    await deliverReply(office, id);
    const visit = {
      outcome: 'satisfied' as const,
      method: 'phone' as const,
      on: localDayOf(office.now()),
      ratingPrompted: true,
    };
    expect(await office.as(clerk).act(id, 'recordFollowUp', visit)).toEqual({
      ok: false,
      refusal: { code: 'conflictOfInterest' },
    });
    expect(await office.as(otherClerk).does(id, 'recordFollowUp', visit)).toMatchObject({
      stage: 'flagsCheck',
    });
  });

  it('is asked about three times where nobody answers, and then goes on', async () => {
    const office = openOffice({ at: '2026-09-28 08:30' });
    const id = await concluded(office);
    await deliverReply(office, id);
    expect(await followUp(office, id, 'unreachable')).toMatchObject({ stage: 'followUp' });
    expect(await followUp(office, id, 'unreachable')).toMatchObject({ stage: 'followUp' });
    expect(await followUp(office, id, 'unreachable')).toMatchObject({ stage: 'flagsCheck' });
  });
});

describe('an accusation (检举控告)', () => {
  const accusation = {
    facts: { appealType: 'accusation' as const },
    accused: { unitIds: [construction.id] },
  };

  it('is signed by the principal leader at exactly two points', async () => {
    const office = openOffice({ at: '2026-09-28 08:30' });
    const id = await concluded(office, accusation);
    const petition = await office.petition(id);
    expect(petition.number).toBe('Z2026-001');
    const byPrincipal = petition.signatures.filter(({ by }) => by === principal);
    expect(byPrincipal.map(({ slot }) => slot)).toEqual(['assignment', 'conclusion']);
  });

  it('is not assigned by the leader for petitions', async () => {
    const office = openOffice({ at: '2026-09-28 08:30' });
    const id = await office.as(clerk).register(accusation);
    await office.as(clerk).does(id, 'signIn');
    await office.as(clerk).does(id, 'proposeAssignment', { unitId: demolition.id });
    const answer = await office
      .as(petitionLeader)
      .act(id, 'assign', { unitId: demolition.id, opinion });
    expect(answer.ok).toBe(false);
    expect(await office.petition(id)).toMatchObject({ stage: 'awaitingAssignment' });
  });

  it('is not given to the unit it names', async () => {
    const office = openOffice({ at: '2026-09-28 08:30' });
    const id = await office.as(clerk).register(accusation);
    await office.as(clerk).does(id, 'signIn');
    const proposed = await office
      .as(clerk)
      .act(id, 'proposeAssignment', { unitId: construction.id });
    expect(proposed).toEqual({ ok: false, refusal: { code: 'conflictOfInterest' } });
  });

  it('against the signer leaves the office by the outside route only', async () => {
    const office = openOffice({ at: '2026-09-28 08:30' });
    const id = await office.as(clerk).register({
      facts: { appealType: 'accusation' },
      accused: { staffIds: [principal] },
    });
    await office.as(clerk).does(id, 'signIn');
    const answer = await office.as(clerk).act(id, 'proposeAssignment', { unitId: demolition.id });
    expect(answer).toEqual({ ok: false, refusal: { code: 'outsideRouteOnly' } });
    expect(
      await office.as(clerk).does(id, 'requestTransfer', {
        competentOrgan: '市纪委监委',
        legalBasis: '《信访工作条例》第二十二条',
      }),
    ).toMatchObject({ stage: 'awaitingTransfer' });
  });

  it('whose signer must withdraw (回避) leaves nobody inside to sign it', async () => {
    const office = openOffice({ at: '2026-09-28 08:30' });
    const id = await office.as(clerk).register(accusation);
    await office.as(clerk).does(id, 'signIn');
    await office.as(clerk).does(id, 'proposeAssignment', { unitId: demolition.id });
    const reason = '与信访事项有直接利害关系。';
    const recused = await office.as(clerk).act(id, 'recuse', { staffId: principal, reason });
    expect(recused).toEqual({ ok: false, refusal: { code: 'outsideRouteOnly' } });
  });

  it('says nothing of itself on any phone', async () => {
    const office = openOffice({ at: '2026-09-28 08:30' });
    const id = await concluded(office, accusation);
    const messages = await office.store.messagesOf(id);
    expect(messages.length).toBeGreaterThan(3);
    for (const { title, text } of messages) {
      expect(title).toBe('待办事项');
      expect(text).not.toContain('Z2026-001');
      expect(text).not.toMatch(/检举|控告|征迁部|金丝雀/);
    }
    expect(office.messagesTo(construction.liaisonA)).toEqual([]);
    expect(office.messagesTo(construction.head)).toEqual([]);
  });
});

describe('承办人不能再办', () => {
  const reason = '与信访事项有直接利害关系。';

  it('leaves the petition to the head of the department, who may also name another', async () => {
    const office = openOffice({ at: '2026-09-28 08:30' });
    const id = await accepted(office);
    const offered = async () =>
      (await office.as(demolition.head).actions(id)).map(({ act }) => act);
    expect(await offered()).not.toContain('submitReply');
    await office.as(clerk).does(id, 'recuse', { staffId: demolition.caseworker, reason });
    expect(await offered()).toEqual(expect.arrayContaining(['submitReply', 'replaceCaseworker']));
    expect((await office.store.toDo(demolition.head)).map((petition) => petition.id)).toContain(id);
  });

  it('gives the head nothing to reply before anybody was named', async () => {
    const office = openOffice({ at: '2026-09-28 08:30' });
    const id = await assigned(office);
    await office.as(demolition.liaisonA).does(id, 'acceptAssignment', {});
    const acts = await office.as(demolition.head).actions(id);
    expect(acts.map(({ act }) => act)).toContain('nameCaseworker');
    expect(acts.map(({ act }) => act)).not.toContain('submitReply');
  });
});

describe('责令重办', () => {
  it('keeps the old reply and the signature of the assignment, and voids the others [M6]', async () => {
    const office = openOffice({ at: '2026-09-28 08:30' });
    const id = await accepted(office);
    await submitReply(office, id);
    await office.as(demolition.leader).does(id, 'approveReply', { opinion: '同意。' });
    const sent = await office
      .as(petitionLeader)
      .does(id, 'orderRework', { reason: '调查不够充分，请补充。' });
    expect(sent.stage).toBe('handling');
    expect(sent.replies).toHaveLength(1);
    expect(sent.replies[0]?.sentBackAt).toBe(office.now());
    expect(signers(sent)).toEqual([
      ['assignment', petitionLeader, true],
      ['reply', demolition.caseworker, false],
      ['matterReview', demolition.leader, false],
    ]);
    await submitReply(office, id);
    const petition = await reviewAndConclude(office, id);
    expect(petition.replies).toHaveLength(2);
    expect(petition.stage).toBe('awaitingReply');
  });
});

describe('a dissatisfied petitioner (附件5、附件6)', () => {
  it('has the matter verified with four signatures before it is archived [M47] [M48] [M49]', async () => {
    const office = openOffice({ at: '2026-09-28 08:30' });
    const id = await concluded(office);
    await deliverReply(office, id);
    expect(await followUp(office, id, 'dissatisfied')).toMatchObject({
      stage: 'verificationOpened',
    });
    await office
      .as(clerk)
      .does(id, 'openVerification', { origin: 'followUp', requirement: '请核实办理情况。' });
    await office.as(principal).does(id, 'assignVerification', { opinion: '请认真核实。' });
    await office.as(demolition.leader).does(id, 'instructVerification', { opinion: '请核实。' });
    await office.as(demolition.head).does(id, 'orderVerification', { opinion: '请抓紧核实。' });
    await office.as(demolition.caseworker).does(id, 'submitStatement', {
      basicFacts: '信访人反映安置房交付问题。',
      findings: '经再次调查核实，情况属实，已安排处理。',
      communication: '已与信访人电话沟通。',
    });
    await office.as(demolition.leader).does(id, 'issueStatement', { opinion: '同意签发。' });
    expect(
      await office.as(clerk).does(id, 'deliverVerificationReply', {
        channel: 'platform',
        on: localDayOf(office.now()),
        scannedIntoPlatform: true,
      }),
    ).toMatchObject({ stage: 'flagsCheck' });
    const archived = await office
      .as(clerk)
      .does(id, 'answerFlags', { weeklyConsultation: false, supervision: false });
    expect(archived.stage).toBe('archived');
    expect(signers(archived).slice(5)).toEqual([
      ['verificationAssignment', principal, true],
      ['verificationInstruction', demolition.leader, true],
      ['verificationOrder', demolition.head, true],
      ['verificationStatement', demolition.caseworker, true],
      ['statementIssue', demolition.leader, true],
    ]);
    expect(archived.verifications).toMatchObject([{ round: 1, number: '镜核[2026]1号' }]);
  });
});

describe('延期', () => {
  it('is granted once, by the principal leader, by at most 30 days', async () => {
    const office = openOffice({ at: '2026-09-28 08:30' });
    const id = await accepted(office);
    const reason = '情况复杂，需多部门会商。';
    const { caseworker } = demolition;
    const tooLong = await office.as(caseworker).act(id, 'requestExtension', { days: 31, reason });
    expect(tooLong).toMatchObject({ refusal: { code: 'extensionTooLong', cap: { maximum: 30 } } });
    await office.as(caseworker).does(id, 'requestExtension', { days: 30, reason });
    expect(
      await office.as(petitionLeader).act(id, 'grantExtension', { opinion: '同意。' }),
    ).toMatchObject({ refusal: { code: 'notPermitted' } });
    const granted = await office
      .as(principal)
      .does(id, 'grantExtension', { opinion: '同意延期。' });
    const limit = granted.clocks.find(({ clock }) => clock === 'caseDue');
    expect(limit?.moved.map(({ from }) => from)).toEqual([at('2026-11-27 17:30')]);
    // 12-27 is a Sunday, and 2026 is loaded to its end.
    expect(limit?.dueAt).toBe(at('2026-12-28 17:30'));
    const second = await office.as(caseworker).act(id, 'requestExtension', { days: 1, reason });
    expect(second).toMatchObject({
      refusal: { code: 'conditionNotMet', guard: '!extendedBefore' },
    });
  });

  it('is refused once the deadline has passed', async () => {
    const office = openOffice({ at: '2026-09-28 08:30' });
    const [inTime, late] = [await accepted(office), await accepted(office)];
    const asked = { days: 10, reason: '情况复杂，需多部门会商。' };
    const { caseworker } = demolition;
    await office.setTime('2026-11-27 17:30');
    expect((await office.as(caseworker).act(inTime, 'requestExtension', asked)).ok).toBe(true);
    await office.setTime('2026-11-27 17:30:01');
    expect(await office.as(caseworker).act(late, 'requestExtension', asked)).toEqual({
      ok: false,
      refusal: { code: 'deadlinePassed', dueAt: at('2026-11-27 17:30') },
    });
  });
});

describe('转送', () => {
  it('ends with the consent of the city bureau, or comes back for a signature [M4]', async () => {
    const office = openOffice({ at: '2026-09-28 08:30' });
    const id = await office.as(clerk).register();
    await office.as(clerk).does(id, 'signIn');
    await office.as(clerk).does(id, 'requestTransfer', {
      competentOrgan: '越城区人民政府',
      legalBasis: '《信访工作条例》第二十三条',
    });
    const silent = await office.as(clerk).act(id, 'refuseTransfer');
    expect(silent).toEqual({ ok: false, refusal: { code: 'fieldMissing', field: 'note' } });
    expect(
      await office.as(clerk).does(id, 'refuseTransfer', { note: '市信访局要求我办办理。' }),
    ).toMatchObject({ stage: 'awaitingAssignment' });
    await office.as(petitionLeader).does(id, 'orderTransfer', {
      competentOrgan: '越城区人民政府',
      legalBasis: '《信访工作条例》第二十三条',
    });
    const gone = await office.as(clerk).does(id, 'confirmTransfer');
    expect(gone.stage).toBe('transferred');
    expect(gone.clocks.filter(({ stoppedAt }) => stoppedAt === undefined)).toEqual([]);
  });
});
