import { randomBytes } from 'node:crypto';
import { type Config, readConfig } from '../../server/config.ts';
import type { StaffId } from '../../server/domain/directory.ts';
import type { PetitionId } from '../../server/domain/petition.ts';
import { HOUR, instant } from '../../server/domain/time.ts';
import { openBooks } from '../../server/office-books.ts';
import type { DecideOne } from '../../server/store/store.ts';
import { type Department, departments } from './departments.ts';
import type { Post } from './http-load.ts';
import { type Brought, bring, MONDAY } from './petitions.ts';

/** Petitions waiting for their liaisons, who are all signed in. */
export interface PreparedOffice {
  readonly petitions: readonly Brought[];
  /** Session tokens of the liaisons. */
  readonly tokens: ReadonlyMap<StaffId, string>;
}

/** Fills the data folder through the store's own command path. */
export async function prepareOffice(folder: string, count: number): Promise<PreparedOffice> {
  const { store, decide, calendar } = await openBooks(sandboxConfig(folder), {
    clock: () => MONDAY,
  });
  const decideOne: DecideOne = (petition, { by, command }, held) =>
    decide(petition, command, { ...held, now: MONDAY, by, calendar: calendar() });
  const petitions = await bring(count, 'assigned', { store, decide: decideOne, now: MONDAY });
  const tokens = new Map(
    departments.map(({ liaisonA }) => [liaisonA, randomBytes(32).toString('base64url')]),
  );
  for (const [staffId, token] of tokens) {
    const expiresAt = instant(MONDAY + 8 * HOUR);
    await store.createSession({
      token,
      staffId,
      createdAt: MONDAY,
      idleUntil: expiresAt,
      expiresAt,
    });
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
  const { store, decide, calendar } = await openBooks(sandboxConfig(folder), {
    clock: () => MONDAY,
  });
  const submission = {
    commandId,
    petitionId: id,
    by: unit.liaisonA,
    command: { type: 'takeAct', act: 'acceptAssignment', input: acceptance(unit) } as const,
  };
  const [settled] = await store.executeBatch(
    [submission],
    MONDAY,
    (petition, { by, command }, held) =>
      decide(petition, command, { ...held, now: MONDAY, by, calendar: calendar() }),
  );
  await store.close();
  if (!settled || !('answer' in settled) || !settled.answer.ok) throw new Error('not accepted');
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

function sandboxConfig(folder: string): Config {
  const reading = readConfig({ PORT: '0', DATA_DIR: folder });
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  return reading.config;
}
