import { readFileSync } from 'node:fs';
import SqliteDatabase from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { evolve } from '../../server/domain/evolve.ts';
import { DAY, instant } from '../../server/domain/time.ts';
import type { Store } from '../../server/store/store.ts';
import { clerk } from '../support/people.ts';
import {
  acting,
  answered,
  databasePath,
  MONDAY,
  openTestStore,
  recorded,
  registering,
} from '../support/store.ts';

const CONTENT = Buffer.from('金丝雀的病历，住演示路1号');
const NAME = '金丝雀病历.pdf';

async function keep(store: Store, petitionId: string | null, now = MONDAY) {
  const upload = { petitionId, by: clerk, at: now, name: NAME, mediaType: 'application/pdf' };
  return await store.keepUpload({ ...upload, content: CONTENT });
}

async function withAttachment(store: Store) {
  const { petitionId } = await recorded(store, registering());
  const { id } = await keep(store, petitionId);
  await recorded(store, attaching(petitionId, id));
  return { petitionId, id };
}

function attaching(petitionId: string, id: string) {
  const input = { kind: 'attach', purpose: 'evidence', attachments: [id] } as const;
  return acting(petitionId, clerk, 'attachFiles', input);
}

describe('an attachment', () => {
  it('is unreadable in the database file, name and content, staged or on the file', async () => {
    const path = databasePath();
    const store = openTestStore({ path });
    await keep(store, null);
    const { petitionId, id } = await withAttachment(store);
    expect((await store.attachment(petitionId, id))?.content).toEqual(CONTENT);
    expect((await store.attachmentsOf(petitionId))[0]?.name).toBe(NAME);
    await store.close();
    const bytes = readFileSync(path);
    expect(bytes.includes(id)).toBe(true);
    expect(['金丝雀的病历', '金丝雀病历'].filter((text) => bytes.includes(text))).toEqual([]);
  });

  it('is not opened once it was exchanged for another', async () => {
    const path = databasePath();
    const store = openTestStore({ path });
    const { petitionId, id } = await withAttachment(store);
    const { id: other } = await keep(store, petitionId);
    await store.close();
    const database = new SqliteDatabase(path);
    database
      .prepare(
        'UPDATE attachments SET content = (SELECT content FROM attachments WHERE id = ?) WHERE id = ?',
      )
      .run(other, id);
    database.close();
    await expect(openTestStore({ path }).attachment(petitionId, id)).rejects.toThrow('broken seal');
  });

  it('is in the petition by its events alone', async () => {
    const store = openTestStore();
    const { petitionId, id } = await withAttachment(store);
    const folded = (await store.events(petitionId)).reduce(evolve, null as never);
    expect(folded.attachments.map((fact) => fact.id)).toEqual([id]);
    expect(await store.verifyFolds(evolve)).toEqual({ ok: true, petitions: 1 });
  });

  it('of a petition written before there were attachments is none', async () => {
    const path = databasePath();
    const store = openTestStore({ path });
    const { petitionId } = await recorded(store, registering());
    await store.close();
    const database = new SqliteDatabase(path);
    database
      .prepare(
        `UPDATE petitions SET state = CAST(replace(replace(CAST(state AS TEXT),
           ',"attachments":[]', ''), ',"contacts":[]', '') AS BLOB)`,
      )
      .run();
    const state = database.prepare('SELECT CAST(state AS TEXT) FROM petitions').pluck().get();
    database.close();
    expect(String(state)).not.toContain('attachments');
    const reopened = openTestStore({ path });
    expect(await reopened.petition(petitionId)).toMatchObject({ attachments: [], contacts: [] });
    expect(await reopened.verifyFolds(evolve)).toEqual({ ok: true, petitions: 1 });
  });
});

describe('an upload that no act takes up', () => {
  it('is kept for exactly seven days', async () => {
    const store = openTestStore();
    const { petitionId } = await recorded(store, registering());
    const { id } = await keep(store, petitionId);
    await store.forgetExpired(instant(MONDAY + 7 * DAY));
    const answer = await answered(store, attaching(petitionId, id), instant(MONDAY + 7 * DAY));
    expect(answer.ok).toBe(true);
  });

  it('is forgotten after that, while what is on a file stays', async () => {
    const store = openTestStore();
    const { petitionId, id } = await withAttachment(store);
    const { id: unused } = await keep(store, petitionId);
    const later = instant(MONDAY + 7 * DAY + 1);
    await store.forgetExpired(later);
    expect(await answered(store, attaching(petitionId, unused), later)).toEqual({
      ok: false,
      refusal: { code: 'uploadMissing' },
    });
    expect((await store.attachmentsOf(petitionId)).map((fact) => fact.id)).toEqual([id]);
  });

  it('is on no file when the act was refused, and can still be named by the next', async () => {
    const store = openTestStore();
    const { petitionId } = await recorded(store, registering());
    const { id } = await keep(store, petitionId);
    const wrong = { kind: 'attach', purpose: 'signedForm', attachments: [id] } as const;
    const refused = await answered(store, acting(petitionId, clerk, 'attachFiles', wrong));
    expect(refused.ok).toBe(false);
    expect(await store.attachmentsOf(petitionId)).toEqual([]);
    await recorded(store, attaching(petitionId, id));
  });
});
