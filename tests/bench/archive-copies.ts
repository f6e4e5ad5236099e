import { join } from 'node:path';
import { type Database, openDatabase } from '../../db/open.ts';
import type { Petition } from '../../server/domain/petition.ts';
import type { Regime } from '../../server/domain/regime.ts';
import { DAY, type Instant, instant, MINUTE } from '../../server/domain/time.ts';
import { type ListColumns, listColumns } from '../../server/store/list-columns.ts';
import { inTheClear } from '../../server/store/sealing.ts';
import { departments } from './departments.ts';
import { decide, openBooksAt, regimes } from './office.ts';
import type { Way } from './ordinary-way.ts';
import { bring, MONDAY } from './petitions.ts';
import type { Run } from './run.ts';

/** A petition that really went its way, to be copied. */
export interface Template {
  readonly petition: Petition;
  readonly regime: Regime;
  readonly people: People;
}

/** What is written of one petition. */
export interface Copy {
  readonly row: ListColumns & {
    readonly id: string;
    readonly version: number;
    readonly regimeId: string;
    readonly regimeVersion: number;
    readonly registeredAt: number;
    readonly state: Buffer;
  };
  readonly people: People;
}

interface People {
  readonly participants: readonly string[];
  readonly waiting: readonly string[];
  readonly units: readonly string[];
}

const OPEN_STAGES: readonly Way[] = [
  'signedIn',
  'assigned',
  'handling',
  'matterReview',
  'petitionReview',
  'awaitingConclusion',
  'awaitingReply',
  'followUp',
];

/** One petition of every department at every stage. */
export async function templatesIn({ folder }: Run) {
  const path = join(folder, 'templates.db');
  const store = openBooksAt(path);
  const stages = [...OPEN_STAGES, 'archived'] as const;
  for (const stage of stages)
    await bring(departments.length, stage, { store, decide, now: MONDAY });
  await store.close();
  const database = openDatabase(path);
  try {
    const templates = readTemplates(database);
    const archived = templates.filter(({ petition }) => petition.stage === 'archived');
    return { archived, open: templates.filter((template) => !archived.includes(template)) };
  } finally {
    database.close();
  }
}

/** Registered within the last weeks, its deadlines moved so that some are past and most are ahead. */
export function openCopy(
  templates: readonly Template[],
  index: number,
  throws: () => number,
): Copy {
  const { petition, regime, people } = templateFor(templates, index);
  const registeredAt = MONDAY - Math.floor(throws() * 30 * DAY);
  const shift = Math.floor(((throws() * 20 - 15) * DAY) / MINUTE) * MINUTE;
  const moved = (at: Instant) => instant(at + shift);
  const copy: Petition = {
    ...petition,
    id: idOf(index * 100, throws),
    number: `2026-${String(index + 1).padStart(4, '0')}`,
    clocks: petition.clocks.map((clock) => ({
      ...clock,
      startedAt: moved(clock.startedAt),
      dueAt: moved(clock.dueAt),
      nominalDueAt: moved(clock.nominalDueAt),
    })),
  };
  return { row: rowOf(copy, regime, registeredAt), people };
}

/** Closed in an earlier year. Its state is kept without texts and clocks, which no list of open petitions reads. */
export function archivedCopy(templates: readonly Template[], open: number, each: number): Copy {
  const { petition, regime, people } = templateFor(templates, open * 99 + each);
  const running = open * 100 + each;
  const year = 2018 + (running % 8);
  const registeredAt = MONDAY - Math.floor((2026.5 - year) * 365 * DAY) + (running % 300) * DAY;
  const copy: Petition = {
    ...petition,
    id: idOf(running, () => (running * 0.618_033) % 1),
    number: `${year}-${String(running).padStart(7, '0')}`,
    stageSince: instant(registeredAt + 40 * DAY),
    replies: [],
    signatures: [],
    clocks: [],
  };
  return { row: rowOf(copy, regime, registeredAt), people };
}

function rowOf(petition: Petition, regime: Regime, registeredAt: number): Copy['row'] {
  return {
    ...listColumns(petition, regime, false),
    id: petition.id,
    version: petition.version,
    regimeId: regime.id,
    regimeVersion: regime.version,
    registeredAt,
    state: inTheClear(JSON.stringify(petition)),
  };
}

/** As long as a real one. Ascending, so that a million of them can be appended instead of inserted. */
function idOf(running: number, throws: () => number): string {
  const random = Math.floor(throws() * 2 ** 32).toString(16);
  return `${String(running).padStart(8, '0')}${random.padStart(8, '0')}`;
}

function templateFor(templates: readonly Template[], index: number): Template {
  const template = templates[index % templates.length];
  if (!template) throw new Error('no petition to copy');
  return template;
}

function readTemplates(database: Database): readonly Template[] {
  const people = (table: string, column: string) =>
    database
      .prepare<[string], string>(`SELECT ${column} FROM ${table} WHERE petition_id = ?`)
      .pluck();
  const participants = people('participants', 'staff_id');
  const waiting = people('waiting', 'staff_id');
  const assigned = people('assigned_units', 'unit_id');
  return database
    .prepare<[], Buffer>('SELECT state FROM petitions ORDER BY rowid')
    .pluck()
    .all()
    .map((state) => {
      const petition = JSON.parse(state.toString('utf8', 1)) as Petition;
      const { id, regime: pin } = petition;
      const regime = regimes.find((each) => each.id === pin.id && each.version === pin.version);
      if (!regime) throw new Error(`regime ${pin.id} is not loaded`);
      return {
        petition,
        regime,
        people: {
          participants: participants.all(id),
          waiting: waiting.all(id),
          units: assigned.all(id),
        },
      };
    });
}
