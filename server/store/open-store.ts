import { randomBytes } from 'node:crypto';
import { openDatabase } from '../../db/open.ts';
import type { Directory } from '../domain/directory.ts';
import type { Regime, RegimeId } from '../domain/regime.ts';
import { DAY, type Instant, instant } from '../domain/time.ts';
import { openAnswerBook } from './answers.ts';
import { openAuditLog } from './audit.ts';
import { openAuditTrail } from './audit-trail.ts';
import { type Base, createBase } from './base.ts';
import { openCommands } from './commands.ts';
import { openDigest } from './digest.ts';
import { openDirectory } from './directory.ts';
import { openEventLog } from './events.ts';
import { installationName } from './installation.ts';
import { openJobRuns } from './job-runs.ts';
import type { KeyRing } from './key-ring.ts';
import { openLists } from './lists.ts';
import { openMessageCounts } from './message-counts.ts';
import { openMessageLog } from './message-log.ts';
import { openNumbers } from './numbers.ts';
import { openOffice } from './office.ts';
import { openOutboxWriter } from './outbox.ts';
import { openParticulars } from './particulars.ts';
import { openPetitionTable } from './petitions.ts';
import { type AtOnce, promised } from './promised.ts';
import { shelveRegimes } from './regimes.ts';
import { openResults } from './results.ts';
import { createSealing } from './sealing.ts';
import { openSending } from './sending.ts';
import { openSessions } from './sessions.ts';
import type { Store } from './store.ts';
import { openTimerTable } from './timers.ts';
import { openVerification } from './verification.ts';
import { openVisibility } from './visibility.ts';

export interface StoreOptions {
  /** Of the database file; `:memory:` for one that ends with the process. */
  readonly path: string;
  readonly keys: KeyRing;
  /** Only read to date the directory that is put in force by `directorySeed`. */
  readonly clock: () => Instant;
  /** Every version that may be in use. */
  readonly regimes: readonly Regime[];
  /** The regime new petitions are registered under. */
  readonly regimeId: RegimeId;
  /** Put in force when there is no directory yet. */
  readonly directorySeed?: Omit<Directory, 'version'>;
  /** Unguessable bytes for ids; hand in your own to repeat a run exactly. */
  readonly random?: (size: number) => Buffer;
}

/** The store in one SQLite file. Throws a `DatabaseProblem` when the file cannot be used safely. */
export function openStore(options: StoreOptions): Store {
  const sealing = createSealing(options.keys);
  const sqlite = openDatabase(options.path);
  try {
    const base = createBase({ sqlite, sealing, random: options.random ?? randomBytes });
    // What the start itself writes is there completely or not at all.
    const methods = sqlite.transaction(() => assemble(base, options)).immediate();
    return promised<Store>({ ...methods, close: () => void sqlite.close() });
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

function assemble(base: Base, options: StoreOptions): AtOnce<Omit<Store, 'close'>> {
  const name = installationName(base);
  const regimes = shelveRegimes(base, options.regimes, options.regimeId);
  const directory = openDirectory(base);
  const { directorySeed: seed } = options;
  if (seed && directory.current().version === 0) directory.replace(seed, options.clock());
  const petitions = openPetitionTable(base, regimes);
  const events = openEventLog(base, name);
  const audit = openAuditLog(base, name);
  const visibility = openVisibility(base, directory, regimes);
  const particulars = openParticulars(base);
  const timers = openTimerTable(base);
  const outbox = openOutboxWriter(base);
  const answers = openAnswerBook(base);
  const sessions = openSessions(base);
  const digest = openDigest(base);
  const { accusations, ...lists } = openLists(base, petitions, regimes, directory, visibility);
  const { forgetOver, keepOnly: _, ...sessionMethods } = sessions;
  return {
    ...openCommands(base, {
      petitions,
      events,
      particulars,
      timers,
      outbox,
      visibility,
      accusations,
      answers,
      audit,
      takeNumber: openNumbers(base),
      regimes,
      directory,
    }),
    dueTimers: timers.due,
    nextTimerAt: timers.nextAt,
    forgetExpired: base.sqlite.transaction(
      (now: Instant) => answers.forgetBefore(instant(now - ANSWERS_KEPT_MS)) + forgetOver(now),
    ).immediate,
    petition: petitions.find,
    participants: visibility.participants,
    particulars: particulars.latest,
    handwriting: particulars.handwriting,
    broughtBy: particulars.broughtBy,
    events: (id) => events.of(id).map(({ event }) => event),
    ...lists,
    ...digest,
    ...openSending(base, petitions, directory),
    ...openResults(base),
    ...openMessageLog(base, petitions, visibility),
    ...openMessageCounts(base),
    ...openJobRuns(base, outbox, directory, digest.openForDigest),
    ...sessionMethods,
    ...openAuditTrail(base, audit, petitions, particulars, visibility),
    ...openOffice(base, { directory, regimes, petitions, visibility, sessions }),
    ...openVerification(base, petitions, events, audit),
  };
}

const ANSWERS_KEPT_MS = 7 * DAY;
