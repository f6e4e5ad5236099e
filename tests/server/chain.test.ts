import SqliteDatabase, { type Database } from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../db/open.ts';
import { evolve } from '../../server/domain/evolve.ts';
import type { ChainHeads, Store } from '../../server/store/store.ts';
import { clerk, otherClerk } from '../support/people.ts';
import {
  answered,
  assigned,
  databasePath,
  MONDAY,
  openTestStore,
  recorded,
  registering,
} from '../support/store.ts';

describe('events and audit', () => {
  it.each([
    ['UPDATE events SET recorded_at = 0 WHERE sequence = 1'],
    ['DELETE FROM events WHERE sequence = 1'],
    ['INSERT OR REPLACE INTO events SELECT * FROM events WHERE sequence = 1'],
    [
      'REPLACE INTO events (sequence, petition_id, version, recorded_at, payload, mac) SELECT 1, petition_id, 9, 9, payload, mac FROM events',
    ],
    ['UPDATE audit SET ok = 1'],
    ['DELETE FROM audit'],
    ['INSERT OR REPLACE INTO audit SELECT * FROM audit'],
  ])('cannot be changed by the program itself: %s', async (statement) => {
    const { path } = await written();
    const database = openDatabase(path);
    expect(() => database.exec(statement)).toThrow('append-only');
    database.close();
  });

  it('are whole when nobody has touched them', async () => {
    const { path, heads } = await written();
    const events = heads.events.sequence;
    expect(events).toBeGreaterThan(10);
    expect(await openTestStore({ path }).verifyChains(heads)).toEqual({
      ok: true,
      events,
      audit: 3,
      notices: 0,
    });
  });
});

describe('whoever changes the file behind the back of the program is found out', () => {
  it.each([
    [
      'a changed instant',
      'UPDATE events SET recorded_at = recorded_at + 1 WHERE sequence = 4',
      'events',
      4,
    ],
    [
      'a longer text',
      "UPDATE events SET payload = CAST(payload || ' ' AS BLOB) WHERE sequence = 5",
      'events',
      5,
    ],
    [
      'an event given to another petition',
      'UPDATE events SET petition_id = (SELECT petition_id FROM events WHERE sequence = 1) WHERE sequence = (SELECT max(sequence) FROM events)',
      'events',
      'last',
    ],
    ['a removed event', 'DELETE FROM events WHERE sequence = 3', 'events', 3],
    [
      'two events in each other’s place',
      'UPDATE events SET sequence = -1 WHERE sequence = 2; UPDATE events SET sequence = 2 WHERE sequence = 3; UPDATE events SET sequence = 3 WHERE sequence = -1',
      'events',
      2,
    ],
    [
      'an event put in between',
      'UPDATE events SET sequence = -sequence - 1 WHERE sequence > 2; INSERT INTO events SELECT 3, petition_id, version, recorded_at, payload, mac FROM events WHERE sequence = 2; UPDATE events SET sequence = -sequence WHERE sequence < 0',
      'events',
      3,
    ],
    ['a changed hash', 'UPDATE events SET mac = zeroblob(32) WHERE sequence = 2', 'events', 2],
    ['a refusal made a success', 'UPDATE audit SET ok = 1 WHERE sequence = 2', 'audit', 2],
    ['another actor', `UPDATE audit SET actor = '${otherClerk}' WHERE sequence = 1`, 'audit', 1],
    ['a removed look', 'DELETE FROM audit WHERE sequence = 1', 'audit', 1],
    ['a removed reason', 'UPDATE audit SET detail = NULL WHERE sequence = 3', 'audit', 3],
  ] as const)('%s', async (_, statement, chain, brokenAt) => {
    const { path, heads } = await written();
    tamper(path, statement);
    const verdict = await openTestStore({ path }).verifyChains();
    const expected = brokenAt === 'last' ? heads.events.sequence : brokenAt;
    expect(verdict).toEqual({ ok: false, chain, brokenAt: expected });
  });

  it('every single flipped bit of an event', async () => {
    const { path } = await written();
    for (const byte of [0, 1, 9, 40, 77]) {
      tamper(path, (database) => flip(database, 3, byte));
      const store = openTestStore({ path });
      expect(await store.verifyChains()).toEqual({ ok: false, chain: 'events', brokenAt: 3 });
      await store.close();
      tamper(path, (database) => flip(database, 3, byte));
    }
    expect(await openTestStore({ path }).verifyChains()).toMatchObject({ ok: true });
  });

  it('a tail cut off, when the head was noted elsewhere', async () => {
    const { path, heads } = await written();
    tamper(path, `DELETE FROM events WHERE sequence = ${heads.events.sequence}`);
    const store = openTestStore({ path });
    expect(await store.verifyChains()).toMatchObject({ ok: true });
    expect(await store.verifyChains(heads)).toEqual({
      ok: false,
      chain: 'events',
      brokenAt: heads.events.sequence,
    });
  });

  it('a whole file rolled back and continued, when the head was noted elsewhere', async () => {
    const { path, heads } = await written();
    tamper(
      path,
      `DELETE FROM events WHERE sequence = ${heads.events.sequence}; DELETE FROM audit WHERE sequence = 3`,
    );
    const store = openTestStore({ path });
    await recorded(store, registering());
    await reveal(store, 'nothing');
    expect(await store.verifyChains()).toMatchObject({ ok: true });
    expect(await store.verifyChains(heads)).toMatchObject({ ok: false, chain: 'events' });
  });

  it('the events of another office put in their place', async () => {
    const { path } = await written();
    const { path: other } = await written();
    const events = rowsOf(other);
    tamper(path, (database) => {
      database.exec('PRAGMA foreign_keys = OFF; DELETE FROM events');
      const insert = database.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?)');
      for (const row of events) insert.run(...row);
    });
    const verdict = await openTestStore({ path }).verifyChains();
    expect(verdict).toEqual({ ok: false, chain: 'events', brokenAt: 1 });
  });
});

describe('a petition as stored', () => {
  it('is the fold of its events', async () => {
    const { path } = await written();
    const checked: number[] = [];
    const store = openTestStore({ path });
    expect(await store.verifyFolds(evolve, (count) => checked.push(count))).toEqual({
      ok: true,
      petitions: 3,
    });
    expect(checked).toEqual([3]);
  });

  it.each([
    [
      'with another stage',
      (state: string) => state.replace('"stage":"assigned"', '"stage":"archived"'),
    ],
    ['with another unit', (state: string) => state.replaceAll('demolition', 'construction')],
    ['with a later deadline', (state: string) => state.replace(/"dueAt":\d/, '"dueAt":9')],
  ])('%s is found', async (_, change) => {
    const { path, petitionId } = await written();
    tamper(path, (database) => {
      const state = database
        .prepare('SELECT state FROM petitions WHERE id = ?')
        .pluck()
        .get(petitionId);
      const changed = change(String(state));
      expect(changed).not.toBe(String(state));
      database
        .prepare('UPDATE petitions SET state = ? WHERE id = ?')
        .run(Buffer.from(changed), petitionId);
    });
    const store = openTestStore({ path });
    expect(await store.verifyFolds(evolve)).toEqual({ ok: false, petitionId });
  });

  it('without its last event is found', async () => {
    const { path, petitionId } = await written();
    tamper(path, (database) =>
      database
        .prepare(
          'DELETE FROM events WHERE sequence = (SELECT max(sequence) FROM events WHERE petition_id = ?)',
        )
        .run(petitionId),
    );
    expect(await openTestStore({ path }).verifyFolds(evolve)).toEqual({ ok: false, petitionId });
  });

  it('that was removed with its events left behind is found', async () => {
    const { path } = await written();
    tamper(path, (database) => {
      database.exec('PRAGMA foreign_keys = OFF; DELETE FROM petitions WHERE confidential = 1');
    });
    expect(await openTestStore({ path }).verifyFolds(evolve)).toMatchObject({ ok: false });
  });
});

/** Three petitions, one of them an accusation, and three entries in the audit trail. */
async function written(): Promise<{ path: string; petitionId: string; heads: ChainHeads }> {
  const path = databasePath();
  const store = openTestStore({ path });
  const { id } = await assigned(store);
  await recorded(store, registering());
  await recorded(
    store,
    registering({ facts: { appealType: 'accusation' }, accused: { outside: true } }),
  );
  await store.recordAudit({ at: MONDAY, actor: clerk, action: 'login', ok: true });
  await answered(store, registering({ by: 'demolition-a' }));
  await reveal(store, id);
  const heads = await store.chainHeads();
  await store.close();
  return { path, petitionId: id, heads };
}

async function reveal(store: Store, petitionId: string): Promise<void> {
  await store.reveal(petitionId, clerk, '联系信访人核实情况', MONDAY);
}

/** What somebody with the file but without the program can do. */
function tamper(path: string, change: string | ((database: Database) => void)): void {
  const database = new SqliteDatabase(path);
  const triggers = database
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
    .pluck()
    .all();
  const definitions = database
    .prepare<[], string>("SELECT sql FROM sqlite_schema WHERE type = 'trigger'")
    .pluck()
    .all();
  for (const trigger of triggers) database.exec(`DROP TRIGGER ${trigger}`);
  if (typeof change === 'string') database.exec(change);
  else change(database);
  for (const definition of definitions) database.exec(definition);
  database.close();
}

function flip(database: Database, sequence: number, byte: number): void {
  const payload = database
    .prepare<[number], Buffer>('SELECT payload FROM events WHERE sequence = ?')
    .pluck()
    .get(sequence);
  if (!payload) throw new Error('no such event');
  payload[byte] = (payload[byte] ?? 0) ^ 1;
  database.prepare('UPDATE events SET payload = ? WHERE sequence = ?').run(payload, sequence);
}

function rowsOf(path: string): unknown[][] {
  const database = new SqliteDatabase(path);
  const rows = database
    .prepare('SELECT * FROM events ORDER BY sequence')
    .raw()
    .all() as unknown[][];
  database.close();
  return rows;
}
