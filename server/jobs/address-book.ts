import { tooManyMissing } from '../domain/address-book.ts';
import type { StaffId } from '../domain/directory.ts';
import {
  DAY,
  HOUR,
  type Instant,
  instant,
  type LocalDay,
  localDay,
  localDayOf,
  MINUTE,
  startOfDay,
} from '../domain/time.ts';
import { type LeaveSurroundings, letGo } from './address-book-leave.ts';
import {
  type AddressBook,
  type Asked,
  askAfter,
  readDepartments,
  readEverybody,
  type Said,
} from './address-book-questions.ts';
import type { DeliveryFailure } from './delivery.ts';
import type { Trouble } from './surroundings.ts';

/**
 * Keeps the office's people in step with DingTalk's address book: who has left there leaves here, everything else is
 * written down for the office to decide. What DingTalk pushes is a hint only; it is asked before anything follows.
 */
export interface AddressBookWatch {
  /** Asks when that is due: after everybody at night, and a second time after those who were not found. */
  run(now: Instant): Promise<number>;
  nextAt(now: Instant): Promise<Instant>;
  /** Rejects when DingTalk could not be asked: then it is to be said again. */
  heardOf(userIds: readonly StaffId[], change: 'joined' | 'changed' | 'left'): Promise<void>;
  /** Departments were made, renamed or dissolved: everybody is asked after soon. */
  heardOfDepartments(): void;
  troubles(): readonly Trouble[];
}

export interface WatchSurroundings extends LeaveSurroundings {
  readonly book: AddressBook;
  readonly clock: () => Instant;
}

const JOB = 'addressBook';
const TIME_OF_DAY = 2 * HOUR + 20 * MINUTE;
/** Between two attempts, between two looks for somebody missing, and before the very first. */
const PAUSE = HOUR;
const SILENT_FOR = 2 * DAY;
/** More at once have not joined: the application may see more than before. */
const NEWCOMERS_AT_ONCE = 50;

interface Seen extends Said {
  /** Null where not everybody was asked for or may be read. */
  readonly everybody: ReadonlySet<StaffId> | null;
}

export function watchAddressBook(given: WatchSurroundings): AddressBookWatch {
  const { store, book, clock, log } = given;
  const begunAt = clock();
  let askedAt: Instant | null = null;
  let isWanted = false;
  let failingSince: Instant | null = null;
  let silent: Trouble | null = null;
  let narrowed: Trouble | null = null;

  async function run(now: Instant): Promise<number> {
    const everybody = (await everybodyDueAt()) <= now;
    if (!(everybody || (await missingDueAt()) <= now)) return 0;
    askedAt = now;
    const asked = everybody ? await lookThrough() : await lookAgain();
    if (!asked.ok) return await fail(asked.failure, now);
    failingSince = null;
    silent = null;
    const left = await conclude(asked.value, now, (since) => now - since >= PAUSE);
    if (!everybody) return left;
    isWanted = false;
    const { everybody: present } = asked.value;
    // Where the scope was narrowed, strangers are out of sight as well and not to be met anew later.
    if (present && !narrowed) await store.noteStrangers(present);
    await store.runJobOnce(JOB, localDayOf(now), now, () => ({ status: 'done', messages: [] }));
    return left;
  }

  async function everybodyDueAt(): Promise<Instant> {
    const last = await store.lastJobRun(JOB);
    const planned = last ? slot(localDay(last.day + 1)) : instant(begunAt + PAUSE);
    if (failingSince !== null && askedAt !== null) return later(planned, askedAt);
    return isWanted ? instant(Math.min(planned, (askedAt ?? 0) + PAUSE)) : planned;
  }

  async function missingDueAt(): Promise<number> {
    const missing = await store.missingPeople();
    const due = Math.min(...missing.values()) + PAUSE;
    return askedAt === null ? due : Math.max(due, askedAt + PAUSE);
  }

  /** The office's people and whoever is new. */
  async function lookThrough(): Promise<Asked<Seen>> {
    const departments = await readDepartments(book);
    if (!departments.ok) return departments;
    const everybody = await readEverybody(book, departments.value);
    if (!everybody.ok) return everybody;
    const ours = await activePeople();
    const newcomers = await newcomersAmong(everybody.value, ours);
    const asked = await askAfter(book, [...ours, ...newcomers], departments.value);
    return asked.ok ? { ok: true, value: { ...asked.value, everybody: everybody.value } } : asked;
  }

  /** Those who were not found. */
  async function lookAgain(): Promise<Asked<Seen>> {
    const departments = await readDepartments(book);
    if (!departments.ok) return departments;
    const missing = (await store.missingPeople()).keys();
    const asked = await askAfter(book, missing, departments.value);
    return asked.ok ? { ok: true, value: { ...asked.value, everybody: null } } : asked;
  }

  /** Nobody the first time, when it is not known who was there before. */
  async function newcomersAmong(
    everybody: ReadonlySet<StaffId> | null,
    ours: readonly StaffId[],
  ): Promise<readonly StaffId[]> {
    if (everybody === null || (await store.lastJobRun(JOB)) === null) return [];
    const { staff } = await store.directory();
    const known = new Set([...ours, ...staff.keys(), ...(await store.addressBook()).keys()]);
    const fresh = [...everybody].filter((userId) => !known.has(userId));
    return fresh.length > NEWCOMERS_AT_ONCE ? [] : fresh;
  }

  async function activePeople(): Promise<readonly StaffId[]> {
    const { staff } = await store.directory();
    return [...staff.values()].filter(({ active }) => active).map(({ id }) => id);
  }

  /** Those found missing, `certain` by when that was first so, leave; unless it is too many to be true. */
  async function conclude(
    found: Said,
    now: Instant,
    certain: (since: Instant) => boolean,
  ): Promise<number> {
    await store.noteAddresses(found.said, now);
    const missing = await store.missingPeople();
    const people = await activePeople();
    const out = people.filter((id) => missing.has(id) || found.unreadable.has(id));
    if (tooManyMissing(out.length, people.length)) {
      log.error({ missing: out.length, people: people.length }, 'addressBookNarrowed');
      narrowed ??= { what: 'addressBook', since: now, explanation: NARROWED };
      return 0;
    }
    narrowed = null;
    let left = 0;
    for (const [id, since] of missing) {
      if (found.said.has(id) && certain(since)) left += Number(await letGo(id, given, now));
    }
    return left;
  }

  async function fail({ code }: DeliveryFailure, now: Instant): Promise<number> {
    log.warn({ code }, 'addressBookNotRead');
    failingSince ??= now;
    const since = (await store.lastJobRun(JOB))?.at ?? failingSince;
    silent = now - since < SILENT_FOR ? null : { what: 'addressBook', since, explanation: SILENT };
    return 0;
  }

  return {
    run,
    async nextAt(now) {
      const at = Math.min(await everybodyDueAt(), await missingDueAt());
      return instant(Math.max(at, now));
    },
    async heardOf(userIds, change) {
      const ours = new Set(await activePeople());
      // Of strangers nothing is of interest but that they are new.
      const concerned = userIds.filter((id) => ours.has(id) || change === 'joined');
      if (concerned.length === 0) return;
      const departments = await readDepartments(book);
      const asked = departments.ok
        ? await askAfter(book, new Set(concerned), departments.value)
        : departments;
      if (!asked.ok) throw new Error(`the address book did not answer: ${asked.failure.code}`);
      const now = clock();
      // Told and asked is twice; for anything else but leaving, once is not enough.
      await conclude(asked.value, now, () => change === 'left');
    },
    heardOfDepartments() {
      isWanted = true;
    },
    troubles: () => [silent, narrowed].filter((trouble) => trouble !== null),
  };
}

const SILENT =
  '已两天未能核对钉钉通讯录，人员离岗可能未及时反映；请管理员检查钉钉连接和通讯录权限。';
const NARROWED =
  '钉钉通讯录中同时查不到两成以上人员，疑似授权范围变化，未作任何变更；请管理员在钉钉后台核对通讯录接口权限范围。';

function slot(day: LocalDay): Instant {
  return instant(startOfDay(day) + TIME_OF_DAY);
}

function later(planned: Instant, askedAt: Instant): Instant {
  return instant(Math.max(planned, askedAt + PAUSE));
}
