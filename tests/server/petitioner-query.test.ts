import { describe, expect, it } from 'vitest';
import type { Regime } from '../../server/domain/regime.ts';
import { type Api, nextCommandId, openApi } from '../support/api.ts';
import { clerk, demolition, director, petitionLeader } from '../support/people.ts';
import { draftRegime } from '../support/planted-regime.ts';

const AT = '2026-03-16 09:00';
const PHONE_END = '1111';
const HEADERS = { 'content-type': 'application/json', 'x-requested-with': 'miniapp' };

/** The office's regulation, under which petitioners may look up and rate their petition once it was assigned. */
function withQuery(): Regime {
  const regime = draftRegime();
  regime.query = {
    source: '《信访工作条例》第二十一条第二款',
    rating: { record: 'rating', field: 'rating', when: ['assigned'] },
  };
  regime.records = {
    ...regime.records,
    rating: {
      title: '对办理是否满意',
      source: '《信访工作条例》第二十一条第二款',
      fields: [
        {
          id: 'rating',
          title: '评价',
          control: 'choice',
          options: [
            { id: 'satisfied', title: '满意' },
            { id: 'dissatisfied', title: '不满意' },
          ],
        },
      ],
    },
  };
  return regime as Regime;
}

function opened(rateLimits?: { reads: number; writes: number; logins: number }) {
  return openApi({ at: AT, regimes: [withQuery()], ...(rateLimits ? { rateLimits } : {}) });
}

/** From a browser that nobody has signed in to. */
function ask(api: Api, path: string, body: object) {
  return api.send({ method: 'POST', path, headers: HEADERS, body: JSON.stringify(body) });
}

const look = (api: Api, number: string, phoneEnd = PHONE_END) =>
  ask(api, '/api/query', { number, phoneEnd });
const rate = (api: Api, number: string, rating: string) =>
  ask(api, '/api/query/rating', { number, phoneEnd: PHONE_END, rating });

async function assign(api: Api, id: string) {
  const [office, leader] = [await api.as(clerk), await api.as(petitionLeader)];
  await office.act(id, 'signIn');
  await office.act(id, 'proposeAssignment', { unitId: demolition.id });
  await leader.act(id, 'assign', { unitId: demolition.id, opinion: '请认真办理。' });
}

describe('a petitioner looks up his petition [F5] [J4]', () => {
  it('by its number and the end of his telephone, without signing in', async () => {
    const api = await opened();
    const { number } = await (await api.as(clerk)).register();
    const got = await look(api, number);
    expect(got.status).toBe(200);
    expect(got.json().petition).toMatchObject({ number, stageTitle: '受理登记', ended: false });
    expect(got.json().petition.days[0]).toEqual({ label: '收到', day: '2026年3月16日' });
  });

  it('sees it go on from step to step, with the day of each', async () => {
    const api = await opened();
    const petition = await (await api.as(clerk)).register();
    const before = (await look(api, petition.number)).json().petition;
    api.office.skipTo('2026-03-17 09:00');
    await assign(api, petition.id);
    const after = (await look(api, petition.number)).json().petition;
    expect(after.stageTitle).not.toBe(before.stageTitle);
    const known = (days: readonly { label: string }[]) => days.map(({ label }) => label);
    expect(known(after.days)).toEqual(expect.arrayContaining(['收到', '登记']));
    expect(after.days.map(({ day }: { day: string }) => day)).toContain('2026年3月17日');
    expect(JSON.stringify(before.days)).not.toContain('3月17日');
  });

  it('is told states and days, and nothing that anybody wrote or is called', async () => {
    const api = await opened();
    const petition = await (await api.as(clerk)).register();
    await assign(api, petition.id);
    const { text } = await look(api, petition.number);
    for (const secret of ['刘金丝', '安置房', '请认真办理', '1380000', '演示路']) {
      expect(text).not.toContain(secret);
    }
  });

  it('finds nothing with other digits, and the same nothing for every other reason', async () => {
    const api = await opened();
    const phone = await api.as(clerk);
    const { number } = await phone.register();
    const accusation = await phone.register({
      appealType: 'accusation',
      accused: { staffIds: [], unitIds: [], outside: true },
    });
    const nothing = '{"petition":null}';
    expect((await look(api, number, '1112')).text).toBe(nothing);
    expect((await look(api, '2026-9999')).text).toBe(nothing);
    expect((await look(api, accusation.number)).text).toBe(nothing);
    expect((await rate(api, accusation.number, 'satisfied')).text).toBe(nothing);
  });

  it('finds nothing in an office whose regulation offers no such thing', async () => {
    const api = await openApi({ at: AT });
    const { number } = await (await api.as(clerk)).register();
    expect((await look(api, number)).json()).toEqual({ petition: null });
  });

  it('is shut out after a few wrong digits, the right ones included', async () => {
    const many = { reads: 1000, writes: 1000, logins: 1000 };
    const api = await opened(many);
    const { number } = await (await api.as(clerk)).register();
    for (const end of ['0000', '0001', '0002', '0003']) await look(api, number, end);
    expect((await look(api, number)).json().petition).not.toBeNull();
    await look(api, number, '0004');
    expect((await look(api, number)).json()).toEqual({ petition: null });
  });

  it('may not ask as often as he likes', async () => {
    const api = await opened({ reads: 1000, writes: 1000, logins: 2 });
    await look(api, '2026-0001');
    await look(api, '2026-0001');
    expect((await look(api, '2026-0001')).status).toBe(429);
  });
});

describe('a petitioner rates his petition [F5]', () => {
  it('once, when the regulation lets him, and the file says that it was himself', async () => {
    const api = await opened();
    const petition = await (await api.as(clerk)).register();
    expect((await look(api, petition.number)).json().petition.rating.choices).toEqual([]);
    await rate(api, petition.number, 'satisfied');
    expect((await (await api.as(director)).show(petition.id)).records).toEqual([]);

    await assign(api, petition.id);
    const before = await (await api.as(director)).show(petition.id);
    expect((await rate(api, petition.number, 'unheardOf')).json().petition.rating.given).toBe(
      undefined,
    );
    const rated = await rate(api, petition.number, 'dissatisfied');
    expect(rated.json().petition.rating).toMatchObject({ given: '不满意', choices: [] });
    const again = await rate(api, petition.number, 'satisfied');
    expect(again.json().petition.rating.given).toBe('不满意');

    const after = await (await api.as(director)).show(petition.id);
    expect(after.records).toMatchObject([
      { title: '对办理是否满意', by: '信访人本人', answers: [{ label: '评价', value: '不满意' }] },
    ]);
    // Whoever has the page open goes on undisturbed.
    expect(after.version).toBe(before.version);
    expect(after.timeline.map(({ text }) => text)).toContain('信访人自行作出评价。');
  });

  it('is not taken for a person of the office by the command path', async () => {
    const api = await opened();
    const petition = await (await api.as(clerk)).register();
    await assign(api, petition.id);
    const answer = await api.office.execute({
      commandId: nextCommandId(),
      petitionId: petition.id,
      by: clerk,
      command: { type: 'ratePetition', rating: 'satisfied' },
    });
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'notPermitted' } });
  });
});
