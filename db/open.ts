import { chmodSync } from 'node:fs';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { inspectFile } from './inspect-file.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/list.ts';
import { DatabaseProblem } from './problem.ts';

export type { Database } from 'better-sqlite3';

/**
 * Opens the office's database, migrated and with every protection proven to be in force; throws a `DatabaseProblem`
 * otherwise. The file is locked for this process until it is closed. `:memory:` lives as long as the connection.
 */
export function openDatabase(path: string): Database {
  if (path !== IN_MEMORY) inspectFile(path);
  const database = new SqliteDatabase(path, { timeout: LOCK_TIMEOUT_MS });
  try {
    protect(database);
    assertProtected(database, path === IN_MEMORY);
    // The log takes its permissions from the database file.
    if (path !== IN_MEMORY) chmodSync(path, 0o600);
    migrate(database, migrations);
    return database;
  } catch (error) {
    database.close();
    throw asProblem(error);
  }
}

const IN_MEMORY = ':memory:';
/** A restart may overlap with the end of the process before it; longer than this it is a second server. */
const LOCK_TIMEOUT_MS = 3000;
/** Before it, a rare race could corrupt a WAL database. */
const OLDEST_SAFE_SQLITE = [3, 51, 3] as const;

/** Exclusive locking comes before WAL: then there is no shared-memory file and no second process can get in. */
function protect(database: Database): void {
  database.pragma('locking_mode = EXCLUSIVE');
  database.pragma('journal_mode = WAL');
  // better-sqlite3 is built to fall back to NORMAL in WAL, which loses acknowledged commits when the power fails.
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  // Without it INSERT OR REPLACE deletes rows without asking the triggers that forbid it.
  database.pragma('recursive_triggers = ON');
  database.pragma('secure_delete = ON');
  database.pragma('trusted_schema = OFF');
  database.pragma('cell_size_check = ON');
  database.pragma('temp_store = MEMORY');
  database.pragma(`journal_size_limit = ${64 * 1024 * 1024}`);
}

function assertProtected(database: Database, inMemory: boolean): void {
  const version = String(database.prepare('SELECT sqlite_version()').pluck().get());
  if (isOlder(version)) {
    throw new DatabaseProblem(
      'unsafe',
      `SQLite 版本过低（${version}），须不低于 ${OLDEST_SAFE_SQLITE.join('.')}。`,
    );
  }
  const required: Readonly<Record<string, string | number>> = {
    ...(inMemory ? {} : { locking_mode: 'exclusive', journal_mode: 'wal' }),
    synchronous: 2,
    foreign_keys: 1,
    recursive_triggers: 1,
    secure_delete: 1,
    trusted_schema: 0,
    cell_size_check: 1,
  };
  for (const [setting, value] of Object.entries(required)) {
    const found = database.pragma(setting, { simple: true });
    if (found !== value) {
      throw new DatabaseProblem(
        'unsafe',
        `数据库保护设置 ${setting} 未生效（应为 ${value}，实为 ${String(found)}），已停止启动。`,
      );
    }
  }
}

function isOlder(version: string): boolean {
  const parts = version.split('.').map(Number);
  for (const [index, least] of OLDEST_SAFE_SQLITE.entries()) {
    const part = parts[index] ?? 0;
    if (part !== least) return part < least;
  }
  return false;
}

function asProblem(error: unknown): unknown {
  if (!(error instanceof SqliteDatabase.SqliteError)) return error;
  if (error.code.startsWith('SQLITE_BUSY') || error.code.startsWith('SQLITE_LOCKED')) {
    return new DatabaseProblem(
      'inUse',
      '数据库正被另一个服务进程使用。同一数据库只能由一个服务打开，请先停止另一个服务。',
      error,
    );
  }
  if (error.code.startsWith('SQLITE_NOTADB') || error.code.startsWith('SQLITE_CORRUPT')) {
    return new DatabaseProblem(
      'damaged',
      '数据库文件已损坏，无法打开。文件未作改动，请从备份恢复。',
      error,
    );
  }
  return error;
}
