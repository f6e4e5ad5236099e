import { describe, expect, it } from 'vitest';
import { loadRegimes } from '../../db/seed-regime.ts';
import { petitionAnswer } from '../../server/contract/view.ts';
import type { ActTaken } from '../../server/domain/event.ts';
import type { PetitionId } from '../../server/domain/petition.ts';
import { actKinds } from '../../server/domain/regime-vocabulary.ts';
import { writtenWith } from '../../server/http/timeline-acts.ts';
import {
  maskedAddress,
  maskedIdNumber,
  maskedName,
  maskedPhone,
} from '../../server/http/views/masking.ts';
import { anyInput } from '../support/any-input.ts';
import { type Api, openApi } from '../support/api.ts';
import { clerk, construction, demolition } from '../support/people.ts';
import { officeCalendar } from '../support/time.ts';
import {
  accepted,
  assigned,
  concluded,
  deliverReply,
  followUp,
  submitReply,
} from '../support/walks.ts';

const START = '2026-03-16 09:00';

async function pageFor(api: Api, id: PetitionId, who = clerk) {
  const page = (await (await api.as(who)).get(`/api/petitions/${id}`)).json();
  expect(petitionAnswer.parse(page)).toEqual(page);
  return petitionAnswer.parse(page).petition;
}

async function stepsOf(api: Api, id: PetitionId) {
  const { steps } = await pageFor(api, id);
  const titles = (state: string) =>
    steps.filter((step) => step.state === state).map(({ title }) => title);
  return { done: titles('done'), current: titles('current'), ahead: titles('ahead') };
}

describe('the way of a petition', () => {
  it('shows the usual road to the archive from the first day', async () => {
    const api = await openApi({ at: START });
    const id = await api.office.as(clerk).register();
    expect(await stepsOf(api, id)).toEqual({
      done: [],
      current: ['受理登记'],
      ahead: [
        '签收拟办',
        '领导交办签批',
        '联络员接处',
        '部室（单位）处理',
        '事项分管领导审核',
        '信访分管领导审核',
        '办结签批',
        '系统回复',
        '信访回访',
        '会商、督办标注',
        '已归档',
      ],
    });
  });

  it('does not call done what has to be done again', async () => {
    const api = await openApi({ at: START });
    const id = await accepted(api.office);
    await submitReply(api.office, id);
    await api.office.as(demolition.leader).does(id, 'orderRework', { reason: '事实不清。' });
    const { done, current, ahead } = await stepsOf(api, id);
    expect(current).toEqual(['部室（单位）处理']);
    expect(done).not.toContain('事项分管领导审核');
    expect(ahead[0]).toBe('事项分管领导审核');
  });

  it('ends where the petition ends', async () => {
    const api = await openApi({ at: START });
    const id = await concluded(api.office);
    await deliverReply(api.office, id);
    await followUp(api.office, id, 'satisfied');
    await api.office.as(clerk).does(id, 'answerFlags', {
      weeklyConsultation: false,
      supervision: false,
    });
    const page = await pageFor(api, id);
    expect(page).toMatchObject({ ended: true, waitingFor: [] });
    expect(page.deadline).toBeUndefined();
    expect(await stepsOf(api, id)).toMatchObject({ current: ['已归档'], ahead: [] });
  });
});

describe('the history of a petition', () => {
  it('is told in plain sentences, in the order of time', async () => {
    const api = await openApi({ at: START });
    const id = await assigned(api.office);
    const { timeline } = await pageFor(api, id);
    const texts = timeline.map(({ atText, text }) => `${atText} ${text}`);
    expect(texts).toEqual(
      expect.arrayContaining([
        '3月16日（周一）09:00 孟示例登记了本件，编号2026-0001。',
        '3月16日（周一）09:00 孟示例办理“签收并打印办理单”。',
        '3月16日（周一）09:00 孟示例办理“呈领导交办签批”，拟交征迁部。',
        '3月16日（周一）09:00 “退单时限”开始计时，期限3月16日（周一）12:00。',
      ]),
    );
    const signed = timeline.find(({ text }) => text.includes('签批交办'));
    expect(signed?.text).toContain('由征迁部承办，已推送');
    expect(signed?.details).toEqual(['意见：请认真调查处理，按时限回复信访人。']);
  });

  it('puts a missed deadline where it was missed', async () => {
    const api = await openApi({ at: START });
    const id = await assigned(api.office);
    await api.office.setTime('2026-03-17 09:00');
    const { timeline } = await pageFor(api, id);
    expect(timeline.find(({ tone }) => tone === 'bad')).toMatchObject({
      atText: '3月16日（周一）12:00',
      text: '“退单时限”到期，未按时完成。',
    });
    const times = timeline.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((left, right) => left - right));
  });

  it('marks a late return as late, with what was written', async () => {
    const api = await openApi({ at: START });
    const id = await assigned(api.office);
    await api.office.setTime('2026-03-16 15:00');
    await api.office.as(demolition.liaisonA).does(id, 'returnAssignment', {
      basis: 'otherUnit',
      detail: '该地块由规划建设部负责。',
      proposedUnitId: construction.id,
      lateReason: '上午外出开会未看手机。',
    });
    const page = await pageFor(api, id);
    const entry = page.timeline.find(({ text }) => text.includes('“退单”'));
    expect(entry).toMatchObject({ tone: 'warning' });
    expect(entry?.text).toContain('（逾期1个工作小时）');
    expect(entry?.details).toEqual([
      '退单理由：该地块由规划建设部负责。',
      '建议承办部室：规划建设部',
      '逾期原因：上午外出开会未看手机。',
    ]);
    expect(page.pendingReturn).toMatchObject({
      unitName: '征迁部',
      proposed: '规划建设部',
      late: true,
      lateText: '逾期1个工作小时',
    });
  });

  it.each(actKinds)('has words for an act of the kind %s', async (kind) => {
    const api = await openApi({ at: START });
    const petition = await api.office.petition(await accepted(api.office));
    const input = anyInput(kind, {
      petition,
      now: api.office.now(),
      units: ['city', 'construction'],
      pick: ([first]) => first as never,
    });
    const directory = await api.office.store.directory();
    const person = directory.staff.get(clerk);
    const [regime] = loadRegimes();
    if (!person || !regime) throw new Error('there is nobody');
    const event = { type: 'actTaken', input, outcome: {} } as ActTaken;
    const calendar = officeCalendar();
    const now = api.office.now();
    const { suffix, details } = writtenWith(event, {
      person,
      regime,
      directory,
      calendar,
      now,
      by: clerk,
    });
    expect([suffix, ...details].join('')).not.toMatch(/undefined|\[object|NaN|。。/);
    for (const detail of details) expect(detail).toMatch(/[\u4e00-\u9fff]/);
  });
});

describe('a deadline', () => {
  it('is running up to its last instant and overdue after it', async () => {
    const api = await openApi({ at: START });
    const id = await assigned(api.office);
    const window = async () => {
      const { deadlines } = await pageFor(api, id);
      return deadlines.find(({ clock }) => clock === 'returnWindow');
    };
    await api.office.setTime('2026-03-16 12:00');
    expect(await window()).toMatchObject({ state: 'running', remainingWorkingMs: 0 });
    await api.office.setTime('2026-03-16 14:01');
    expect(await window()).toMatchObject({
      state: 'overdue',
      remainingWorkingMs: -60_000,
      remainingText: '已超期1分钟工作时间',
    });
  });

  it('says how it was computed, by which clause and who answers for it', async () => {
    const api = await openApi({ at: START });
    const id = await assigned(api.office);
    const [deadline] = (await pageFor(api, id)).deadlines.filter(
      ({ clock }) => clock === 'returnWindow',
    );
    const { staff } = await api.office.store.directory();
    const names = [demolition.liaisonA, demolition.liaisonB].map((one) => staff.get(one)?.name);
    expect(deadline?.responsible).toEqual(names);
    expect(deadline?.explanation.length).toBeGreaterThan(0);
    expect(deadline?.clause.quote).toContain('3工作小时内');
  });

  it('is met when the step is taken in time', async () => {
    const api = await openApi({ at: START });
    const id = await accepted(api.office);
    const { deadlines } = await pageFor(api, id);
    expect(deadlines.find(({ clock }) => clock === 'sameDayAcceptance')).toMatchObject({
      state: 'met',
      remainingText: '按时完成',
    });
  });

  it('is missed when it is taken after all [M8]', async () => {
    const api = await openApi({ at: START });
    const id = await assigned(api.office);
    await api.office.setTime('2026-03-17 09:30');
    await api.office
      .as(demolition.liaisonA)
      .does(id, 'acceptAssignment', { caseworkerId: demolition.caseworker });
    const { deadlines } = await pageFor(api, id);
    expect(deadlines.find(({ clock }) => clock === 'sameDayAcceptance')).toMatchObject({
      state: 'missed',
      remainingText: '超期1个工作小时完成',
    });
  });
});

describe('a mask', () => {
  it.each([
    [maskedName, '刘金丝', '刘*'],
    [maskedName, '欧阳某', '欧*'],
    [maskedName, '', ''],
    [maskedPhone, '13800001111', '138****1111'],
    [maskedPhone, '138 0000 1111', '138****1111'],
    [maskedPhone, '8512345', '****'],
    [maskedPhone, '', ''],
    [maskedIdNumber, '330602199001010327', '330602********0327'],
    [maskedIdNumber, '330602900101032', '330602********1032'],
    [maskedIdNumber, '', ''],
    [maskedAddress, '浙江省绍兴市越城区演示路1号', '浙江省绍兴市越城区******'],
    [maskedAddress, '绍兴市演示路1号', '绍兴市******'],
    [maskedAddress, '演示路1号', '******'],
    [maskedAddress, '', ''],
  ])('%o hides %s as %s', (mask, text, masked) => {
    expect(mask(text)).toBe(masked);
  });
});
