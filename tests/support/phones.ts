import type { NoticeResult, PersonRefusal } from '../../server/dingtalk/dingtalk.ts';
import { failureOf } from '../../server/dingtalk/failures.ts';
import { type Instant, localDayOf } from '../../server/domain/time.ts';

/** A notice as it lies on a phone, or a post as the group sees it. */
export interface Shown {
  readonly at: Instant;
  readonly title: string;
  readonly text: string;
  readonly link: string;
}

/** The phones of the office, and what DingTalk says became of each notice. */
export interface Phones {
  /** Shows a notice to these people and names the task under which its result is kept. */
  show(userIds: readonly string[], notice: Shown): string;
  /** Null for a task nobody knows. */
  result(taskId: string): NoticeResult | null;
  of(userId: string): readonly Shown[];
  /**
   * From now on shown nothing, although the call is a success: with this code in the result, or as `failed`, or as
   * `missing` in all of its lists.
   */
  drop(userId: string, code: string): void;
  deliverAgain(): void;
  read(userId: string): void;
}

export function createPhones(): Phones {
  const phones = new Map<string, Shown[]>();
  /** By task and person: `shown`, `failed`, `missing` or the code of the refusal. */
  const fates = new Map<string, ReadonlyMap<string, string>>();
  const dropped = new Map<string, string>();
  const readers = new Set<string>();

  /** The same text to the same person on the same day is shown once, whatever the call says. */
  function fateOf(userId: string, notice: Shown): string {
    const drop = dropped.get(userId);
    if (drop !== undefined) return drop;
    const phone = phones.get(userId) ?? [];
    const today = localDayOf(notice.at);
    if (phone.some(({ at, text }) => text === notice.text && localDayOf(at) === today)) {
      return '143106';
    }
    phones.set(userId, [...phone, notice]);
    return 'shown';
  }

  return {
    show(userIds, notice) {
      const taskId = String(fates.size + 1);
      fates.set(taskId, new Map(userIds.map((userId) => [userId, fateOf(userId, notice)])));
      return taskId;
    },
    result(taskId) {
      const known = fates.get(taskId);
      return known ? resultOf(known, readers) : null;
    },
    of: (userId) => phones.get(userId) ?? [],
    drop: (userId, code) => void dropped.set(userId, code),
    deliverAgain: () => dropped.clear(),
    read: (userId) => void readers.add(userId),
  };
}

function resultOf(fates: ReadonlyMap<string, string>, readers: ReadonlySet<string>): NoticeResult {
  const withFate = (fate: string) =>
    [...fates].filter((entry) => entry[1] === fate).map(([userId]) => userId);
  return {
    readUserIds: withFate('shown').filter((userId) => readers.has(userId)),
    unreadUserIds: withFate('shown').filter((userId) => !readers.has(userId)),
    failedUserIds: withFate('failed'),
    refused: [...fates]
      .filter(([, fate]) => !['shown', 'failed', 'missing'].includes(fate))
      .map(([userId, code]) => refusal(userId, code)),
  };
}

function refusal(userId: string, code: string): PersonRefusal {
  const { class: failureClass, explanation } = failureOf(code);
  return { userId, code, class: classes[code] ?? failureClass, explanation };
}

/** Codes that stand only in results. */
const classes: Readonly<Record<string, PersonRefusal['class']>> = {
  143105: 'person',
  143106: 'same',
};
