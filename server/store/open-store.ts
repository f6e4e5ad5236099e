import { randomBytes } from 'node:crypto';
import { openDatabase } from '../../db/open.ts';
import type { Directory } from '../domain/directory.ts';
import type { PetitionId } from '../domain/petition.ts';
import type { Regime, RegimeId } from '../domain/regime.ts';
import { DAY, type Instant, instant } from '../domain/time.ts';
import { openAbsences } from './absences.ts';
import { openAddressBook } from './address-book.ts';
import { openAnswerBook } from './answers.ts';
import { openApprovals } from './approvals.ts';
import { openArrivals } from './arrivals.ts';
import { openAttachments } from './attachments.ts';
import { openAuditLog } from './audit.ts';
import { openAuditTrail } from './audit-trail.ts';
import { type Base, createBase } from './base.ts';
import { openCalendarChanges } from './calendar-changes.ts';
import { openCards } from './cards.ts';
import { openCommands } from './commands.ts';
import { openDigest } from './digest.ts';
import { openDirectory } from './directory.ts';
import { openEarlySigns } from './early-signs.ts';
import { openEventLog } from './events.ts';
import { openFigureReads } from './figure-reads.ts';
import { openImports } from './imports.ts';
import { installationName } from './installation.ts';
import { openJobRuns } from './job-runs.ts';
import type { KeyRing } from './key-ring.ts';
import { type LedgerTable, openLedgerTable } from './ledger-table.ts';
import { openLists } from './lists.ts';
import { openMessageCounts } from './message-counts.ts';
import { openMessageLog } from './message-log.ts';
import { openNumbers } from './numbers.ts';
import { openOffice } from './office.ts';
import { openLedgerReads } from './open-ledger.ts';
import { openOutboxWriter } from './outbox.ts';
import { openParticulars } from './particulars.ts';
import { openPetitionFiles } from './petition-files.ts';
import { openPetitionTable } from './petitions.ts';
import { type AtOnce, promised } from './promised.ts';
import { shelveRegimes } from './regimes.ts';
import { openRegistrationKeys } from './registration-keys.ts';
import { openReports } from './reports.ts';
import { openResending } from './resending.ts';
import { openResults } from './results.ts';
import { openSavedFilters } from './saved-filters.ts';
import { createSealing } from './sealing.ts';
import { openSending } from './sending.ts';
import { openSessions } from './sessions.ts';
import { openSpecimens } from './specimens.ts';
import { openStepTable } from './steps.ts';
import type { Store } from './store.ts';
import { openTimerTable } from './timers.ts';
import { openToDos } from './to-dos.ts';
import { openUrges } from './urges.ts';
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
  /** Told while the ledger is computed anew after an upgrade, which with many petitions takes a while. */
  readonly progress?: (done: number, of: number) => void;
}

/** The store in one SQLite file. Throws a `DatabaseProblem` when the file cannot be used safely. */
export function openStore(options: StoreOptions): Store {
  const sealing = createSealing(options.keys);
  const sqlite = openDatabase(options.path);
  try {
    const base = createBase({ sqlite, sealing, random: options.random ?? randomBytes });
    // What the start itself writes is there completely or not at all.
    const { fillLedger, ...methods } = sqlite
      .transaction(() => assemble(base, options))
      .immediate();
    fillLedger(options.progress ?? (() => undefined));
    return promised<Store>({ ...methods, close: () => void sqlite.close() });
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

function assemble(
  base: Base,
  options: StoreOptions,
): AtOnce<Omit<Store, 'close'>> & { readonly fillLedger: LedgerTable['fill'] } {
  const parts = openParts(base, options);
  return {
    ...commandMethods(base, parts),
    ...petitionMethods(base, parts),
    ...messageMethods(base, parts),
    ...officeMethods(base, parts),
    fillLedger: parts.ledger.fill,
  };
}

type Parts = ReturnType<typeof openParts>;

/** What the methods share: the tables, and who sees what. */
function openParts(base: Base, options: StoreOptions) {
  const name = installationName(base);
  const regimes = shelveRegimes(base, options.regimes, options.regimeId);
  const directory = openDirectory(base);
  const { directorySeed: seed } = options;
  if (seed && directory.current().version === 0) directory.replace(seed, options.clock());
  const audit = openAuditLog(base, name);
  const petitions = openPetitionTable(base, regimes);
  const visibility = openVisibility(base, directory, regimes);
  const registrationKeys = openRegistrationKeys(base, petitions, visibility);
  return {
    regimes,
    directory,
    petitions,
    visibility,
    registrationKeys,
    events: openEventLog(base, name),
    audit,
    particulars: openParticulars(base),
    arrivals: openArrivals(base),
    attachments: openAttachments(base, petitions),
    imports: openImports(base, registrationKeys),
    timers: openTimerTable(base),
    outbox: openOutboxWriter(base),
    steps: openStepTable(base),
    toDos: openToDos(base, petitions),
    answers: openAnswerBook(base),
    sessions: openSessions(base),
    specimens: openSpecimens(base, audit),
    digest: openDigest(base),
    lists: openLists(base, petitions, regimes, directory, visibility),
    ledger: openLedgerTable(base, petitions, regimes),
  };
}

function commandMethods(base: Base, parts: Parts) {
  const { answers, arrivals, attachments, imports, lists, sessions, timers } = parts;
  return {
    ...openCommands(base, {
      ...parts,
      accusations: lists.accusations,
      takeNumber: openNumbers(base),
    }),
    dueTimers: timers.due,
    nextTimerAt: timers.nextAt,
    forgetExpired: base.sqlite.transaction(
      (now: Instant) =>
        answers.forgetBefore(instant(now - ANSWERS_KEPT_MS)) +
        arrivals.forgetBefore(instant(now - ARRIVALS_KEPT_MS)) +
        attachments.forgetUploadsBefore(instant(now - UPLOADS_KEPT_MS)) +
        imports.forgetBefore(instant(now - IMPORTS_KEPT_MS)) +
        sessions.forgetOver(now),
    ).immediate,
  };
}

function petitionMethods(base: Base, parts: Parts) {
  const { attachments, directory, events, ledger, particulars, petitions, regimes } = parts;
  const { accusations, ...lists } = parts.lists;
  const { forgetBefore: _, ...imports } = parts.imports;
  return {
    petition: petitions.find,
    participants: parts.visibility.participants,
    particulars: particulars.latest,
    handwriting: particulars.handwriting,
    keepUpload: attachments.keepUpload,
    attachmentsOf: attachments.attachmentsOf,
    attachment: attachments.attachment,
    broughtBy: particulars.broughtBy,
    events: (id: PetitionId) => events.of(id).map(({ event }) => event),
    ...imports,
    ...lists,
    ...openLedgerReads(base, { ...parts, table: ledger, accusations }),
    ...openFigureReads(base, events, accusations, regimes),
    ...openPetitionFiles(base, { ...parts, particulars, directory }),
  };
}

function messageMethods(base: Base, parts: Parts) {
  const { digest, directory, outbox, petitions, toDos, visibility } = parts;
  const { forgetBefore: _, ...arrivals } = parts.arrivals;
  return {
    ...arrivals,
    ...digest,
    ...openSending(base, petitions, directory),
    ...openResults(base),
    ...openMessageLog(base, petitions, visibility),
    ...openMessageCounts(base),
    ...openJobRuns(base, outbox, directory, digest.openForDigest),
    ...openResending(base, parts),
    ...openEarlySigns(base, outbox),
    ...openCards(base),
    ...openApprovals(base, parts),
    ...openUrges(base, petitions, outbox),
    ...toDos.methods,
  };
}

function officeMethods(base: Base, parts: Parts) {
  const { audit, directory, events, particulars, petitions, visibility } = parts;
  const { forgetOver: _, keepOnly: __, ...sessions } = parts.sessions;
  const { keepOnly: ___, ...specimens } = parts.specimens;
  const office = openOffice(base, parts);
  return {
    ...sessions,
    ...office,
    ...openSavedFilters(base),
    ...openAuditTrail(base, audit, petitions, particulars, visibility),
    ...openAbsences(base, audit, directory, office.replaceDirectory),
    ...openAddressBook(base, directory, audit),
    ...openCalendarChanges(base, audit, particulars),
    ...openReports(base),
    ...specimens,
    ...openVerification(base, petitions, events, audit),
  };
}

const ANSWERS_KEPT_MS = 7 * DAY;
/** Longer than anything signed stays valid, so what is told twice is known again. */
const ARRIVALS_KEPT_MS = 7 * DAY;
const UPLOADS_KEPT_MS = 7 * DAY;
const IMPORTS_KEPT_MS = 90 * DAY;
