import type { Database } from 'better-sqlite3';
import { DatabaseProblem } from './problem.ts';

/** One step of the schema. Never edited once an office has run it. */
export interface Migration {
  /** 1, 2, 3 … without gaps; the file's `user_version` afterwards. */
  readonly version: number;
  readonly sql: string;
  /** Tables that must have as many rows afterwards as before; a rebuilt table is always named here. */
  readonly keepsRowsOf: readonly string[];
}

/** Marks the file as ours: "XFGC". */
const APPLICATION_ID = 0x58464743;

/**
 * Brings the schema up to date. Each migration is one transaction together with its checks and its version number:
 * afterwards the file is either old or new, never between. A newer or a foreign file is refused.
 */
export function migrate(database: Database, migrations: readonly Migration[]): void {
  const present = Number(database.pragma('user_version', { simple: true }));
  const newest = migrations.at(-1)?.version ?? 0;
  refuseForeign(database, present);
  if (present > newest) {
    throw new DatabaseProblem(
      'newer',
      `数据库由更新版本的程序写入（数据版本 ${present}，本程序支持到 ${newest}），请使用新版程序启动。`,
    );
  }
  // Inside a transaction this setting is ignored, and a rebuilt table would take its children's rows with it.
  database.pragma('foreign_keys = OFF');
  try {
    for (const migration of migrations) {
      if (migration.version > present) apply(database, migration);
    }
  } finally {
    database.pragma('foreign_keys = ON');
  }
}

function refuseForeign(database: Database, present: number): void {
  const applicationId = database.pragma('application_id', { simple: true });
  const tables = Number(database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get());
  const isNew = present === 0 && applicationId === 0 && tables === 0;
  if (!isNew && applicationId !== APPLICATION_ID) {
    throw new DatabaseProblem('foreign', '该文件是其他程序的数据库，未作改动，请核对数据库路径。');
  }
}

function apply(database: Database, { version, sql, keepsRowsOf }: Migration): void {
  const step = database.transaction(() => {
    const before = keepsRowsOf.map((table) => rowsOf(database, table));
    database.exec(sql);
    for (const [index, table] of keepsRowsOf.entries()) {
      const after = rowsOf(database, table);
      if (after !== before[index]) {
        throw new Error(`${table}: ${before[index]} rows before, ${after} after`);
      }
    }
    const orphans = database.pragma('foreign_key_check');
    if (Array.isArray(orphans) && orphans.length > 0) {
      throw new Error(`${orphans.length} rows refer to nothing`);
    }
    database.pragma(`application_id = ${APPLICATION_ID}`);
    database.pragma(`user_version = ${version}`);
  });
  try {
    step.immediate();
  } catch (error) {
    throw new DatabaseProblem(
      'migrationFailed',
      `数据库升级到版本 ${version} 未成功，已全部撤回，数据保持原样。`,
      error,
    );
  }
}

function rowsOf(database: Database, table: string): number {
  return Number(database.prepare(`SELECT count(*) FROM "${table}"`).pluck().get());
}
