import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { bodyParser } from '@koa/bodyparser';
import Router from '@koa/router';
import SqliteDatabase from 'better-sqlite3';
import Koa from 'koa';
import type { Value, Write } from './baseline-writes.ts';
import { serveUntilParentEnds } from './child-server.ts';

/**
 * The yardstick: the least that a Koa server over the same database could do to accept a petition. It reads the
 * version, writes the same rows and answers; no session, no rights, no rules, no texts. `each` commits every request
 * by itself, `grouped` all that arrive in one turn of the event loop.
 */
const [, , path = '', writesFile = '', mode = 'each'] = process.argv;
const writes = JSON.parse(readFileSync(writesFile, 'utf8')) as readonly Write[];

const database = new SqliteDatabase(path);
database.pragma('locking_mode = EXCLUSIVE');
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');

interface Accept {
  readonly petition: string;
  readonly command: string;
  readonly seenVersion: number;
}

const version = database
  .prepare<[string], number>('SELECT version FROM petitions WHERE id = ?')
  .pluck();
const statements = writes.map(({ sql, values }) => ({
  statement: database.prepare(sql),
  values: values.map(binder),
  /** A second command on the same version changes nothing. */
  checked: values.some((value) => 'the' in value && value.the === 'seenVersion'),
}));
const next = { event: lastOf('events', 'sequence') + 1, message: lastOf('messages', 'id') + 1 };
const used = { event: countOf('events'), message: countOf('messages') };

function accept(given: Accept): number {
  if (version.get(given.petition) !== given.seenVersion) throw new Error('changed meanwhile');
  for (const { statement, values, checked } of statements) {
    const { changes } = statement.run(values.map((value) => value(given)));
    if (checked && changes !== 1) throw new Error('changed meanwhile');
  }
  next.event += used.event;
  next.message += used.message;
  return given.seenVersion + 1;
}

const acceptAlone = database.transaction(accept).immediate;

const savepoint = database.prepare('SAVEPOINT one');
const release = database.prepare('RELEASE one');
const acceptAll = database.transaction((batch: readonly Waiting[]) =>
  batch.map(({ given }) => {
    savepoint.run();
    const accepted = accept(given);
    release.run();
    return accepted;
  }),
).immediate;

interface Waiting {
  readonly given: Accept;
  readonly resolve: (version: number) => void;
}
let waiting: Waiting[] = [];

function acceptInGroup(given: Accept): Promise<number> {
  return new Promise((resolve) => {
    if (waiting.length === 0) {
      setImmediate(() => {
        const batch = waiting;
        waiting = [];
        const versions = acceptAll(batch);
        for (const [index, each] of batch.entries()) each.resolve(versions[index] ?? 0);
      });
    }
    waiting.push({ given, resolve });
  });
}

const router = new Router();
router.post('/api/petitions/:id/acts/acceptAssignment', async (context) => {
  const { commandId, seenVersion } = context.request.body as {
    commandId: string;
    seenVersion: number;
  };
  const given = { petition: context.params.id ?? '', command: commandId, seenVersion };
  const accepted = mode === 'grouped' ? await acceptInGroup(given) : acceptAlone(given);
  context.body = { petitionId: given.petition, version: accepted };
});
const app = new Koa();
app.use(bodyParser({ enableTypes: ['json'] }));
app.use(router.routes());
const server = app.listen(0, '127.0.0.1');
await once(server, 'listening');
serveUntilParentEnds(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, () => {
  database.close();
  return Promise.resolve();
});

function binder(value: Value): (given: Accept) => string | number | null | Buffer {
  if ('is' in value) return () => value.is;
  if ('bytes' in value) {
    const bytes = Buffer.from(value.bytes, 'base64');
    return () => bytes;
  }
  const { plus = 0 } = value;
  if ('next' in value) return () => next[value.next] + plus;
  if (value.the === 'dedupe') return ({ command }) => `${command}:${plus}`;
  const { the } = value;
  return (given) => given[the];
}

function lastOf(table: string, column: string): number {
  return Number(database.prepare(`SELECT coalesce(max(${column}), 0) FROM ${table}`).pluck().get());
}

function countOf(table: string): number {
  return writes.filter(({ sql }) => sql.startsWith(`INSERT INTO ${table} `)).length;
}
