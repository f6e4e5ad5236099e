import SqliteDatabase from 'better-sqlite3';
import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Migration, migrate } from '../../db/migrate.ts';
import { migrations } from '../../db/migrations/list.ts';
import { DatabaseProblem } from '../../db/problem.ts';
import * as schema from '../../db/schema.ts';
import * as dingTalkSchema from '../../db/schema-dingtalk.ts';

const newest = migrations.at(-1)?.version ?? 0;
const tables = [...Object.values(schema), ...Object.values(dingTalkSchema)].filter((value) =>
  is(value, SQLiteTable),
);

describe('the schema', () => {
  it('is numbered without gaps', () => {
    expect(migrations.map(({ version }) => version)).toEqual(
      Array.from({ length: newest }, (_, index) => index + 1),
    );
  });

  it('has after the migrations exactly the tables the queries know', () => {
    const found = migrated()
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      .pluck()
      .all();
    expect(found).toEqual(tables.map(getTableName).sort());
  });

  it.each(tables.map((table) => [getTableName(table), table] as const))(
    'has the columns of %s that the queries know',
    (name, table) => {
      const found = migrated().pragma(`table_info(${name})`) as {
        name: string;
        type: string;
        notnull: number;
        dflt_value: string | null;
        pk: number;
      }[];
      const single = Object.values(getTableColumns(table)).filter(({ primary }) => primary);
      const composite = getTableConfig(table).primaryKeys.flatMap(({ columns }) => columns);
      const key = [...single, ...composite].map((column) => column.name);
      const known = Object.values(getTableColumns(table)).map((column) => ({
        name: column.name,
        type: column.getSQLType().toUpperCase(),
        notnull: column.notNull || key.includes(column.name),
        hasDefault: column.default !== undefined,
        keyPart: key.indexOf(column.name) + 1,
      }));
      expect(
        found.map((column) => ({
          name: column.name,
          type: column.type,
          notnull: column.notnull === 1 || column.pk > 0,
          hasDefault: column.dflt_value !== null,
          keyPart: column.pk,
        })),
      ).toEqual(known);
    },
  );

  it('holds every table to its types and lets no deletion spread', () => {
    const database = migrated();
    const listed = database.pragma('table_list') as { name: string; strict: number }[];
    const own = listed.filter(({ name }) => !name.startsWith('sqlite_'));
    expect(own).toHaveLength(tables.length);
    expect(own.filter(({ strict }) => strict !== 1)).toEqual([]);
    const effects = own.flatMap(({ name }) => {
      const keys = database.pragma(`foreign_key_list(${name})`) as { on_delete: string }[];
      return keys.map((key) => key.on_delete);
    });
    expect(effects.length).toBeGreaterThan(5);
    expect(new Set(effects)).toEqual(new Set(['NO ACTION']));
  });
});

describe('an upgrade', () => {
  it('that fails in its last statement leaves everything as it was', () => {
    const database = migrated();
    database.exec("INSERT INTO handwriting (id, path) VALUES ('a', 'M0 0')");
    const before = contentOf(database);
    const failing = next(
      'ALTER TABLE handwriting ADD COLUMN kept TEXT; DELETE FROM handwriting; SELECT nothing();',
    );
    expect(problemOf(() => migrate(database, [...migrations, failing]))).toMatchObject({
      code: 'migrationFailed',
      message: expect.stringContaining('未成功'),
    });
    expect(contentOf(database)).toEqual(before);
    expect(database.pragma('foreign_keys', { simple: true })).toBe(1);
  });

  it('that succeeds is not run again', () => {
    const database = migrated();
    const counting = next('CREATE TABLE runs (run INTEGER) STRICT; INSERT INTO runs VALUES (1);');
    migrate(database, [...migrations, counting]);
    migrate(database, [...migrations, counting]);
    expect(database.prepare('SELECT count(*) FROM runs').pluck().get()).toBe(1);
    expect(database.pragma('user_version', { simple: true })).toBe(newest + 1);
  });

  it('may rebuild a table without losing the rows that refer to it', () => {
    const database = withParentAndChildren();
    migrate(database, [...migrations, children, rebuilt('SELECT id, 0 FROM parents')]);
    expect(database.prepare('SELECT count(*) FROM children').pluck().get()).toBe(2);
  });

  it('that loses rows it promised to keep is taken back', () => {
    const database = withParentAndChildren();
    const losing = rebuilt('SELECT id, 0 FROM parents WHERE id = 1');
    expect(problemOf(() => migrate(database, [...migrations, children, losing])).cause).toEqual(
      new Error('parents: 2 rows before, 1 after'),
    );
    expect(database.prepare('SELECT count(*) FROM parents').pluck().get()).toBe(2);
    expect(database.pragma('user_version', { simple: true })).toBe(newest + 1);
  });

  it('that leaves rows referring to nothing is taken back', () => {
    const database = withParentAndChildren();
    const orphaning = { ...next('DELETE FROM parents', 2), keepsRowsOf: [] };
    expect(problemOf(() => migrate(database, [...migrations, children, orphaning])).cause).toEqual(
      new Error('2 rows refer to nothing'),
    );
    expect(database.prepare('SELECT count(*) FROM parents').pluck().get()).toBe(2);
  });

  it('is refused on data of a newer program', () => {
    const database = migrated();
    database.pragma(`user_version = ${newest + 1}`);
    expect(problemOf(() => migrate(database, migrations))).toMatchObject({
      code: 'newer',
      message: expect.stringContaining('请使用新版程序'),
    });
  });

  it("is refused on another program's data", () => {
    const database = inMemory();
    database.exec('CREATE TABLE songs (title TEXT)');
    expect(problemOf(() => migrate(database, migrations))).toMatchObject({ code: 'foreign' });
    expect(database.prepare('SELECT name FROM sqlite_schema').pluck().all()).toEqual(['songs']);
  });
});

const children = next(`
  CREATE TABLE parents (id INTEGER PRIMARY KEY) STRICT;
  CREATE TABLE children (parent INTEGER NOT NULL REFERENCES parents (id)) STRICT;
  INSERT INTO parents VALUES (1), (2);
  INSERT INTO children VALUES (1), (2);`);

function rebuilt(rows: string): Migration {
  const sql = `
    CREATE TABLE parents_new (id INTEGER PRIMARY KEY, age INTEGER NOT NULL) STRICT;
    INSERT INTO parents_new ${rows};
    DROP TABLE parents;
    ALTER TABLE parents_new RENAME TO parents;`;
  return { ...next(sql, 2), keepsRowsOf: ['parents', 'children'] };
}

function next(sql: string, steps = 1): Migration {
  return { version: newest + steps, sql, keepsRowsOf: [] };
}

function withParentAndChildren() {
  const database = migrated();
  migrate(database, [...migrations, children]);
  return database;
}

function migrated() {
  const database = inMemory();
  migrate(database, migrations);
  return database;
}

function inMemory() {
  const database = new SqliteDatabase(':memory:');
  onTestFinished(() => void database.close());
  return database;
}

function contentOf(database: SqliteDatabase.Database) {
  return {
    schema: database.prepare('SELECT sql FROM sqlite_schema ORDER BY name').all(),
    handwriting: database.prepare('SELECT * FROM handwriting').all(),
    version: database.pragma('user_version'),
  };
}

function problemOf(work: () => void): DatabaseProblem {
  try {
    work();
  } catch (error) {
    if (error instanceof DatabaseProblem) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
