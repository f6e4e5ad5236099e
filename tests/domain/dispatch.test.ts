import { describe, expect, it } from 'vitest';
import type { Directory, StaffMember, Unit } from '../../server/domain/directory.ts';
import { leadersOf, missingText, recipientsOf } from '../../server/domain/dispatch.ts';
import { lintPosts } from '../../server/domain/lint-regime/posts.ts';
import type { Regime } from '../../server/domain/regime.ts';
import { inTerms } from '../../server/domain/terms.ts';
import { jinghu } from '../support/demonstration.ts';

const pair = jinghu();
/** Another institution: one person of the unit is told, and it calls its things otherwise. */
const single: Regime = {
  ...pair,
  terms: { ...pair.terms, unit: '科室', recipient: '内勤' },
  posts: { desk: { title: '内勤' }, head: { title: '科长', vital: true } },
  roles: { desk: { title: '科室内勤', binding: { kind: 'unit', post: 'desk' } } },
  dispatch: { to: ['desk'], least: 1, source: '第三条' },
};

function person(id: string, active = true): StaffMember {
  return { id, name: id, title: id, roles: [], active };
}

function office(posts: Unit['posts'], left: readonly string[] = [], active = true): Directory {
  const people = ['a', 'b', 'h'].map((id) => person(id, !left.includes(id)));
  return {
    version: 1,
    staff: new Map(people.map((each) => [each.id, each])),
    units: new Map([['u', { id: 'u', name: '林政科', posts, active }]]),
  };
}

describe('whom an assignment is told to [M14]', () => {
  const both = { liaisonA: 'a', liaisonB: 'b', head: 'h' };

  it('is both liaisons where the regulation says two, in its order', () => {
    const { people, complete } = recipientsOf('u', office(both), pair);
    expect(people.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(complete).toBe(true);
  });

  it.each([
    ['one post is vacant', { liaisonA: 'a' }, []],
    ['one person holds both', { liaisonA: 'a', liaisonB: 'a' }, []],
    ['one has left', both, ['b']],
  ])('is incomplete when %s, and the post is named', (_, posts, left) => {
    const found = recipientsOf('u', office(posts, left), pair);
    expect(found).toMatchObject({ complete: false, missing: ['联络员B角'] });
    expect(missingText('征迁部', found, pair)).toBe(
      '征迁部须有2名不同的在岗联络员，目前联络员B角空缺或由同一人兼任',
    );
  });

  it('is one person where the regulation says one, and nobody of a unit out of use', () => {
    expect(recipientsOf('u', office({ desk: 'a' }), single)).toMatchObject({ complete: true });
    expect(recipientsOf('u', office({ desk: 'a' }, [], false), single).complete).toBe(false);
    const vacant = recipientsOf('u', office({ head: 'h' }), single);
    expect(missingText('林政科', vacant, single)).toContain('林政科须有在岗的内勤，目前内勤空缺');
  });

  it('leaves the others of the unit to lead it, or those told where there are no others', () => {
    expect(leadersOf({ id: 'u', name: 'u', active: true, posts: both }, pair)).toEqual(['h']);
    expect(leadersOf({ id: 'u', name: 'u', active: true, posts: { desk: 'a' } }, single)).toEqual([
      'a',
    ]);
  });
});

describe('the linter of posts', () => {
  const faults = (changes: Partial<Regime>) => lintPosts({ ...pair, ...changes }).join('');

  it('finds nothing in a sound regulation', () => {
    expect(lintPosts(pair)).toEqual([]);
  });

  it('finds a role of an unknown post, a dispatch to no unit role, too few posts and none at all', () => {
    const { dispatch, ...without } = pair;
    if (!dispatch) throw new Error('no dispatch');
    expect(faults({ posts: { head: { title: '负责人' } } })).toContain('“liaisonA”不存在');
    expect(faults({ dispatch: { ...dispatch, to: ['petitionClerk', 'liaisonA'] } })).toContain(
      '“petitionClerk”不是承办单位的岗位',
    );
    expect(faults({ dispatch: { ...dispatch, least: 3 } })).toContain('只规定了2个岗位');
    expect(lintPosts(without).join('')).toContain('没有规定交办后告知谁');
  });

  it('finds a reading that sets what is not there', () => {
    const [first, ...rest] = pair.choices;
    if (!first) throw new Error('no choices');
    expect(
      faults({ choices: [{ ...first, sets: ['clocks.nothing.limits.0'] }, ...rest] }),
    ).toContain('“clocks.nothing.limits.0”在制度中不存在');
    expect(faults({ choices: [{ ...first, sets: ['clocks.caseDue.limits.0'] }, ...rest] })).toBe(
      '',
    );
  });
});

describe('a sentence in the words of the institution', () => {
  it('takes its nouns from the regulation and leaves everything else', () => {
    const text = '请联系{office}，改交其他{unitWord}（{unit}）。';
    expect(inTerms(text, pair.terms)).toBe('请联系信访办，改交其他部室（{unit}）。');
    expect(inTerms(text, single.terms)).toBe('请联系信访办，改交其他科室（{unit}）。');
  });
});
