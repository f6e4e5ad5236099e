import { describe, expect, it } from 'vitest';
import type { VisitNature, VisitVenue } from '../../server/domain/act-input.ts';
import type { PetitionId } from '../../server/domain/petition.ts';
import { localDayOf } from '../../server/domain/time.ts';
import { type Office, openOffice } from '../support/office.ts';
import { clerk, demolition, director, petitionLeader, principal } from '../support/people.ts';
import { at, day } from '../support/time.ts';
import {
  accepted,
  assigned,
  concluded,
  deliverReply,
  followUp,
  submitReply,
} from '../support/walks.ts';

const MONDAY = '2026-09-28 08:30';
const opinion = '同意。';

describe('承办', () => {
  it('needs one person by name, of the department, before anybody handles [M11] [M28]', async () => {
    const office = openOffice({ at: MONDAY });
    const id = await assigned(office);
    const named = (caseworkerId: string) =>
      office.as(demolition.liaisonA).act(id, 'acceptAssignment', { caseworkerId });
    expect(await named('')).toMatchObject({ ok: false });
    expect(await named('construction-c')).toMatchObject({ refusal: { code: 'notOfThisUnit' } });
    expect(await office.petition(id)).toMatchObject({ stage: 'assigned' });
    expect(await named(demolition.caseworker)).toMatchObject({ ok: true });
    expect((await office.petition(id)).assignments[0]?.caseworkerId).toBe(demolition.caseworker);
  });

  it('ends with what was told, to whom it was told, how and on which day [M12]', async () => {
    const office = openOffice({ at: MONDAY });
    const id = await accepted(office);
    const reply = {
      findings: '经现场调查，诉求所述情况基本属实。',
      reply: '已与信访人当面沟通，按政策予以办理。',
      instructionAnswered: true,
      unreasonable: false,
    };
    const tomorrow = { how: 'phone', on: day('2026-09-29') } as const;
    const told = async (value: typeof tomorrow) =>
      await office.as(demolition.caseworker).act(id, 'submitReply', { ...reply, told: value });
    expect(await told(tomorrow)).toMatchObject({ ok: false });
    await told({ ...tomorrow, on: localDayOf(office.now()) });
    expect((await office.petition(id)).replies).toMatchObject([
      { told: { how: 'phone', on: day('2026-09-28') }, by: demolition.caseworker },
    ]);
  });

  it('of an unreasonable demand closes with all seven 到位 shown, and with none of them blank [M35]', async () => {
    const office = openOffice({ at: MONDAY });
    const id = await accepted(office);
    const [regime] = (await office.store.regimes()).filter(({ id: name }) => name === 'jinghu2020');
    const items = (regime?.closingChecklist ?? []).map((item) => item.id);
    const evidence = Object.fromEntries(items.map((item) => [item, '见附卷材料第3页。']));
    const closing = (closingChecklist: Readonly<Record<string, string>>) =>
      office.as(demolition.caseworker).act(id, 'submitReply', {
        findings: '经现场调查，诉求没有政策依据。',
        reply: '已当面说明政策和后续救济途径。',
        told: { how: 'phone', on: localDayOf(office.now()) },
        instructionAnswered: true,
        unreasonable: true,
        closingChecklist,
      });
    expect(items).toHaveLength(7);
    for (const blank of items) {
      expect(await closing({ ...evidence, [blank]: ' ' })).toMatchObject({
        refusal: { code: 'fieldMissing', field: `closingChecklist.${blank}` },
      });
    }
    expect(await closing(evidence)).toMatchObject({ ok: true });
  });

  it('is reviewed by the leader of the matter first; the second review before it is refused [M44]', async () => {
    const office = openOffice({ at: MONDAY });
    const id = await accepted(office);
    await submitReply(office, id);
    expect(await office.as(petitionLeader).act(id, 'approveReply', { opinion })).toMatchObject({
      refusal: { code: 'notPermitted' },
    });
    await office.as(demolition.leader).does(id, 'approveReply', { opinion });
    const back = await office
      .as(petitionLeader)
      .does(id, 'orderRework', { reason: '答复没有写明法律依据，请补正后重报。' });
    expect(back).toMatchObject({ stage: 'handling', reworks: [{ by: petitionLeader }] });
  });
});

describe('流转、办理、回访', () => {
  it('stand at every node under a deadline, or under a sentence that says why there is none [M36]', async () => {
    const office = openOffice({ at: MONDAY });
    const regime = (await office.store.regimes()).find(({ id }) => id === 'jinghu2020');
    const seen: string[] = [];
    const look = async (id: PetitionId) => {
      const { stage, clocks } = await office.petition(id);
      const running = clocks.filter(({ stoppedAt }) => stoppedAt === undefined);
      const reason = regime?.stages[stage]?.untimed ?? '';
      seen.push(stage);
      expect([stage, running.length > 0 || reason.length > 10]).toEqual([stage, true]);
    };
    const registered = await office.as(clerk).register();
    await look(registered);
    await office.as(clerk).does(registered, 'signIn');
    await look(registered);
    await look(await assigned(office));
    const id = await accepted(office);
    await look(id);
    await submitReply(office, id);
    await look(id);
    const done = await concluded(office);
    await look(done);
    await deliverReply(office, done);
    await look(done);
    await followUp(office, done, 'satisfied');
    await look(done);
    expect(new Set(seen).size).toBe(8);
    const { clocks } = await office.petition(done);
    const kept = clocks.filter(({ clock }) => ['caseDue', 'followUpVisit'].includes(clock));
    expect(kept.map(({ dueAt, stoppedAt }) => [dueAt > 0, stoppedAt])).toEqual([
      [true, office.now()],
      [true, office.now()],
    ]);
  });
});

describe('回访', () => {
  it('keeps three moments: the system reply, the visit, and that the rating was asked for [M46]', async () => {
    const office = openOffice({ at: MONDAY });
    const id = await concluded(office);
    await office.setTime('2026-09-28 09:00');
    await deliverReply(office, id);
    await office.setTime('2026-09-28 10:00');
    const { deliveredReply, followUps } = await followUp(office, id, 'satisfied');
    expect(deliveredReply).toMatchObject({ at: at('2026-09-28 09:00'), channel: 'platform' });
    expect(followUps).toMatchObject([
      { at: at('2026-09-28 10:00'), outcome: 'satisfied', ratingPrompted: true },
    ]);
  });
});

describe('复查复核', () => {
  const request = {
    kind: 'recheck',
    receivedOn: '2026-09-28',
    organ: '绍兴市人民政府',
    claims: '对答复意见不服，请求复查。',
  };
  const upheld = { result: 'upheld', issuedOn: '2026-10-20', opinion: '维持原答复意见。' };

  async function archived(office: Office): Promise<PetitionId> {
    const id = await concluded(office);
    await deliverReply(office, id);
    await followUp(office, id, 'satisfied');
    await office
      .as(clerk)
      .does(id, 'answerFlags', { weeklyConsultation: false, supervision: false });
    return id;
  }
  const reviewing = async (office: Office) => {
    const id = await archived(office);
    await office.as(clerk).does(id, 'openReview', {}, { answers: request });
    return id;
  };

  it('is accepted on the file of the petition, with thirty days from the day the application came [M7]', async () => {
    const office = openOffice({ at: MONDAY });
    const petition = await office.petition(await reviewing(office));
    expect(petition).toMatchObject({ stage: 'reviewing' });
    expect(petition.records.at(-1)).toMatchObject({ record: 'reviewRequest', by: clerk });
    expect(petition.clocks.findLast(({ clock }) => clock === 'reviewOpinion')?.dueAt).toBe(
      at('2026-10-28 17:30'),
    );
  });

  it('leaves what was decided as it is until the opinion is there [M7]', async () => {
    const office = openOffice({ at: MONDAY });
    const id = await reviewing(office);
    const { replies, signatures } = await office.petition(id);
    expect(
      await office.as(petitionLeader).act(id, 'conclude', { opinion: '同意办结。' }),
    ).toMatchObject({ refusal: { code: 'wrongStage' } });
    await office.setTime('2026-10-20 10:00');
    const after = await office.as(clerk).does(id, 'recordReviewOpinion', {}, { answers: upheld });
    expect(after).toMatchObject({ stage: 'flagsCheck', replies, signatures });
  });

  it.each(['changed', 'revoked'])(
    'that was %s has the matter looked into again [M7]',
    async (result) => {
      const office = openOffice({ at: MONDAY });
      const id = await reviewing(office);
      await office.setTime('2026-10-20 10:00');
      expect(
        await office
          .as(clerk)
          .does(id, 'recordReviewOpinion', {}, { answers: { ...upheld, result } }),
      ).toMatchObject({ stage: 'verificationOpened' });
    },
  );
});

describe('接访', () => {
  const claimed: readonly (readonly [VisitVenue, VisitNature, boolean, string, string])[] = [
    ['office', 'technical', false, 'reception', demolition.liaisonA],
    ['office', 'major', false, 'leaderReception', demolition.leader],
    ['office', 'major', true, 'leaderReception', principal],
    ['cityBureau', 'technical', false, 'claim', demolition.liaisonA],
    ['cityBureau', 'major', false, 'claim', demolition.leader],
    ['cityLeader', 'technical', false, 'leaderClaim', demolition.leader],
    ['cityLeader', 'major', true, 'leaderClaim', principal],
  ];

  it.each(claimed)(
    'at %s of a %s matter (principal: %s) is %s, and tells %s [M59] [M60]',
    async (venue, nature, principalNeeded, stage, told) => {
      const office = openOffice({ at: MONDAY });
      const id = await visited(office);
      const routed = await office
        .as(clerk)
        .does(id, 'routeVisit', { unitId: demolition.id, venue, nature, principalNeeded });
      expect(routed.stage).toBe(stage);
      await office.setTime('2026-09-28 08:40');
      expect(office.messagesTo(told).map(({ title }) => title)).toContain('现场接访');
    },
  );

  it('is numbered in a series of its own, and handed over to the office in the end [M53]', async () => {
    const office = openOffice({ at: MONDAY });
    await office.as(clerk).register();
    const first = await visited(office);
    const second = await visited(office);
    const numbers = await Promise.all([first, second].map((id) => office.petition(id)));
    expect(numbers.map(({ number }) => number)).toEqual(['镜访[2026]1号', '镜访[2026]2号']);
  });
});

describe('接收必登', () => {
  it('what was registered by mistake stays on the file under its number, with the reason [M57]', async () => {
    const office = openOffice({ at: MONDAY });
    const id = await office.as(clerk).register();
    const reason = '与2026年9月27日登记的信访件重复，属误登。';
    const after = await office.as(director).does(id, 'terminate', { reason });
    expect(after).toMatchObject({ stage: 'withdrawn', number: '2026-0001' });
    expect(JSON.stringify(await office.store.events(id))).toContain(reason);
    const next = await office.petition(await office.as(clerk).register());
    expect(next.number).toBe('2026-0002');
  });
});

function visited(office: Office): Promise<PetitionId> {
  return office.as(clerk).register({ flow: 'visit', facts: { channel: 'visit' } });
}
