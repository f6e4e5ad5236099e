import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { loadRegimes } from '../../db/seed-regime.ts';
import { loadWording } from '../../db/seed-wording.ts';
import type { ActInput } from '../../server/domain/act-input.ts';
import type { RegisterPetition, Submission } from '../../server/domain/command.ts';
import { decideWith } from '../../server/domain/decide.ts';
import type { StaffId } from '../../server/domain/directory.ts';
import type { Particulars, Petition, PetitionId } from '../../server/domain/petition.ts';
import type { Instant } from '../../server/domain/time.ts';
import { openStore, type StoreOptions } from '../../server/store/open-store.ts';
import type { Answer, DecideOne, Store } from '../../server/store/store.ts';
import { jinghuOffice } from './demonstration.ts';
import { clerk, demolition, petitionLeader, principal } from './people.ts';
import { at, officeCalendar } from './time.ts';

/** When everything happens in these tests unless they say otherwise: a Monday morning. */
export const MONDAY = at('2026-09-28 09:00');

export const keys = { active: 1, keys: new Map([[1, Buffer.alloc(32, 7)]]) };

/** The options of a store with the office's own regulation and the demonstration office's people. */
export function storeOptions(changes: Partial<StoreOptions> = {}): StoreOptions {
  return {
    path: ':memory:',
    keys,
    clock: () => MONDAY,
    regimes,
    regimeId: 'jinghu2020',
    directorySeed: jinghuOffice().directory,
    ...changes,
  };
}

/** Closed by itself when the test is over, unless the test has closed it. */
export function openTestStore(changes: Partial<StoreOptions> = {}): Store {
  const store = openStore(storeOptions(changes));
  onTestFinished(() => store.close());
  return store;
}

/** A file for a database, in a folder that is gone after the test. */
export function databasePath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'store-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'office.db');
}

const regimes = loadRegimes();
const decide = decideWith(loadWording());
const calendar = officeCalendar();

/** The real decision, at this instant. */
function decidingAt(now: Instant): DecideOne {
  return (petition, { by, command }, held) =>
    decide(petition, command, { ...held, now, by, calendar });
}

/** Carries out one submission and expects it to be recorded. */
export async function recorded(store: Store, submission: Submission, now: Instant = MONDAY) {
  const answer = await answered(store, submission, now);
  if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.refusal)}`);
  return answer.value;
}

export async function answered(
  store: Store,
  submission: Submission,
  now: Instant = MONDAY,
): Promise<Answer> {
  const [settled] = await store.executeBatch([submission], now, decidingAt(now));
  if (settled && 'answer' in settled) return settled.answer;
  throw settled?.bug ?? new Error('left without an answer');
}

export interface Brought {
  readonly commandId?: string;
  readonly by?: StaffId;
  readonly facts?: Partial<RegisterPetition['facts']>;
  readonly accused?: Partial<RegisterPetition['accused']>;
  readonly petitioner?: Partial<Particulars['petitioner']>;
}

let submitted = 0;

function nextCommandId(): string {
  submitted += 1;
  return `command-${submitted}`;
}

/** Registers an ordinary petition of our own unless told otherwise. */
export function registering(brought: Brought = {}): Submission {
  const { commandId = nextCommandId(), by = clerk, facts, accused, petitioner } = brought;
  return {
    commandId,
    by,
    command: {
      type: 'registerPetition',
      flow: 'platform',
      facts: {
        source: 'own',
        channel: 'letter',
        category: '征地拆迁',
        appealType: 'appeal',
        peopleCount: 1,
        receivedAt: MONDAY,
        anonymous: false,
        repeated: false,
        ...facts,
      },
      accused: { staffIds: [], unitIds: [], outside: false, ...accused },
      particulars: {
        title: '关于安置房交付的诉求',
        body: '安置房至今没有交付，请求答复。',
        petitioner: {
          name: '金丝雀',
          phone: '13812345678',
          idNumber: '330602199001011234',
          address: '演示路1号',
          ...petitioner,
        },
      },
    },
  };
}

export function acting(
  petitionId: PetitionId,
  by: StaffId,
  act: string,
  input: ActInput = { kind: 'step' },
  more: Partial<Submission> & { readonly handwriting?: string } = {},
): Submission {
  const { handwriting, ...rest } = more;
  return {
    commandId: nextCommandId(),
    petitionId,
    by,
    command: {
      type: 'takeAct',
      act,
      input,
      ...(handwriting === undefined ? {} : { handwriting }),
    },
    ...rest,
  };
}

/** From the counter to the two liaisons: registered, signed in, proposed and assigned to a unit. */
export async function assigned(store: Store, brought: Brought = {}): Promise<Petition> {
  const { petitionId } = await recorded(store, registering(brought));
  const unitId = demolition.id;
  await recorded(store, acting(petitionId, clerk, 'signIn'));
  await recorded(
    store,
    acting(petitionId, clerk, 'proposeAssignment', { kind: 'propose', unitId }),
  );
  const opinion: ActInput = { kind: 'assign', unitId, opinion: '请征迁部办理。' };
  const handwriting = 'M0 0 L10 10';
  const leader = brought.facts?.appealType === 'accusation' ? principal : petitionLeader;
  await recorded(store, acting(petitionId, leader, 'assign', opinion, { handwriting }));
  const petition = await store.petition(petitionId);
  if (!petition) throw new Error('the petition is gone');
  return petition;
}
