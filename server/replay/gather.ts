import { existsSync, readFileSync } from 'node:fs';
import { openDatabase } from '../../db/open.ts';
import { loadWording } from '../../db/seed-wording.ts';
import type { Config } from '../config.ts';
import { evolve } from '../domain/evolve.ts';
import { instant } from '../domain/time.ts';
import { type OfficeBooks, type OfficeFiles, openBooks } from '../office-books.ts';
import type { Memory } from '../sandbox/memories.ts';
import type { LoggedMessage } from '../store/message-store.ts';
import { standingsOf } from './history.ts';
import type {
  Evidence,
  MessageRecord,
  OfficeFacts,
  PetitionRecord,
  StepRecord,
} from './verdict/evidence.ts';

/** What the players bring to the evidence from their side of the counter. */
export type FromPlayers = Pick<Evidence, 'brought' | 'traffic' | 'probes' | 'played'>;

/**
 * Reads everything anew from the files that the stopped server has left: its tables as they are, then, through the
 * store, what is sealed in them; and the journal of the sandbox.
 */
export async function gatherEvidence(
  config: Config,
  files: OfficeFiles,
  fromPlayers: FromPlayers,
): Promise<Evidence> {
  const tables = readTables(files.database);
  const books = await openBooks(config, { clock: () => fromPlayers.played.until, files });
  try {
    const office: OfficeFacts = {
      directory: await books.store.directory(),
      regimes: (await books.store.regimes()).filter(({ id }) => id === config.regimeId),
      calendar: books.calendar(),
    };
    const runs = await books.store.jobRuns(ALL);
    return {
      ...fromPlayers,
      office,
      petitions: await petitionRecords(books, tables),
      messages: await messageRecords(books, tables, office),
      sandbox: journalOf(files.sandbox),
      ...stepRecords(tables),
      reminders: runs.filter(({ job }) => job === 'dailyReminder'),
      counters: tables.counters,
      chains: await books.store.verifyChains(),
      folds: await books.store.verifyFolds(evolve),
      ownWords: ownWordsOf(office),
    };
  } finally {
    await books.store.close();
  }
}

const ALL = 1_000_000;

type Tables = ReturnType<typeof readTables>;

function readTables(path: string) {
  const database = openDatabase(path);
  try {
    const rows = <Row>(sql: string) => database.prepare<[], Row>(sql).all();
    return {
      petitions: rows<{ id: string }>('SELECT id FROM petitions ORDER BY registered_at, id'),
      waiting: rows<{ petition_id: string; staff_id: string }>('SELECT * FROM waiting'),
      tasks: rows<{ id: number; task_id: string | null; ambiguous: number; polls: number }>(
        'SELECT id, task_id, ambiguous, polls FROM messages',
      ),
      counters: rows<{ series: string; year: number; last: number }>(
        'SELECT series, year, last FROM numbers',
      ),
      steps: rows<StepRow>('SELECT * FROM steps ORDER BY id'),
      cards: rows<{ message_id: number; step_id: number; track: string }>('SELECT * FROM cards'),
      toDos: rows<{ source: string; petition_id: string }>('SELECT * FROM to_dos'),
      urges: rows<{ step_id: number; rung: string; outcome: string }>('SELECT * FROM urges'),
    };
  } finally {
    database.close();
  }
}

interface StepRow {
  readonly id: number;
  readonly petition_id: string;
  readonly closed_at: number | null;
  readonly status: StepRecord['status'];
  readonly status_text: string;
}

function stepRecords({ steps, cards, toDos, urges }: Tables) {
  return {
    steps: steps.map(
      ({ id, petition_id, closed_at, status, status_text }): StepRecord => ({
        id,
        petitionId: petition_id,
        status,
        statusText: status_text,
        closedAt: closed_at === null ? null : instant(closed_at),
      }),
    ),
    cards: cards.map(({ message_id, step_id, track }) => ({
      messageId: message_id,
      stepId: step_id,
      track,
    })),
    toDos: toDos.map(({ source, petition_id }) => ({ source, petitionId: petition_id })),
    urges: urges.map(({ step_id, rung, outcome }) => ({ stepId: step_id, rung, outcome })),
  };
}

async function petitionRecords({ store }: OfficeBooks, tables: Tables): Promise<PetitionRecord[]> {
  const records: PetitionRecord[] = [];
  for (const { id } of tables.petitions) {
    const petition = await store.petition(id);
    if (!petition) throw new Error(`petition ${id} cannot be read`);
    const events = await store.events(id);
    const waiting = tables.waiting.filter((row) => row.petition_id === id);
    records.push({
      petition,
      events,
      standings: standingsOf(events),
      waiting: waiting.map(({ staff_id }) => staff_id),
    });
  }
  return records;
}

/** The office's own, and those of every petition, whoever may see it. */
async function messageRecords(
  { store }: OfficeBooks,
  { petitions, tasks }: Tables,
  { directory }: OfficeFacts,
): Promise<MessageRecord[]> {
  const [reader = ''] = directory.staff.keys();
  const visible = await store.messageLog({ limit: tasks.length + 1 }, reader);
  const logged: LoggedMessage[] = visible.filter(({ petitionId }) => petitionId === undefined);
  for (const { id } of petitions) logged.push(...(await store.messagesOf(id)));
  const rowOf = new Map(tasks.map((row) => [row.id, row]));
  if (logged.length !== tasks.length) {
    throw new Error(`${tasks.length} messages in the table, ${logged.length} of them readable`);
  }
  return logged.map((message) => {
    const row = rowOf.get(message.id);
    return {
      ...message,
      taskId: row?.task_id ?? null,
      ambiguous: row?.ambiguous === 1,
      polls: row?.polls ?? 0,
    };
  });
}

function journalOf(path: string): readonly Memory[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Memory);
}

/** What stands in messages because the office put it there. */
function ownWordsOf({ directory, regimes }: OfficeFacts): readonly string[] {
  const { common, own } = loadWording();
  const wording = [common, ...Object.values(own)].flatMap((templates) =>
    Object.values(templates).flatMap(({ title, text }) => [title, text]),
  );
  const titles = regimes.flatMap(({ title, issuer, stages, clocks, nodes, terms }) => [
    ...[stages, clocks, nodes].flatMap((named) => Object.values(named).map((one) => one.title)),
    ...[title, issuer, ...Object.values(terms)],
  ]);
  return [...wording, ...titles, ...[...directory.units.values()].map(({ name }) => name)];
}
