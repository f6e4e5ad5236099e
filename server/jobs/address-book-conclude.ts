import { tooManyMissing } from '../domain/address-book.ts';
import type { Instant } from '../domain/time.ts';
import { type LeaveSurroundings, letGo } from './address-book-leave.ts';
import { activePeople } from './address-book-look.ts';
import type { Said } from './address-book-questions.ts';
import type { Trouble } from './surroundings.ts';

export interface Conclusions {
  /**
   * Writes down what was said. Those asked after and missing leave where that is `certain` by when they were first
   * missed, unless so many are missing that it cannot be true. Answers how many left.
   */
  draw(said: Said, now: Instant, certain: (since: Instant) => boolean): Promise<number>;
  /** Set while too many are missing. */
  trouble(): Trouble | null;
}

export function openConclusions(given: LeaveSurroundings): Conclusions {
  const { store, log } = given;
  let narrowed: Trouble | null = null;
  return {
    async draw({ said, unreadable }, now, certain) {
      await store.noteAddresses(said, now);
      const missing = await store.missingPeople();
      const people = await activePeople(store);
      const out = people.filter((id) => missing.has(id) || unreadable.has(id));
      if (tooManyMissing(out.length, people.length)) {
        log.error({ missing: out.length, people: people.length }, 'addressBookNarrowed');
        narrowed ??= { what: 'addressBook', since: now, explanation: NARROWED };
        return 0;
      }
      narrowed = null;
      let left = 0;
      for (const [id, since] of missing) {
        if (said.has(id) && certain(since)) left += Number(await letGo(id, given, now));
      }
      return left;
    },
    trouble: () => narrowed,
  };
}

const NARROWED =
  '钉钉通讯录中同时查不到两成以上人员，疑似授权范围变化，未作任何变更；请管理员在钉钉后台核对通讯录接口权限范围。';
