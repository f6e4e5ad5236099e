import type { ActKind, InputOf } from '../act-input.ts';
import type { ActTaken } from '../event.ts';
import type { Petition } from '../petition.ts';

/** What one kind of act leaves on the file. */
export type Change<Kind extends ActKind> = (
  petition: Petition,
  event: ActTaken,
  input: InputOf<Kind>,
) => Petition;

/** A copy of the list with its last member changed; an empty list stays empty. */
export function lastChanged<Member>(
  list: readonly Member[],
  change: (last: Member) => Member,
): readonly Member[] {
  const last = list.at(-1);
  return last === undefined ? list : [...list.slice(0, -1), change(last)];
}
