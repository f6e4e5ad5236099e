import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { expect, onTestFinished } from 'vitest';
import { readConfig } from '../../server/config.ts';
import type { ActInput } from '../../server/domain/act-input.ts';
import type { StaffId } from '../../server/domain/directory.ts';
import type { PetitionEvent } from '../../server/domain/event.ts';
import type { Petition, PetitionId } from '../../server/domain/petition.ts';
import { instant } from '../../server/domain/time.ts';
import type { DeliveredCard, Sandbox, TapResult, ToDo } from '../../server/sandbox/sandbox.ts';
import { type RunningServer, type StartOptions, startServer } from '../../server/start.ts';
import { at } from './at.ts';
import { clerk, demolition, petitionLeader } from './people.ts';

/** The whole server over the wire to its DingTalk, with cards, to-dos, DING and mentions; no second of DingTalk's is waited for. */
export interface CardOffice {
  readonly server: RunningServer;
  readonly sandbox: Sandbox;
  readonly unit: typeof demolition;
  /** New ordinary petitions, pushed to both liaisons; their cards are on the phones. */
  assign(count: number, changes?: Changes): Promise<readonly PetitionId[]>;
  /** A new petition that waits for the leader's signature under the dispatch; his card is on his phone. */
  propose(): Promise<PetitionId>;
  /** In the app. */
  act(by: StaffId, id: PetitionId, act: string, input: ActInput): Promise<void>;
  /** The latest card of this person about the petition. */
  cardOf(by: StaffId, id: PetitionId): Readonly<Record<string, string>>;
  /** How many cards about the petition this person has. */
  cardsOf(by: StaffId, id: PetitionId): number;
  tap(by: StaffId, id: PetitionId, phrase?: string): Promise<TapResult>;
  /** The person's open to-dos about the petition. */
  toDosOf(by: StaffId, id: PetitionId): readonly ToDo[];
  events(id: PetitionId): Promise<readonly PetitionEvent[]>;
  petition(id: PetitionId): Promise<Petition>;
  nameOf(staffId: StaffId): string;
  /** Everything due at this instant has been sent and changed. */
  settled(): Promise<void>;
  /** Moves the clock, letting everything happen on the way. */
  setTime(text: string): Promise<void>;
}

interface Changes {
  readonly appealType?: 'accusation';
  readonly accused?: readonly StaffId[];
}

/** `more` changes how the server is started: its clock, its log, its patience. */
export async function openCardOffice(
  startsAt: string,
  more: Partial<StartOptions> = {},
): Promise<CardOffice> {
  const server = await start(startsAt, more);
  const { sandbox, store, execute, jobs } = server;
  if (!sandbox) throw new Error('an office in a test never meets the real DingTalk');
  const unit = demolition;
  const { staff } = await store.directory();
  let commands = 0;
  const nextId = () => `card-office-${commands++}`;

  async function act(by: StaffId, id: PetitionId, name: string, input: ActInput): Promise<void> {
    const command = { type: 'takeAct', act: name, input, handwriting: SIGNATURE } as const;
    const answer = await execute({ commandId: nextId(), petitionId: id, by, command });
    if (!answer.ok) throw new Error(`${by} may not ${name}: ${answer.refusal.code}`);
  }

  async function register({ appealType = undefined, accused = [] }: Changes): Promise<PetitionId> {
    const answer = await execute({
      commandId: nextId(),
      by: clerk,
      command: {
        type: 'registerPetition',
        flow: 'platform',
        facts: { ...FACTS, appealType: appealType ?? 'appeal', receivedAt: server.clock.now() },
        accused: { staffIds: accused, unitIds: [], outside: accused.length === 0 },
        particulars: PARTICULARS,
      },
    });
    if (!answer.ok) throw new Error(`nothing was registered: ${answer.refusal.code}`);
    return answer.value.petitionId;
  }

  async function proposeOne(changes: Changes): Promise<PetitionId> {
    const id = await register(changes);
    await act(clerk, id, 'signIn', { kind: 'step' });
    await act(clerk, id, 'proposeAssignment', { kind: 'propose', unitId: unit.id });
    return id;
  }

  async function assignOne(changes: Changes): Promise<PetitionId> {
    const id = await proposeOne(changes);
    const opinion = '请认真调查处理，按时限回复信访人。';
    const signer = changes.appealType === 'accusation' ? PRINCIPAL : petitionLeader;
    await act(signer, id, 'assign', { kind: 'assign', unitId: unit.id, opinion });
    return id;
  }

  return {
    server,
    sandbox,
    unit,
    act,
    async assign(count, changes = {}) {
      const ids = await Promise.all(Array.from({ length: count }, () => assignOne(changes)));
      await jobs.settle();
      return ids;
    },
    async propose() {
      const id = await proposeOne({});
      await jobs.settle();
      return id;
    },
    ...phonesOf(sandbox),
    events: (id) => store.events(id),
    async petition(id) {
      const petition = await store.petition(id);
      if (!petition) throw new Error(`there is no petition ${id}`);
      return petition;
    },
    nameOf: (staffId) => staff.get(staffId)?.name ?? staffId,
    settled: () => jobs.settle(),
    setTime: (text) => server.clock.to(instant(at(text))),
  };
}

/** What lies before people of a petition, and how they answer it. */
function phonesOf(sandbox: Sandbox): Pick<CardOffice, 'cardOf' | 'cardsOf' | 'tap' | 'toDosOf'> {
  const cards = (by: StaffId, id: PetitionId): readonly DeliveredCard[] =>
    sandbox.cards(by).filter(({ variables }) => variables.link?.includes(`/petitions/${id}?`));

  function latest(by: StaffId, id: PetitionId): DeliveredCard {
    const card = cards(by, id).at(-1);
    if (!card) throw new Error(`${by} has no card about ${id}`);
    return card;
  }

  return {
    cardOf: (by, id) => latest(by, id).variables,
    cardsOf: (by, id) => cards(by, id).length,
    tap: (by, id, phrase) =>
      sandbox.tapCard(by, latest(by, id).outTrackId, phrase === undefined ? {} : { phrase }),
    toDosOf: (by, id) => sandbox.toDos(by).filter(({ done, link }) => !done && link.includes(id)),
  };
}

/** With its long connection and its heartbeat, as in the office; errors in its log fail the test. */
async function start(startsAt: string, more: Partial<StartOptions>): Promise<RunningServer> {
  const folder = mkdtempSync(join(tmpdir(), 'card-office-'));
  const reading = readConfig({ PORT: '0', DATA_DIR: folder });
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  const errors: string[] = [];
  const server = await startServer(reading.config, {
    clock: () => at(startsAt),
    random: () => 0.5,
    log: pino({ level: 'error' }, { write: (line) => void errors.push(line) }),
    rateLimits: null,
    pace: { wait: () => Promise.resolve(), callsPerSecond: Number.POSITIVE_INFINITY },
    ...more,
  });
  onTestFinished(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
    expect(errors).toEqual([]);
  });
  await expect.poll(() => server.sandbox?.connections(), { timeout: 10_000 }).toBe(1);
  return server;
}

const PRINCIPAL = 'leader-principal';
const SIGNATURE = 'M10 20L30 40L50 60L70 80';
const FACTS = {
  source: 'own',
  channel: 'letter',
  category: '征地拆迁',
  peopleCount: 1,
  anonymous: false,
  repeated: false,
} as const;
const PARTICULARS = {
  title: '关于安置房交付的诉求',
  body: '安置房至今没有交付，请求答复。',
  petitioner: { name: '刘金丝', phone: '13800001111', idNumber: '', address: '' },
};
