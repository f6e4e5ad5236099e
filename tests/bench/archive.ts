import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrations } from '../../db/migrations/list.ts';
import { type Database, openDatabase } from '../../db/open.ts';
import { archivedCopy, type Copy, openCopy, type Template, templatesIn } from './archive-copies.ts';
import { dice } from './dice.ts';
import { openBooksAt, regimes } from './office.ts';
import type { Run } from './run.ts';

/** The same open petitions twice: by themselves, and among a hundred times as many archived ones. */
export interface Archives {
  readonly alone: string;
  readonly amongArchived: string;
  readonly open: number;
  readonly archived: number;
}

/**
 * Written straight into the tables, since registering a million petitions would take hours. It stays in the system's
 * folder for temporary files, under a name made from the schema and the regulations, and is made anew when either
 * has changed.
 */
export async function buildArchives(run: Run): Promise<Archives> {
  const open = run.quick ? 2_000 : 10_000;
  const archived = open * 99;
  const kind = `green-channel-bench-data-${open}-`;
  const folder = join(tmpdir(), kind + keyOf(open));
  const archives = {
    alone: join(folder, 'alone.db'),
    amongArchived: join(folder, 'among-archived.db'),
    open,
    archived,
  };
  if (existsSync(folder)) return archives;
  run.say(`档案 archive：生成 ${open + archived} 件（只在第一次），其中在办 ${open} 件`);
  const fresh = join(run.folder, 'archives');
  mkdirSync(fresh);
  const templates = await templatesIn(run);
  const throws = dice(1_000_000);
  const copies = Array.from({ length: open }, (_, index) =>
    openCopy(templates.open, index, throws),
  );
  await writeCopies(join(fresh, 'alone.db'), run, function* () {
    yield* copies;
  });
  await writeCopies(join(fresh, 'among-archived.db'), run, () =>
    among(copies, archived / open, templates.archived),
  );
  for (const outdated of readdirSync(tmpdir()).filter((name) => name.startsWith(kind))) {
    rmSync(join(tmpdir(), outdated), { recursive: true, force: true });
  }
  renameSync(fresh, folder);
  return archives;
}

/** Every open one followed by its share of archived ones, so that in the table they lie as far apart as can be. */
function* among(
  copies: readonly Copy[],
  share: number,
  templates: readonly Template[],
): Generator<Copy> {
  for (const [index, copy] of copies.entries()) {
    yield copy;
    for (let each = 1; each <= share; each++) yield archivedCopy(templates, index, each);
  }
}

export async function writeCopies(
  path: string,
  run: Run,
  copies: () => Generator<Copy>,
): Promise<void> {
  await openBooksAt(path).close();
  const database = openDatabase(path);
  try {
    forBulk(database);
    const indexes = dropIndexes(database);
    const insert = insertInto(database);
    database.exec('BEGIN');
    let written = 0;
    for (const copy of copies()) {
      insert(copy);
      written += 1;
      if (written % 50_000 === 0) {
        run.say(`档案 archive：已写入 ${written} 件`);
        await run.breathe();
      }
    }
    database.exec('COMMIT');
    run.say('档案 archive：建立索引');
    for (const sql of indexes) {
      await run.breathe();
      database.exec(sql);
    }
  } finally {
    database.close();
  }
}

/** Nobody minds if this file is lost with the power. */
export function forBulk(database: Database): void {
  database.pragma('journal_mode = OFF');
  database.pragma('synchronous = OFF');
  database.pragma('foreign_keys = OFF');
  database.pragma('cache_size = -500000');
}

/** Made in one go afterwards, which is many times faster. Returns how. */
function dropIndexes(database: Database): readonly string[] {
  const indexes = database
    .prepare<[], { name: string; sql: string }>(
      `SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL
       AND tbl_name IN ('petitions', 'participants', 'assigned_units', 'waiting')`,
    )
    .all();
  for (const { name } of indexes) database.exec(`DROP INDEX ${name}`);
  return indexes.map(({ sql }) => sql);
}

function insertInto(database: Database): (copy: Copy) => void {
  const petition = database.prepare(`
    INSERT INTO petitions (id, version, regime_id, regime_version, confidential, registered_at,
      ended_at, number, platform_number, stage, unit_id, next_clock, next_due_at,
      next_nominal_due_at, overdue_after, provisional, state)
    VALUES (@id, @version, @regimeId, @regimeVersion, 0, @registeredAt, @endedAt, @number, @platformNumber,
      @stage, @unitId, @nextClock, @nextDueAt, @nextNominalDueAt, @overdueAfter, @provisional, @state)`);
  const participant = database.prepare(
    'INSERT INTO participants (petition_id, staff_id, ended) VALUES (?, ?, ?)',
  );
  const waiting = database.prepare('INSERT INTO waiting (petition_id, staff_id) VALUES (?, ?)');
  const unit = database.prepare(
    'INSERT INTO assigned_units (petition_id, unit_id, ended) VALUES (?, ?, ?)',
  );
  return ({ row, people }) => {
    petition.run(row);
    const ended = row.endedAt === null ? 0 : 1;
    for (const staffId of people.participants) participant.run(row.id, staffId, ended);
    for (const staffId of people.waiting) waiting.run(row.id, staffId);
    for (const unitId of people.units) unit.run(row.id, unitId, ended);
  };
}

function keyOf(open: number): string {
  const hash = createHash('sha256').update(JSON.stringify([FORMAT, open, regimes]));
  for (const { sql } of migrations) hash.update(sql);
  return hash.digest('hex').slice(0, 12);
}

/** To be raised when the copies themselves are made differently. */
const FORMAT = 1;
