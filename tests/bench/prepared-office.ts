import { randomBytes } from 'node:crypto';
import type { StaffId } from '../../server/domain/directory.ts';
import type { PetitionId } from '../../server/domain/petition.ts';
import { HOUR, instant } from '../../server/domain/time.ts';
import { officeFiles } from '../../server/office-books.ts';
import { loadKeyRing } from '../../server/store/key-ring.ts';
import type { Store } from '../../server/store/store.ts';
import { connectedConfig } from './connected.ts';
import { type Department, departments } from './departments.ts';
import type { Post } from './http-load.ts';
import { decide, openBooksAt } from './office.ts';
import { type Brought, bring, MONDAY } from './petitions.ts';

/** Petitions waiting for their liaisons, who are all signed in. */
export interface PreparedOffice {
  readonly petitions: readonly Brought[];
  /** Session tokens of the liaisons. */
  readonly tokens: ReadonlyMap<StaffId, string>;
}

/** Fills the data folder through the store's own command path. */
export async function prepareOffice(folder: string, count: number): Promise<PreparedOffice> {
  const store = openPrepared(folder);
  const petitions = await bring(count, 'assigned', { store, decide, now: MONDAY });
  const tokens = new Map(
    departments.map(({ liaisonA }) => [liaisonA, randomBytes(32).toString('base64url')]),
  );
  for (const [staffId, token] of tokens) {
    const until = instant(MONDAY + 8 * HOUR);
    const session = { token, staffId, createdAt: MONDAY, idleUntil: until, expiresAt: until };
    await store.createSession(session);
  }
  await store.close();
  return { petitions, tokens };
}

/** Accepts one petition without any server, to see what is written. */
export async function acceptOne(
  folder: string,
  { id, unit }: Brought,
  commandId: string,
): Promise<void> {
  const store = openPrepared(folder);
  const command = { type: 'takeAct', act: 'acceptAssignment', input: acceptance(unit) } as const;
  const submission = { commandId, petitionId: id, by: unit.liaisonA, command };
  const [settled] = await store.executeBatch([submission], MONDAY, decide);
  await store.close();
  if (!settled || !('answer' in settled) || !settled.answer.ok) throw new Error('not accepted');
}

export function databaseIn(folder: string): string {
  return officeFiles(connectedConfig(folder)).database;
}

/** What the mini-app sends when the liaison taps 接件承办. */
export function acceptPost({ id, unit }: Brought, { tokens }: PreparedOffice): Post {
  return {
    path: pathOf(id),
    headers: {
      'content-type': 'application/json',
      'x-requested-with': 'XMLHttpRequest',
      cookie: `__Host-session=${tokens.get(unit.liaisonA)}`,
    },
    body: JSON.stringify({
      commandId: randomBytes(16).toString('hex'),
      seenVersion: PREPARED_VERSION,
      input: acceptance(unit),
    }),
  };
}

/** Registered, signed in, proposed, assigned. */
const PREPARED_VERSION = 4;

function acceptance({ caseworker }: Department) {
  return { kind: 'accept', caseworkerId: caseworker } as const;
}

function pathOf(id: PetitionId): string {
  return `/api/petitions/${id}/acts/acceptAssignment`;
}

function openPrepared(folder: string): Store {
  const { database, keyRing } = officeFiles(connectedConfig(folder));
  return openBooksAt(database, loadKeyRing(keyRing));
}
