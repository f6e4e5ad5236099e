import { describe, expect, it } from 'vitest';
import { isoText } from '../../server/domain/time.ts';
import type { Office } from '../support/office.ts';
import { openOffice } from '../support/office.ts';
import { clerk, demolition, director, petitionLeader } from '../support/people.ts';
import { at } from '../support/time.ts';
import { accepted, assigned, concluded, deliverReply } from '../support/walks.ts';

const { liaisonA, liaisonB, head, caseworker, leader } = demolition;
/** When this person was shown notices of this title. */
const shown = (office: Office, staffId: string, title: string) =>
  office
    .messagesTo(staffId)
    .filter((notice) => notice.title === title)
    .map((notice) => isoText(notice.at).slice(5).replace('+08:00', ''));

describe('the liaisons of an assignment nobody accepts', () => {
  it('are reminded one working hour before the return window closes', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    await assigned(office);
    await office.setTime('2026-09-28 11:59:59');
    expect(shown(office, liaisonA, '退单时限提醒')).toEqual(['09-28T11:00:00']);
    expect(shown(office, liaisonB, '退单时限提醒')).toEqual(['09-28T11:00:00']);
    expect(shown(office, head, '退单时限提醒')).toEqual([]);
  });

  it('are reminded before lunch of a window that closes after it', async () => {
    const office = openOffice({ at: '2026-09-28 10:00' });
    await assigned(office);
    await office.setTime('2026-09-28 14:59');
    // 2 hours until 12:00 and 1 hour from 14:00; one working hour before 15:00 is the end of the morning.
    expect(shown(office, liaisonA, '退单时限提醒')).toEqual(['09-28T12:00:00']);
  });

  it('hear that the window has closed the moment it has, and the head of the unit too', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    await assigned(office);
    await office.setTime('2026-09-28 12:00');
    expect(shown(office, liaisonA, '退单时限已过')).toEqual([]);
    await office.setTime('2026-09-28 12:01');
    expect(shown(office, liaisonA, '退单时限已过')).toEqual(['09-28T12:00:00.001']);
    expect(shown(office, head, '退单时限已过')).toEqual(['09-28T12:00:00.001']);
  });

  it('are reminded of same-day acceptance an hour before the office closes, and told when it has [M16]', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    await assigned(office);
    await office.setTime('2026-09-28 18:00');
    expect(shown(office, liaisonB, '当天接处提醒')).toEqual(['09-28T16:30:00']);
    expect(shown(office, head, '当天接处提醒')).toEqual(['09-28T16:30:00']);
    expect(shown(office, liaisonB, '当天未接处')).toEqual(['09-28T17:30:00.001']);
    expect(shown(office, clerk, '当天未接处')).toEqual(['09-28T17:30:00.001']);
  });

  it('have until the next working day closes when it came after hours [M16]', async () => {
    const office = openOffice({ at: '2026-09-30 17:40' });
    await assigned(office);
    // 国庆节 until 10-07
    await office.setTime('2026-10-08 23:00');
    expect(shown(office, liaisonA, '退单时限提醒')).toEqual(['10-08T10:30:00']);
    expect(shown(office, liaisonA, '当天接处提醒')).toEqual(['10-08T16:30:00']);
  });
});

describe('a reminder that has lost its reason', () => {
  it('is not written when the liaison accepted a minute before it was due', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    const id = await assigned(office);
    await office.setTime('2026-09-28 10:59');
    await office.as(liaisonA).does(id, 'acceptAssignment', { caseworkerId: caseworker });
    await office.setTime('2026-09-28 18:00');
    const templates = (await office.store.messagesOf(id)).map(({ template }) => template);
    expect(templates).toContain('counterpartAccepted');
    expect(templates).not.toContain('returnWindowClosing');
    expect(templates).not.toContain('acceptanceDueToday');
  });

  it('is superseded when it still waits to be sent', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    const id = await assigned(office);
    office.dingtalk.failNext(Number.POSITIVE_INFINITY, 'unreachable');
    await office.setTime('2026-09-28 11:05');
    await office.as(liaisonA).does(id, 'acceptAssignment', { caseworkerId: caseworker });
    office.dingtalk.fairWeather();
    await office.setTime('2026-09-28 12:00');
    const reminder = (await office.store.messagesOf(id)).find(
      ({ template }) => template === 'returnWindowClosing',
    );
    expect(reminder).toMatchObject({ state: 'superseded', reason: 'clockStopped' });
    expect(shown(office, liaisonA, '退单时限提醒')).toEqual([]);
  });

  it('ends as expired when the server slept through its deadline', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    const id = await assigned(office);
    office.skipTo('2026-09-28 12:30');
    await office.jobs.settle();
    const messages = await office.store.messagesOf(id);
    expect(messages.find(({ template }) => template === 'returnWindowClosing')).toMatchObject({
      state: 'expired',
      reason: 'tooLate',
    });
    expect(shown(office, liaisonA, '退单时限提醒')).toEqual([]);
    expect(shown(office, liaisonA, '退单时限已过')).toEqual(['09-28T12:30:00']);
  });
});

describe('the deadline of a petition', () => {
  it('is announced three days and one day before to those who handle it [M17] [M28]', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    await accepted(office);
    await office.setTime('2026-11-27 17:30');
    // 60 days after 09-28 is Friday 11-27.
    const days = ['11-24T08:30:00', '11-26T08:30:00'];
    for (const staffId of [caseworker, liaisonA, liaisonB, clerk]) {
      expect(shown(office, staffId, '临期提醒')).toEqual(days);
    }
  });

  it('once passed climbs the ladder from the unit over its leaders to the office [M17] [M28]', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    await accepted(office);
    await office.setTime('2026-12-03 12:00');
    expect(shown(office, caseworker, '逾期通知')).toEqual(['11-27T17:30:00.001']);
    expect(shown(office, liaisonB, '逾期通知')).toEqual(['11-27T17:30:00.001']);
    expect(shown(office, head, '逾期督促')).toEqual(['11-30T17:30:00.001']);
    expect(shown(office, leader, '逾期督促')).toEqual(['11-30T17:30:00.001']);
    expect(shown(office, petitionLeader, '逾期报告')).toEqual(['12-02T17:30:00.001']);
    expect(shown(office, director, '逾期报告')).toEqual(['12-02T17:30:00.001']);
  });

  it('climbs no further once it is concluded', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    const id = await accepted(office);
    await office.setTime('2026-11-28 10:00');
    expect(shown(office, caseworker, '逾期通知')).toHaveLength(1);
    const { replies } = await office.petition(id);
    expect(replies).toEqual([]);
    await office.as(caseworker).does(id, 'submitReply', {
      findings: '经现场调查，诉求所述情况基本属实。',
      reply: '已与信访人当面沟通，按政策予以办理。',
      told: { how: 'phone', on: office.calendar.firstDay },
      instructionAnswered: true,
      unreasonable: false,
    });
    await office.as(leader).does(id, 'approveReply', { opinion: '同意。' });
    await office.as(petitionLeader).does(id, 'approveReply', { opinion: '同意。' });
    await office.as(petitionLeader).does(id, 'conclude', { opinion: '同意办结。' });
    await office.setTime('2026-12-04 12:00');
    expect(shown(office, head, '逾期督促')).toEqual([]);
    expect(shown(office, director, '逾期报告')).toEqual([]);
  });

  it('is recorded as passed at its own instant, however late the server noticed', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    const id = await accepted(office);
    office.skipTo('2026-12-20 10:00');
    await office.jobs.settle();
    const passed = (await office.store.events(id)).filter(
      (event) => event.type === 'deadlinePassed' && event.clock === 'caseDue',
    );
    expect(passed.map((event) => event.at)).toEqual([at('2026-11-27 17:30')]);
  });
});

describe('the follow-up visit', () => {
  it('is asked for a day before its three days end, rolled over the weekend [M31]', async () => {
    const office = openOffice({ at: '2026-09-17 09:00' });
    const id = await concluded(office);
    await deliverReply(office, id);
    await office.setTime('2026-09-22 09:00');
    // Concluded on Thursday: the third day is Sunday 09-20, a make-up working day.
    expect(shown(office, clerk, '回访提醒')).toEqual(['09-18T08:30:00']);
    expect(shown(office, director, '回访逾期')).toEqual(['09-20T17:30:00.001']);
  });
});
