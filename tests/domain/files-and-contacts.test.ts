import { describe, expect, it } from 'vitest';
import { waitingActsFor } from '../../server/domain/gate.ts';
import type { PetitionFacts } from '../../server/domain/petition.ts';
import { localDay, localDayOf } from '../../server/domain/time.ts';
import { type Office, openOffice } from '../support/office.ts';
import { city, clerk, demolition, principal } from '../support/people.ts';
import { at } from '../support/time.ts';
import { keptUpload } from '../support/uploads.ts';
import { accepted, assigned, concluded, deliverReply, followUp } from '../support/walks.ts';

const START = '2026-09-28 08:30';
const SUPERIOR: Partial<PetitionFacts> = {
  source: 'superior',
  platformNumber: 'P1',
  externalDueAt: at('2026-12-01 17:30'),
};

const spoken = (office: Office) =>
  ({
    on: localDayOf(office.now()),
    how: 'phone',
    outcome: 'reached',
    summary: '已说明办理安排。',
  }) as const;

describe('a contact with the petitioner (当天接处、联系协调)', () => {
  it('is kept with day, time, way and outcome, beside the flow [M16]', async () => {
    const office = openOffice({ at: START });
    const id = await accepted(office);
    const { contacts, stage } = await office
      .as(demolition.liaisonB)
      .does(id, 'recordContact', { ...spoken(office), time: '08:30' });
    expect(stage).toBe('handling');
    expect(contacts).toEqual([
      { ...spoken(office), time: '08:30', at: office.now(), by: demolition.liaisonB },
    ]);
  });

  it.each([
    demolition.liaisonA,
    demolition.liaisonB,
    demolition.caseworker,
    demolition.head,
    clerk,
  ])('may be noted by %s', async (who) => {
    const office = openOffice({ at: START });
    const id = await accepted(office);
    const answer = await office.as(who).act(id, 'recordContact', spoken(office));
    expect(answer.ok).toBe(true);
  });

  it('may not be noted by others, nor before the petition was assigned', async () => {
    const office = openOffice({ at: START });
    const early = await office.as(clerk).register();
    expect(await office.as(clerk).act(early, 'recordContact', spoken(office))).toMatchObject({
      refusal: { code: 'conditionNotMet', guard: 'assigned' },
    });
    const id = await assigned(office);
    expect(await office.as(city.liaisonA).act(id, 'recordContact', spoken(office))).toMatchObject({
      refusal: { code: 'notFound' },
    });
    expect(await office.as(principal).act(id, 'recordContact', spoken(office))).toMatchObject({
      refusal: { code: 'notPermitted' },
    });
  });

  it.each([
    ['this very minute', 0, '08:30', true],
    ['the next minute', 0, '08:31', false],
    ['later in the day, but yesterday', -1, '23:59', true],
    ['tomorrow', 1, '08:00', false],
  ])('%s', async (_, days, time, isTaken) => {
    const office = openOffice({ at: START });
    const id = await accepted(office);
    const on = localDay(localDayOf(office.now()) + days);
    const answer = await office
      .as(demolition.liaisonA)
      .act(id, 'recordContact', { ...spoken(office), on, time });
    expect(answer.ok).toBe(isTaken);
  });

  it('tells nobody anything', async () => {
    const office = openOffice({ at: START });
    const id = await accepted(office);
    const before = (await office.outbox()).length;
    await office.as(demolition.liaisonA).does(id, 'recordContact', spoken(office));
    expect(await office.outbox()).toHaveLength(before);
  });
});

describe('逐项答复', () => {
  const item = { claim: '要求交房', finding: '工程已竣工', answer: '十月底前交付' };
  const reply = (office: Office, items: readonly (typeof item)[]) => ({
    findings: '经现场调查，诉求所述情况基本属实。',
    reply: '已与信访人当面沟通，按政策予以办理。',
    told: { how: 'phone', on: localDayOf(office.now()) } as const,
    instructionAnswered: true,
    unreasonable: false,
    items,
  });

  it('stays on the file item by item, with the evidence brought along', async () => {
    const office = openOffice({ at: START });
    const id = await accepted(office);
    const photo = await keptUpload(office, id, demolition.caseworker);
    const petition = await office
      .as(demolition.caseworker)
      .does(id, 'submitReply', { ...reply(office, [item]), attachments: [photo] });
    expect(petition.replies).toMatchObject([{ items: [item], attachments: [photo] }]);
    expect(petition.attachments).toMatchObject([{ id: photo, purpose: 'evidence' }]);
  });

  it('leaves no item half answered', async () => {
    const office = openOffice({ at: START });
    const id = await accepted(office);
    const half = [item, { ...item, answer: ' ' }];
    const answer = await office
      .as(demolition.caseworker)
      .act(id, 'submitReply', reply(office, half));
    expect(answer).toMatchObject({ refusal: { code: 'fieldMissing', field: 'items' } });
  });
});

describe('退单', () => {
  it('brings its evidence', async () => {
    const office = openOffice({ at: START });
    const id = await assigned(office);
    const photo = await keptUpload(office, id, demolition.liaisonA);
    const petition = await office.as(demolition.liaisonA).does(id, 'returnAssignment', {
      basis: 'unclear',
      detail: '来信没有写明是哪一处房屋，无法办理。',
      attachments: [photo],
    });
    expect(petition.assignments[0]?.returns).toMatchObject([{ attachments: [photo] }]);
    expect(petition.attachments).toMatchObject([{ addedBy: demolition.liaisonA }]);
  });
});

describe('the signed sheet (此件扫描录入)', () => {
  it('brought with the reply is the scan of that sheet', async () => {
    const office = openOffice({ at: START });
    const id = await concluded(office);
    const scan = await keptUpload(office, id, clerk);
    const petition = await office.as(clerk).does(id, 'deliverReply', {
      channel: 'platform',
      on: localDayOf(office.now()),
      scannedIntoPlatform: true,
      attachments: [scan],
    });
    expect(petition.attachments).toMatchObject([{ purpose: 'signedForm', form: 'handlingSheet' }]);
  });
});

/** Verified and issued on the screen; the paper is still to be signed by hand. */
async function issued(office: Office, facts: Partial<PetitionFacts> = {}) {
  const id = await concluded(office, { facts });
  await deliverReply(office, id);
  await followUp(office, id, 'dissatisfied');
  await office
    .as(clerk)
    .does(id, 'openVerification', { origin: 'followUp', requirement: '请核实办理情况。' });
  await office.as(principal).does(id, 'assignVerification', { opinion: '请认真核实。' });
  await office.as(demolition.leader).does(id, 'instructVerification', { opinion: '请核实。' });
  await office.as(demolition.head).does(id, 'orderVerification', { opinion: '请抓紧核实。' });
  return id;
}

async function stated(office: Office, id: string) {
  await office.as(demolition.caseworker).does(id, 'submitStatement', {
    basicFacts: '信访人反映安置房交付问题。',
    findings: '经再次调查核实，情况属实，已安排处理。',
    communication: '已与信访人电话沟通。',
  });
  return await office.as(demolition.leader).does(id, 'issueStatement', { opinion: '同意签发。' });
}

async function scanned(office: Office, id: string, form = 'verificationStatement') {
  const scan = await keptUpload(office, id, clerk);
  const given = { purpose: 'signedForm', form, attachments: [scan] } as const;
  return await office.as(clerk).does(id, 'attachFiles', given);
}

async function sends(office: Office, id: string) {
  return await office.as(clerk).act(id, 'deliverVerificationReply', {
    channel: 'platform',
    on: localDayOf(office.now()),
    scannedIntoPlatform: true,
  });
}

describe('核实情况说明（附件6）「需责任分管领导手签」', () => {
  it('of a superior case is not sent before its signed scan is on the file [M54]', async () => {
    const office = openOffice({ at: START });
    const id = await issued(office, SUPERIOR);
    await stated(office, id);
    const refusal = { code: 'conditionNotMet', guard: 'signedScanOnFile' };
    expect(await sends(office, id)).toMatchObject({ ok: false, refusal });
    await scanned(office, id, 'verificationSheet');
    expect(await sends(office, id)).toMatchObject({ ok: false, refusal });
    await scanned(office, id);
    expect(await sends(office, id)).toMatchObject({ ok: true });
    expect(await office.petition(id)).toMatchObject({ stage: 'flagsCheck' });
  });

  it('shows the button with the reason, offers the upload first, and keeps the clerk waiting', async () => {
    const office = openOffice({ at: START });
    const id = await issued(office, SUPERIOR);
    await stated(office, id);
    const offered = async () =>
      (await office.as(clerk).actions(id)).filter(({ primary }) => primary).map(({ act }) => act);
    expect(await offered()).toEqual(['attachFiles']);
    expect((await office.store.toDo(clerk)).map((petition) => petition.id)).toContain(id);
    const context = {
      now: office.now(),
      by: clerk,
      calendar: office.calendar,
      directory: await office.store.directory(),
      regime: (await office.store.regimes()).find(
        ({ version, id: name }) => version > 0 && name === 'jinghu2020',
      ),
    };
    const { regime } = context;
    if (!regime) throw new Error('no regime');
    const waiting = waitingActsFor(await office.petition(id), { ...context, regime });
    expect(waiting).toMatchObject([
      { act: 'deliverVerificationReply', lacking: 'signedScanOnFile' },
    ]);
    await scanned(office, id);
    expect(await offered()).toEqual(['deliverVerificationReply']);
  });

  it('written anew needs a new scan', async () => {
    const office = openOffice({ at: START });
    const id = await issued(office, SUPERIOR);
    await scanned(office, id);
    await office.setTime('2026-09-28 09:30');
    await stated(office, id);
    expect((await sends(office, id)).ok).toBe(false);
    await scanned(office, id);
    expect((await sends(office, id)).ok).toBe(true);
  });

  it('of a case of our own is sent without', async () => {
    const office = openOffice({ at: START });
    const id = await issued(office);
    await stated(office, id);
    expect((await sends(office, id)).ok).toBe(true);
  });
});
