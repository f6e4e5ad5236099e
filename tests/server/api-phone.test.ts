import { describe, expect, it } from 'vitest';
import { me } from '../../server/contract/people.ts';
import { petitionAnswer, toDoList } from '../../server/contract/view.ts';
import type { PetitionId } from '../../server/domain/petition.ts';
import { MINUTE } from '../../server/domain/time.ts';
import { type Api, openApi } from '../support/api.ts';
import { clerk, demolition, petitionLeader } from '../support/people.ts';
import { at } from '../support/time.ts';
import { assigned, concluded, deliverReply, followUp } from '../support/walks.ts';

async function pageFor(api: Api, id: PetitionId, who = clerk) {
  return petitionAnswer.parse((await (await api.as(who)).get(`/api/petitions/${id}`)).json())
    .petition;
}

describe('the office hours a phone counts with', () => {
  it('are the shifts of the working days around now: no lunch, no weekend, no holiday', async () => {
    const api = await openApi({ at: '2026-09-28 09:00' });
    const { officeHours } = me.parse((await (await api.as(clerk)).get('/api/me')).json());
    expect(officeHours[0]).toEqual([at('2026-09-18 08:30'), at('2026-09-18 12:00')]);
    expect(officeHours).toContainEqual([at('2026-09-28 14:00'), at('2026-09-28 17:30')]);
    const openOn = (day: string) =>
      officeHours.some(([opens]) => opens >= at(`${day} 00:00`) && opens <= at(`${day} 23:59`));
    expect(openOn('2026-09-26')).toBe(false);
    expect(openOn('2026-10-01')).toBe(false);
    expect(openOn('2026-10-10')).toBe(true);
  });

  it('come with what waits for me, so that a phone that is never put down keeps up', async () => {
    const api = await openApi({ at: '2026-09-28 09:00' });
    const answer = toDoList.parse((await (await api.as(clerk)).get('/api/todo')).json());
    expect(answer.officeHours).toContainEqual([at('2026-09-28 08:30'), at('2026-09-28 12:00')]);
  });
});

describe('the sheet for the follow-up call', () => {
  async function called() {
    const api = await openApi({ at: '2026-03-16 09:00' });
    const id = await concluded(api.office);
    await deliverReply(api.office, id);
    return { api, id };
  }

  it('counts the attempts at which nobody was reached', async () => {
    const { api, id } = await called();
    expect((await pageFor(api, id)).followUp).toMatchObject({ unreached: 0, attempts: 3 });
    await followUp(api.office, id, 'unreachable');
    expect((await pageFor(api, id)).followUp).toMatchObject({ unreached: 1, attempts: 3 });
  });

  it('says what to say, with the unit and the result, and leaves no gap', async () => {
    const { api, id } = await called();
    const script = (await pageFor(api, id)).followUp?.script.join('\n');
    expect(script).toContain('征迁部已办理完毕');
    expect(script).toContain('已与信访人当面沟通，按政策予以办理。');
    expect(script).not.toMatch(/[{}]/);
  });

  it('is for those who make the call', async () => {
    const { api, id } = await called();
    for (const other of [demolition.liaisonA, petitionLeader]) {
      expect((await pageFor(api, id, other)).followUp).toBeUndefined();
    }
  });

  it('is followed by a verification that begins with what the petitioner said', async () => {
    const { api, id } = await called();
    await followUp(api.office, id, 'dissatisfied');
    const { actions } = await pageFor(api, id);
    expect(actions.find(({ kind }) => kind === 'openVerification')?.prefilled).toEqual({
      origin: 'followUp',
      requirement: '回访时信访人不满意：对处理结果不满意。',
    });
  });

  it('prefills nothing where the petitioner did not complain', async () => {
    const { api, id } = await called();
    await followUp(api.office, id, 'satisfied');
    const { actions } = await pageFor(api, id);
    const opening = actions.find(({ kind }) => kind === 'openVerification');
    expect(opening).toBeDefined();
    expect(opening?.prefilled).toBeUndefined();
  });
});

describe('the help about a step', () => {
  it('names who takes it, what can be done and the clause behind each', async () => {
    const api = await openApi({ at: '2026-03-16 09:00' });
    const id = await assigned(api.office);
    const { help, waitingFor } = await pageFor(api, id, demolition.liaisonA);
    expect(help.people).toEqual(waitingFor);
    expect(help.steps.map(({ title, by }) => [title, by])).toEqual([
      ['接件承办', '联络员A角、联络员B角'],
      ['退单', '联络员A角、联络员B角'],
    ]);
    expect(help.source).toContain('当天接处');
    expect(help.clocks[0]?.title).toBe('退单时限');
    expect(help.clocks[0]?.quote).toContain('3工作小时');
  });

  it('tells the reading chosen where the text is silent', async () => {
    const api = await openApi({ at: '2026-03-16 09:00' });
    const id = await assigned(api.office);
    await api.office.setTime('2026-03-17 10:00');
    await api.office.as(demolition.liaisonA).does(id, 'returnAssignment', {
      basis: 'unclear',
      detail: '来信没有写明所指的是哪一处房屋。',
      lateReason: '联络员外出开会。',
    });
    await api.office.as(clerk).does(id, 'forwardLateReturn', { opinion: '情况属实，建议同意。' });
    const { help, stageTitle } = await pageFor(api, id);
    expect(stageTitle).toBe('逾期退单报批');
    expect(help.choices.map(({ question }) => question).join()).toContain(
      '超过3个工作小时还能退单吗？',
    );
  });
});

describe('the working time on a petition’s page', () => {
  it('is told by holder, the longest first', async () => {
    const api = await openApi({ at: '2026-03-16 09:00' });
    const id = await assigned(api.office);
    await api.office.setTime('2026-03-16 10:15');
    const { timeUse } = await pageFor(api, id);
    expect(timeUse?.totalWorkingMs).toBe(75 * MINUTE);
    expect(timeUse?.holders).toMatchObject([
      { kind: 'unit', title: '征迁部联络员A角、联络员B角', text: '1小时15分' },
    ]);
  });
});
