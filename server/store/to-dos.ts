import { and, asc, eq, inArray, lte, sql } from 'drizzle-orm';
import { toDos, unionIds } from '../../db/schema-dingtalk.ts';
import type { StaffId } from '../domain/directory.ts';
import type { Petition, PetitionId } from '../domain/petition.ts';
import { type WantedToDo, wantedToDo } from '../domain/step.ts';
import { DAY, type Instant, instant, MINUTE } from '../domain/time.ts';
import type { Base } from './base.ts';
import { isConfidential, type PetitionTable } from './petitions.ts';
import type { AtOnce } from './promised.ts';
import type { FollowerFailure, StepFollowers, ToDoToSync } from './step-store.ts';

export interface ToDoTable {
  /** After each recorded command, and when other people have become the ones it waits for. */
  update(petition: Petition, waitingFor: readonly StaffId[], now: Instant, by?: StaffId): void;
  readonly methods: AtOnce<
    Pick<
      StepFollowers,
      | 'toDosToSync'
      | 'recordToDoShown'
      | 'recordToDoFailure'
      | 'urgeToDo'
      | 'unionIds'
      | 'keepUnionId'
    >
  >;
}

/** One open to-do for each petition that has left the hands of whoever began it. */
export function openToDos(base: Base, petitions: PetitionTable): ToDoTable {
  const { sqlite } = base;
  const find = sqlite.prepare<[string], OpenRow>(
    'SELECT id, wanted, shown, attempts FROM to_dos WHERE petition_id = ? AND done = 0',
  );
  const lastId = sqlite.prepare<[], number>('SELECT coalesce(max(id), 0) FROM to_dos').pluck();
  const insert = sqlite.prepare(
    `INSERT INTO to_dos (id, source, petition_id, wanted, done, next_at) VALUES (?, ?, ?, ?, 0, ?)`,
  );
  const change = sqlite.prepare(
    'UPDATE to_dos SET wanted = ?, next_at = ?, attempts = 0, reason = NULL WHERE id = ?',
  );
  const finish = sqlite.prepare(
    'UPDATE to_dos SET done = 1, next_at = ?, attempts = 0, reason = NULL WHERE id = ?',
  );

  function begin(id: PetitionId, wanted: string, now: Instant): void {
    const source = `gc-${base.random(12).toString('base64url')}`;
    insert.run((lastId.get() ?? 0) + 1, source, id, wanted, now);
  }

  /** One that DingTalk has never shown need not be finished there. */
  const end = (row: OpenRow, now: Instant) =>
    finish.run(row.shown === null && row.attempts === 0 ? null : now, row.id);

  function follow(row: OpenRow, next: WantedToDo, now: Instant, goesOnHimself: boolean): void {
    const wanted = JSON.stringify(stillUrged(next, parse(row.wanted)));
    if (isSame(wanted, row.wanted)) return;
    change.run(wanted, whenToTell(wanted, row.shown, now, goesOnHimself), row.id);
  }

  return {
    update(petition, waitingFor, now, by) {
      const row = find.get(petition.id);
      if (waitingFor.length === 0) {
        if (row) end(row, now);
        return;
      }
      const wanted = wantedToDo(petition, waitingFor, now);
      // Whoever goes on himself, as the office does from step to step, has it before him.
      const goesOnHimself = waitingFor.some((id) => id === by);
      if (row) follow(row, wanted, now, goesOnHimself);
      else if (!goesOnHimself) begin(petition.id, JSON.stringify(wanted), now);
    },
    methods: toDoMethods(base, petitions),
  };
}

interface OpenRow {
  readonly id: number;
  readonly wanted: string;
  readonly shown: string | null;
  readonly attempts: number;
}

function toDoMethods({ tables }: Base, petitions: PetitionTable): ToDoTable['methods'] {
  return {
    toDosToSync(now, limit) {
      const rows = tables
        .select()
        .from(toDos)
        .where(and(sql`${toDos.nextAt} IS NOT NULL`, lte(toDos.nextAt, now)))
        .orderBy(asc(toDos.nextAt), asc(toDos.id))
        .limit(limit)
        .all();
      return rows.map((row) => toSync(row, petitions.find(row.petitionId)));
    },
    recordToDoShown(id, { wanted, done, taskId, creator }) {
      const shown = JSON.stringify(wanted);
      const row = tables.select().from(toDos).where(eq(toDos.id, id)).get();
      // What has changed while DingTalk was being told stays due.
      const isCurrent = row?.wanted === shown && row.done === done;
      tables
        .update(toDos)
        .set({ shown, taskId, creator, attempts: 0, reason: null })
        .where(eq(toDos.id, id))
        .run();
      if (isCurrent) tables.update(toDos).set({ nextAt: null }).where(eq(toDos.id, id)).run();
    },
    recordToDoFailure(id, failure) {
      tables.update(toDos).set(afterFailure(failure)).where(eq(toDos.id, id)).run();
    },
    urgeToDo(petitionId, now) {
      const open = and(eq(toDos.petitionId, petitionId), eq(toDos.done, false));
      const row = tables.select().from(toDos).where(open).get();
      if (!row) return;
      const wanted = JSON.stringify({ ...parse(row.wanted), urged: true } satisfies WantedToDo);
      tables.update(toDos).set({ wanted, nextAt: now }).where(eq(toDos.id, row.id)).run();
    },
    unionIds(staffIds) {
      const rows = tables
        .select()
        .from(unionIds)
        .where(inArray(unionIds.staffId, [...staffIds]))
        .all();
      return new Map(rows.map(({ staffId, unionId }) => [staffId, unionId]));
    },
    keepUnionId(staffId, unionId) {
      tables
        .insert(unionIds)
        .values({ staffId, unionId })
        .onConflictDoUpdate({ target: unionIds.staffId, set: { unionId } })
        .run();
    },
  };
}

function afterFailure(failure: FollowerFailure) {
  if ('givenUp' in failure) return { nextAt: null, reason: failure.reason };
  const { retryAt, reason, spared = false } = failure;
  return {
    nextAt: retryAt,
    reason,
    attempts: sql`${toDos.attempts} + ${spared ? 0 : 1}`,
  };
}

function toSync(row: typeof toDos.$inferSelect, petition: Petition | null): ToDoToSync {
  return {
    id: row.id,
    source: row.source,
    petitionId: row.petitionId,
    number: petition && !isConfidential(petition) ? petition.number : null,
    wanted: parse(row.wanted),
    done: row.done,
    shown: row.shown === null ? null : parse(row.shown),
    taskId: row.taskId,
    creator: row.creator,
    attempts: row.attempts,
  };
}

/** Written by this module and nobody else. */
function parse(text: string): WantedToDo {
  return JSON.parse(text) as WantedToDo;
}

/** What was urged stays so while it waits for the same people. */
function stillUrged(next: WantedToDo, { executors, urged }: WantedToDo): WantedToDo {
  return urged && JSON.stringify(executors) === JSON.stringify(next.executors)
    ? { ...next, urged }
    : next;
}

/** Becoming urgent with the passing of time is not worth a call of its own. */
function isSame(left: string, right: string): boolean {
  return parse(left).dueAt === parse(right).dueAt && isInSameHands(parse(left), parse(right));
}

function isInSameHands(one: WantedToDo, other: WantedToDo): boolean {
  return (
    one.urged === other.urged && JSON.stringify(one.executors) === JSON.stringify(other.executors)
  );
}

/**
 * When DingTalk is to be told, null where it shows that already. What can wait goes along with the next change: a
 * deadline that has become later until the one shown is near, and for a while the colleagues of whoever goes on himself.
 */
function whenToTell(
  wanted: string,
  shown: string | null,
  now: Instant,
  goesOnHimself: boolean,
): Instant | null {
  if (shown === null) return now;
  if (isSame(wanted, shown)) return null;
  const [next, last] = [parse(wanted), parse(shown)];
  const isLater = last.dueAt !== null && (next.dueAt === null || next.dueAt > last.dueAt);
  if (isLater && isInSameHands(next, last)) return instant(Math.max(now, last.dueAt - DAY));
  return goesOnHimself ? instant(now + OWN_TIME) : now;
}

const OWN_TIME = 30 * MINUTE;
