import { describe, expect, it } from 'vitest';
import { assignmentIn, regimeIn, unitIn } from '../../server/store/earlier-shapes.ts';
import { jinghu } from '../support/demonstration.ts';

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
});
