import { describe, expect, it } from 'vitest';
import { openApi, viewIn } from '../support/api.ts';
import { clerk, demolition, director, petitionLeader } from '../support/people.ts';

const opinion = '请认真调查处理，按时限回复信访人。';

async function proposed(api: Awaited<ReturnType<typeof openApi>>) {
  const id = await api.office.as(clerk).register();
  await api.office.as(clerk).does(id, 'signIn');
  await api.office.as(clerk).does(id, 'proposeAssignment', { unitId: demolition.id });
  return id;
}

describe('及时交办', () => {
  it('is measured from registration to the push, and has no number to be late by [M3]', async () => {
    const api = await openApi({ at: '2026-09-28 11:00' });
    const id = await proposed(api);
    const measured = async () =>
      viewIn(await (await api.as(clerk)).get(`/api/petitions/${id}`)).timeUse?.measured;
    await api.office.setTime('2026-09-28 11:20');
    expect(await measured()).toMatchObject([{ text: '20分', over: false }]);
    await api.office.setTime('2026-09-28 14:30');
    await api.office.as(petitionLeader).does(id, 'assign', { unitId: demolition.id, opinion });
    await api.office.setTime('2026-09-29 09:00');
    // 11:00–12:00 and 14:00–14:30
    expect(await measured()).toEqual([
      {
        title: '登记至交办用时（及时）',
        text: '1小时30分',
        over: true,
        article: '一（二）1（2）',
        quote: '及时交办相关职能部室（单位）调处',
      },
    ]);
  });

  it('is in the figures and in the report as mean and spread, each number with its petitions [M3]', async () => {
    const api = await openApi({ at: '2026-09-28 11:00' });
    const quick = await proposed(api);
    await api.office.as(petitionLeader).does(quick, 'assign', { unitId: demolition.id, opinion });
    const slow = await proposed(api);
    await api.office.setTime('2026-09-28 14:30');
    await api.office.as(petitionLeader).does(slow, 'assign', { unitId: demolition.id, opinion });
    const open = await proposed(api);
    const phone = await api.as(director);
    const figures = (await phone.get('/api/figures/2026-09')).json();
    const mean = figures.indicators.find(({ id }: { id: string }) => id === 'measured.dispatch');
    expect(mean).toMatchObject({
      text: '45分',
      numerator: { value: 90 },
      denominator: { value: 2 },
    });
    const behind = async (step: string) =>
      (await phone.get(`/api/figures/2026-09/petitions?figure=measured.dispatch.${step}`))
        .json()
        .items.map(({ id }: { id: string }) => id);
    expect(await behind('hour')).toEqual([quick]);
    expect(await behind('halfDay')).toEqual([slow]);
    expect(await behind('open')).toEqual([open]);
    await api.office.setTime('2026-10-08 09:30');
    const issued = await api.office.store.issuedReport('2026-09');
    expect(issued?.report.sections.flatMap(({ lines }) => lines).join('')).toContain(
      '登记至交办平均用时（按工作时间）45分；按用时分：1工作小时以内1件、1至4工作小时1件、期末尚未完成1件。',
    );
  });
});
