import { describe, expect, it } from 'vitest';
import { loadRegimes } from '../../db/seed-regime.ts';
import { assignmentIn, regimeIn, unitIn } from '../../server/store/earlier-shapes.ts';
import { jinghu } from '../support/demonstration.ts';
import { openOffice } from '../support/office.ts';
import { demolition, principal } from '../support/people.ts';
import { at } from '../support/time.ts';
import { accepted } from '../support/walks.ts';

describe('what an earlier version wrote', () => {
  it('a unit with a member for each post has them in a table, and its office', () => {
    const kept = JSON.parse(
      '{"id":"demolition","name":"征迁部","liaisonA":"a","liaisonB":"b","head":"h","active":true,"officeId":"main"}',
    );
    expect(unitIn(kept)).toEqual({
      id: 'demolition',
      name: '征迁部',
      active: true,
      officeId: 'main',
      posts: { liaisonA: 'a', liaisonB: 'b', head: 'h' },
    });
  });

  it('a unit as it is written now is left alone', () => {
    const unit = { id: 'demolition', name: '征迁部', active: false, posts: { head: 'h' } };
    expect(unitIn(unit)).toBe(unit);
  });

  it('an assignment to two liaisons was told to them', () => {
    const kept = JSON.parse(
      '{"sequence":1,"unitId":"city","assignedBy":"l","assignedAt":1,"opinion":"","binding":false,"liaisons":["a","b"],"returns":[]}',
    );
    const read = assignmentIn(kept);
    expect(read.recipients).toEqual(['a', 'b']);
    expect(read).not.toHaveProperty('liaisons');
    expect(assignmentIn(read)).toEqual(read);
  });

  it('a regulation without words takes those of its newest version, and keeps the rest', () => {
    const { terms: _, posts: __, dispatch: ___, ...rest } = jinghu();
    const kept = JSON.parse(JSON.stringify({ ...rest, version: 2, title: '旧题' }));
    const read = regimeIn(kept, [jinghu()]);
    expect(read).toMatchObject({ version: 2, title: '旧题' });
    expect(read.terms).toEqual(jinghu().terms);
    expect(read.dispatch).toEqual(jinghu().dispatch);
    expect(read.posts).toEqual(jinghu().posts);
  });

  it('a petition of that version is extended once, by its thirty days and not by one more', async () => {
    const { terms: _, posts: __, dispatch: ___, ...rest } = jinghu();
    const extension = { maximumDays: 30, source: '《信访工作条例》第三十四条' };
    const kept = JSON.parse(JSON.stringify({ ...rest, version: 2, extension }));
    const others = loadRegimes().filter(({ id }) => id !== 'jinghu2020');
    const regimes = [...others, regimeIn(kept, [jinghu()])];
    const office = openOffice({ at: '2026-03-16 09:00', regimes });
    const id = await accepted(office);
    expect((await office.petition(id)).regime.version).toBe(2);
    const caseDue = async () =>
      (await office.petition(id)).clocks.findLast(({ clock }) => clock === 'caseDue')?.dueAt;
    expect(await caseDue()).toBe(at('2026-05-15 17:30'));
    const reason = '事项涉及多个部门，需进一步核实。';
    const asking = (days: number) =>
      office.as(demolition.caseworker).act(id, 'requestExtension', { days, reason });
    expect(await asking(31)).toMatchObject({ refusal: { code: 'extensionTooLong' } });
    expect(await asking(30)).toMatchObject({ ok: true });
    await office.as(principal).does(id, 'grantExtension', { opinion: '同意延期。' });
    expect(await caseDue()).toBe(at('2026-06-15 17:30'));
  });
});
