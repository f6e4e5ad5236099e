import type { Directory, PostId, StaffId, StaffMember, Unit, UnitId } from './directory.ts';
import type { Regime } from './regime.ts';

type People = Pick<Directory, 'staff' | 'units'>;

/** Whom an assignment is told to, or what keeps it from being told. */
export interface Recipients {
  /** On duty, each once, in the order in which the regulation names them. */
  readonly people: readonly StaffMember[];
  /** As many as the regulation asks for: fewer, and nothing may be assigned to the unit (M14). */
  readonly complete: boolean;
  /** Titles of the posts that are vacant, held by somebody who has left, or held by one who counts already. */
  readonly missing: readonly string[];
}

/** Those of the unit who are told of every assignment to it. A unit that is not in use has none. */
export function recipientsOf(
  unitId: UnitId,
  { units, staff }: People,
  regime: Pick<Regime, 'posts' | 'dispatch' | 'roles'>,
): Recipients {
  const unit = units.get(unitId);
  const people = new Map<StaffId, StaffMember>();
  const missing: string[] = [];
  for (const post of dispatchPosts(regime)) {
    const person = staff.get(unit?.posts[post] ?? '');
    if (unit?.active && person?.active && !people.has(person.id)) people.set(person.id, person);
    else missing.push(postTitle(post, regime));
  }
  return {
    people: [...people.values()],
    complete: people.size >= Math.max(1, regime.dispatch?.least ?? 1),
    missing,
  };
}

/** The posts whose holders are told, in the order of the regulation. */
export function dispatchPosts({
  dispatch,
  roles,
}: Pick<Regime, 'dispatch' | 'roles'>): readonly PostId[] {
  return (dispatch?.to ?? []).flatMap((role) => {
    const binding = roles[role]?.binding;
    return binding?.kind === 'unit' ? [binding.post] : [];
  });
}

/** The same with their titles. */
export function dispatchTitles(regime: Regime): ReadonlyMap<PostId, string> {
  return new Map(dispatchPosts(regime).map((post) => [post, postTitle(post, regime)]));
}

/** The posts of the unit that this person holds and that are told of its assignments. */
export function dispatchPostsHeld(
  unit: Unit,
  id: StaffId,
  regime: Pick<Regime, 'dispatch' | 'roles'>,
): readonly PostId[] {
  return dispatchPosts(regime).filter((post) => unit.posts[post] === id);
}

/** Whoever answers for the unit beside those who are told of its assignments; these where there is nobody else. */
export function leadersOf(
  { posts }: Unit,
  regime: Pick<Regime, 'dispatch' | 'roles'>,
): readonly StaffId[] {
  const told = dispatchPosts(regime);
  const leading = Object.entries(posts).filter(([post]) => !told.includes(post));
  return (leading.length > 0 ? leading : Object.entries(posts)).map(([, id]) => id);
}

export function postTitle(post: PostId, { posts }: Pick<Regime, 'posts'>): string {
  return posts?.[post]?.title ?? post;
}

/** `征迁部没有足够的联络员：联络员B角空缺`, for whoever has to fill the posts. */
export function missingText(
  unitName: string,
  { missing }: Pick<Recipients, 'missing'>,
  { terms, dispatch }: Pick<Regime, 'terms' | 'dispatch'>,
): string {
  const asked = dispatch?.least ?? 1;
  const people =
    asked > 1 ? `须有${asked}名不同的在岗${terms.recipient}` : `须有在岗的${terms.recipient}`;
  return `${unitName}${people}，目前${missing.join('、')}空缺或由同一人兼任`;
}
