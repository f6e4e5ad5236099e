import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import {
  consultationList,
  followUpList,
  letterList,
  returnList,
  supervisionList,
} from '../../server/contract/worklists.ts';
import type { PetitionId } from '../../server/domain/petition.ts';
import { localDay, localDayOf } from '../../server/domain/time.ts';
import { type Api, openApi } from '../support/api.ts';
import {
  city,
  clerk,
  construction,
  demolition,
  director,
  petitionLeader,
  principal,
} from '../support/people.ts';
import { accepted, assigned, concluded, deliverReply, followUp } from '../support/walks.ts';

const MORNING = '2026-09-28 08:30';
const wrongUnit = {
  basis: 'otherUnit' as const,
  detail: '该事项属规划建设部职责范围，经核实不归我部办理。',
  proposedUnitId: construction.id,
};

describe('退单裁定', () => {
  it('says how much of the window was left at its last moment, and how late one minute after [M29]', async () => {
    const api = await openApi({ at: MORNING });
    const [inTime, late] = [await assigned(api.office), await assigned(api.office)];
    await api.office.setTime('2026-09-28 11:30');
    await api.office.as(demolition.liaisonA).does(inTime, 'returnAssignment', wrongUnit);
    await api.office.setTime('2026-09-28 11:31');
    const lateReason = '承办人员外出，未及时核实。';
    const lately = { ...wrongUnit, lateReason };
    await api.office.as(demolition.liaisonA).does(late, 'returnAssignment', lately);
    const { items } = await listed(api, clerk, 'returns', returnList);
    expect(items.map(({ petition, late: isLate }) => [petition.id, isLate])).toEqual([
      [inTime, false],
      [late, true],
    ]);
    expect(items[0]?.windowText).toBe('期限届满时提出');
    expect(items[1]).toMatchObject({ windowText: '逾期1分钟工作时间', lateReason, time: 1 });
  });

  it('leaves the list when settled; the register counts it with the share that was upheld [M33]', async () => {
    const api = await openApi({ at: MORNING });
    const { office } = api;
    const ids: PetitionId[] = [];
    for (let count = 0; count < 4; count++) {
      const id = await assigned(office);
      await office.as(demolition.liaisonA).does(id, 'returnAssignment', wrongUnit);
      ids.push(id);
    }
    const [ruled = '', rejected = '', upheld = '', pending = ''] = ids;
    const opinion = '改派规划建设部。';
    for (const id of [ruled, upheld]) {
      await office.as(clerk).does(id, 'reassign', { unitId: construction.id, opinion });
    }
    await office.as(clerk).does(rejected, 'rejectReturn', { reason: '属你部职责。' });
    await office
      .as(construction.liaisonA)
      .does(ruled, 'returnAssignment', { ...wrongUnit, proposedUnitId: city.id });
    const open = await listed(api, clerk, 'returns', returnList);
    expect(open.items.map(({ petition, time }) => [petition.id, time])).toEqual([
      [pending, 1],
      [ruled, 2],
    ]);
    await office
      .as(petitionLeader)
      .does(ruled, 'ruleUnit', { unitId: city.id, opinion: '由城市管理部承办。' });
    const { items, lines } = await listed(api, clerk, 'returns?year=2026', returnList);
    expect(items.filter(({ binding }) => binding).map(({ settledBy }) => settledBy)).toEqual([
      (await office.store.directory()).staff.get(petitionLeader)?.name,
    ]);
    expect(lines.map(({ unitName, ...counts }) => [unitName, Object.values(counts)])).toEqual([
      ['征迁部', [4, 0, 1, 2, 1, 67]],
      ['规划建设部', [1, 0, 0, 1, 0, 100]],
    ]);
    expect((await listed(api, clerk, 'returns?year=2025', returnList)).items).toEqual([]);
  });
});

describe('回访与评价', () => {
  it('is due until the last moment of its clock and overdue after it, with the attempts counted [M31]', async () => {
    const api = await openApi({ at: MORNING });
    const id = await concluded(api.office);
    await deliverReply(api.office, id);
    await followUp(api.office, id, 'unreachable');
    const states = async () =>
      (await listed(api, clerk, 'follow-ups', followUpList)).items.map(
        ({ state, unreached, attempts }) => [state, unreached, attempts],
      );
    expect(await states()).toEqual([['coming', 1, 3]]);
    const { dueAt } = await followUpClock(api, id);
    await api.office.setTime(dueAt);
    expect(await states()).toEqual([['today', 1, 3]]);
    api.office.skipTo((dueAt + 60_000) as typeof dueAt);
    expect(await states()).toEqual([['overdue', 1, 3]]);
  });

  it('names who is not satisfied and not yet verified, and who was never rated', async () => {
    const api = await openApi({ at: MORNING });
    const ends = ['dissatisfied', 'satisfied', 'unreachable'] as const;
    const ids: PetitionId[] = [];
    for (const outcome of ends) {
      const id = await concluded(api.office);
      await deliverReply(api.office, id);
      const times = outcome === 'unreachable' ? 3 : 1;
      for (let time = 0; time < times; time++) await followUp(api.office, id, outcome);
      ids.push(id);
    }
    const open = async () =>
      (await listed(api, clerk, 'follow-ups', followUpList)).items.map(({ state, petition }) => [
        petition.id,
        state,
      ]);
    expect((await open()).toSorted()).toEqual(
      [
        [ids[0], 'dissatisfied'],
        [ids[2], 'unrated'],
      ].toSorted(),
    );
    await api.office.as(clerk).does(ids[0] ?? '', 'openVerification', {
      origin: 'followUp',
      requirement: '对回访意见逐项核实。',
    });
    expect(await open()).toEqual([[ids[2], 'unrated']]);
    const { items } = await listed(api, clerk, 'follow-ups?year=2026', followUpList);
    expect(items.map(({ last }) => last?.outcomeText).toSorted()).toEqual(
      ['不满意', '满意', '未联系上', '未联系上', '未联系上'].toSorted(),
    );
  });
});

describe('督查督办、会商、联系函', () => {
  it('a supervision is overdue once its clock has run out, and not before', async () => {
    const api = await openApi({ at: MORNING });
    const id = await accepted(api.office);
    const dueOn = localDay(localDayOf(api.office.now()) + 1);
    const reason = '多次催办未回应。';
    await api.office.as(director).does(id, 'openSupervision', { reason, dueOn });
    const seen = async () =>
      (await listed(api, clerk, 'supervisions', supervisionList)).items.map(
        ({ overdue, daysLeft }) => [overdue, daysLeft],
      );
    expect(await seen()).toEqual([[false, 1]]);
    await api.office.setTime('2026-09-29 17:30');
    expect(await seen()).toEqual([[false, 0]]);
    await api.office.setTime('2026-09-29 17:31');
    expect(await seen()).toEqual([[true, 0]]);
    await api.office.as(director).does(id, 'closeSupervision', { outcome: '已回应信访人。' });
    expect(await seen()).toEqual([]);
    const { items } = await listed(api, clerk, 'supervisions?year=2026', supervisionList);
    expect(items[0]).toMatchObject({ overdue: false, outcome: '已回应信访人。' });
  });

  it('a letter waits by days until its reply is entered [M25] [M55]', async () => {
    const api = await openApi({ at: MORNING });
    const id = await accepted(api.office);
    await assigned(api.office);
    const letter = { addressee: '灵芝街道办事处', matter: '夜间施工', request: '请派员协调处理。' };
    await api.office.as(demolition.caseworker).does(id, 'sendLetter', letter);
    await api.office.setTime('2026-09-30 09:00');
    const [row] = (await listed(api, clerk, 'letters', letterList)).items;
    expect(row).toMatchObject({ ...letter, daysWaiting: 2, petition: { id } });
    await api.office.as(clerk).does(id, 'recordLetterReply', {
      letterNumber: row?.number ?? '',
      summary: '已派员协调。',
    });
    await api.office.setTime('2026-10-09 09:00');
    expect((await listed(api, clerk, 'letters', letterList)).items).toEqual([]);
    const { items } = await listed(api, clerk, 'letters?year=2026', letterList);
    expect(items.map(({ daysWaiting, reply }) => [daysWaiting, reply?.summary])).toEqual([
      [2, '已派员协调。'],
    ]);
  });

  it('a decision stays on the list with its owner and day, and is overdue the day after [M23]', async () => {
    const api = await openApi({ at: MORNING });
    const id = await accepted(api.office);
    await api.office
      .as(demolition.caseworker)
      .does(id, 'requestConsultation', { reason: '涉及多个部室，需会商。' });
    const rows = async () =>
      (await listed(api, clerk, 'consultations', consultationList)).items.map(
        ({ decision, owner, due }) => [decision, owner, due?.overdue],
      );
    expect(await rows()).toEqual([[undefined, undefined, undefined]]);
    const dueOn = localDayOf(api.office.now());
    const decision = '由征迁部牵头，限期化解。';
    const late = { decision, ownerId: demolition.head, dueOn: localDay(dueOn - 1) };
    expect(await api.office.as(director).act(id, 'resumeHandling', late)).toMatchObject({
      refusal: { field: 'dueOn', reason: 'inPast' },
    });
    await api.office
      .as(director)
      .does(id, 'resumeHandling', { decision, ownerId: demolition.head, dueOn });
    const name = (await api.office.store.directory()).staff.get(demolition.head)?.name;
    await api.office.setTime('2026-09-28 23:59');
    expect(await rows()).toEqual([[decision, name, false]]);
    await api.office.setTime('2026-09-29 00:00');
    expect(await rows()).toEqual([[decision, name, true]]);
  });
});

describe('an accusation', () => {
  it('changes no byte of what the accused leader is answered, and is on the list of its own chain', async () => {
    const [without, withSecret] = await Promise.all([false, true].map(answersToAccused));
    expect(withSecret?.accused).toEqual(without?.accused);
    expect(without?.accused.join('')).toContain('关于安置房交付的诉求');
    expect([without?.chain, withSecret?.chain]).toEqual([1, 2]);
  });
});

it('is refused to somebody who holds no office-wide role', async () => {
  const api = await openApi({ at: MORNING });
  const { status } = await (await api.as(demolition.caseworker)).get('/api/worklists/returns');
  expect(status).toBe(403);
});

const NAMES = ['returns', 'follow-ups', 'letters', 'consultations', 'supervisions', 'visits'];

/** Everything the accused leader and the principal are answered, in a world with or without an accusation. */
async function answersToAccused(secret: boolean) {
  const api = await openApi({ at: MORNING });
  const { office } = api;
  await busy(office, await accepted(office));
  if (secret) {
    const facts = { appealType: 'accusation', channel: 'visit' } as const;
    const accused = { staffIds: [petitionLeader] };
    await busy(office, await accepted(office, { facts, accused }));
  }
  const phone = await api.as(petitionLeader);
  const paths = NAMES.flatMap((name) => [name, `${name}?year=2026`]);
  const answers = await Promise.all(paths.map((path) => phone.get(`/api/worklists/${path}`)));
  // Ids are random; the supervision's and the letter's number say only that one more was written.
  const accused = answers.map(({ text }) => text.replaceAll(/"(id|key)":"[^"]*"/g, ''));
  const chain = (await listed(api, principal, 'consultations', consultationList)).items;
  return { accused, chain: chain.length };
}

async function busy(office: Api['office'], id: PetitionId) {
  await office
    .as(demolition.caseworker)
    .does(id, 'requestConsultation', { reason: '涉及多个部室，需会商。' });
}

async function followUpClock({ office }: Api, id: PetitionId) {
  const { clocks } = await office.petition(id);
  const clock = clocks.find((each) => each.clock === 'followUpVisit');
  if (!clock) throw new Error('nothing is due');
  return clock;
}

async function listed<Schema extends z.ZodType>(
  api: Api,
  viewer: string,
  path: string,
  schema: Schema,
): Promise<z.output<Schema>> {
  const got = await (await api.as(viewer)).get(`/api/worklists/${path}`);
  if (got.status !== 200) throw new Error(got.text);
  return schema.parse(got.json());
}
