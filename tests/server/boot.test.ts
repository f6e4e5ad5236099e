import { execFile } from 'node:child_process';
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import SqliteDatabase from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../db/open.ts';
import { loadKeyRing } from '../../server/store/key-ring.ts';
import { openStore } from '../../server/store/open-store.ts';
import {
  databasePath,
  keys,
  openTestStore,
  recorded,
  registering,
  storeOptions,
} from '../support/store.ts';

const PROTECTION = {
  locking_mode: 'exclusive',
  journal_mode: 'wal',
  synchronous: 2,
  foreign_keys: 1,
  recursive_triggers: 1,
  secure_delete: 1,
  trusted_schema: 0,
  cell_size_check: 1,
};

describe('the database', () => {
  it('is protected when it is made, and when it is opened again', () => {
    const path = databasePath();
    expect([protectionAt(path), protectionAt(path)]).toEqual([PROTECTION, PROTECTION]);
  });

  it('is readable by its owner only, and so is its log', () => {
    const path = databasePath();
    const database = openDatabase(path);
    const modes = [path, `${path}-wal`].map((file) => statSync(file).mode & 0o777);
    database.close();
    expect(modes).toEqual([0o600, 0o600]);
  });

  it('would lose its durability at the second opening if nobody asked for it', () => {
    const path = databasePath();
    protectionAt(path);
    const plain = new SqliteDatabase(path);
    plain.prepare('SELECT count(*) FROM sqlite_schema').get();
    expect(plain.pragma('synchronous', { simple: true })).toBe(1);
    plain.close();
  });

  it('is not opened when a protection does not take hold', () => {
    // A nameless temporary database has no write-ahead log.
    expect(() => openDatabase('')).toThrow(
      expect.objectContaining({ code: 'unsafe', message: expect.stringContaining('journal_mode') }),
    );
  });

  it('is refused to a second process within six seconds, and unharmed', async () => {
    const path = databasePath();
    const database = openDatabase(path);
    const second = await openElsewhere(path);
    expect(second).toMatchObject({
      code: 78,
      said: expect.stringMatching(/^inUse: .*另一个服务进程/),
    });
    database.prepare("INSERT INTO handwriting (id, path) VALUES ('a', 'M0 0')").run();
    database.close();
    expect(await openElsewhere(path)).toMatchObject({ code: 0, said: 'opened' });
  });
});

describe('a file that is no whole database is refused and left alone', () => {
  it.each([
    [
      'garbage',
      () => Buffer.from('not a database at all, but long enough to look like something'.repeat(20)),
    ],
    ['a file cut within its first page', (whole: Buffer) => whole.subarray(0, 60)],
    ['a file cut in the middle', (whole: Buffer) => whole.subarray(0, whole.length / 2)],
    ['a file without its last byte', (whole: Buffer) => whole.subarray(0, -1)],
    ['an empty file', () => Buffer.alloc(0)],
    [
      'a header followed by noise',
      (whole: Buffer) => whole.map((byte, at) => (at < 100 ? byte : 165)),
    ],
  ])('%s', (_, spoil) => {
    const path = databasePath();
    openDatabase(path).close();
    const spoilt = spoil(readFileSync(path));
    writeFileSync(path, spoilt);
    expect(() => openDatabase(path)).toThrow(expect.objectContaining({ code: 'damaged' }));
    expect(readFileSync(path).equals(spoilt)).toBe(true);
  });

  it("another program's database", () => {
    const path = databasePath();
    const other = new SqliteDatabase(path);
    other.exec('CREATE TABLE songs (title TEXT)');
    other.close();
    expect(() => openDatabase(path)).toThrow(expect.objectContaining({ code: 'foreign' }));
    const again = new SqliteDatabase(path);
    expect(again.prepare('SELECT name FROM sqlite_schema').pluck().all()).toEqual(['songs']);
    again.close();
  });
});

describe('the key ring', () => {
  it('is made once, for its owner only, and read from then on', () => {
    const path = join(dirname(databasePath()), 'keys', 'ring.json');
    const made = loadKeyRing(path);
    expect(statSync(path).mode & 0o777).toBe(0o400);
    expect(made.keys.get(made.active)).toHaveLength(32);
    expect(loadKeyRing(path)).toEqual(made);
  });

  it('is refused when others could read it', () => {
    const path = join(dirname(databasePath()), 'keys', 'ring.json');
    loadKeyRing(path);
    chmodSync(path, 0o440);
    expect(() => loadKeyRing(path)).toThrow('可被其他用户读取');
  });

  it.each([
    ['cut short', '{"active":1,"keys":{"1":'],
    ['with a short key', JSON.stringify({ active: 1, keys: { 1: 'AAAA' } })],
    [
      'without its active key',
      JSON.stringify({ active: 2, keys: { 1: Buffer.alloc(32).toString('base64') } }),
    ],
  ])('is refused %s, and not replaced', (_, text) => {
    const path = `${databasePath()}.keys`;
    writeFileSync(path, text, { mode: 0o600 });
    expect(() => loadKeyRing(path)).toThrow('密钥文件内容不正确');
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it('of another office does not open this database', async () => {
    const path = databasePath();
    await openTestStore({ path }).close();
    const foreign = { active: 1, keys: new Map([[1, Buffer.alloc(32, 8)]]) };
    expect(() => openStore(storeOptions({ path, keys: foreign }))).toThrow(
      expect.objectContaining({ code: 'wrongKeys' }),
    );
    await openTestStore({ path, keys }).close();
  });
});

describe('a regime that petitions are pinned to', () => {
  it('may not change under its version number', async () => {
    const path = databasePath();
    const store = openTestStore({ path });
    await recorded(store, registering());
    await store.close();
    const changed = storeOptions().regimes.map((regime) => ({ ...regime, title: '改过的制度' }));
    expect(() => openStore(storeOptions({ path, regimes: changed }))).toThrow(
      expect.objectContaining({
        code: 'regimeChanged',
        message: expect.stringContaining('另立新版本'),
      }),
    );
  });

  it('stays at hand when a newer version is loaded in its place', async () => {
    const path = databasePath();
    const store = openTestStore({ path });
    const { petitionId } = await recorded(store, registering());
    await store.close();
    const { regimes } = storeOptions();
    const present = Math.max(...regimes.map(({ version }) => version));
    const revised = regimes.map((regime) => ({ ...regime, version: present + 1 }));
    const reopened = openTestStore({ path, regimes: revised });
    const later = await recorded(reopened, registering());
    expect([
      (await reopened.petition(petitionId))?.regime.version,
      (await reopened.petition(later.petitionId))?.regime.version,
    ]).toEqual([present, present + 1]);
  });
});

function protectionAt(path: string) {
  const database = openDatabase(path);
  const found = Object.fromEntries(
    Object.keys(PROTECTION).map((setting) => [setting, database.pragma(setting, { simple: true })]),
  );
  database.close();
  return found;
}

/** A process of its own; killed after six seconds. */
function openElsewhere(path: string): Promise<{ code: number | null; said: string }> {
  const script = fileURLToPath(new URL('../support/open-database.ts', import.meta.url));
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--import', 'tsx', script, path],
      { timeout: 6000 },
      (_, said) => resolve({ code: child.exitCode, said }),
    );
  });
}
