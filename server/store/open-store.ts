import { randomBytes } from 'node:crypto';
import { openDatabase } from '../../db/open.ts';
import type { RegimeId } from '../domain/clock-rule.ts';
import { type Directory, officeIn } from '../domain/directory.ts';
import { MAIN_OFFICE, type Office, type OfficeId } from '../domain/office.ts';
import type { PetitionId } from '../domain/petition.ts';
import type { Regime } from '../domain/regime.ts';
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
import { openDuties } from './duties.ts';
import { openEarlySigns } from './early-signs.ts';
import { openEventLog } from './events.ts';
import { openFigureReads } from './figure-reads.ts';
import { openImports } from './imports.ts';
import { installationName } from './installation.ts';
import { openJobRuns } from './job-runs.ts';
import type { KeyRing } from './key-ring.ts';
import { openLedgerTable } from './ledger-table.ts';
import { openLists } from './lists.ts';
import { openMessageCounts } from './message-counts.ts';
import { openMessageLog } from './message-log.ts';
import { openNumbers } from './numbers.ts';
import { openOffice } from './office.ts';
import type { OwnOffice } from './offices.ts';
import { openLedgerReads } from './open-ledger.ts';
import { ordinaryNumbers } from './ordinary-number.ts';
import { openOutboxWriter } from './outbox.ts';
import { openOwnPeople } from './own-people.ts';
import { openParticulars } from './particulars.ts';
import { openPetitionFiles } from './petition-files.ts';
import { openPetitionTable } from './petitions.ts';
import { type AtOnce, promised } from './promised.ts';
import { openReadings } from './readings.ts';
import { type RegimeShelf, shelveRegimes } from './regimes.ts';
import { openRegistrationKeys } from './registration-keys.ts';
import { openReports } from './reports.ts';
import { openResending } from './resending.ts';
import { openResults } from './results.ts';
import { openRuleChanges } from './rule-changes.ts';
import { openSanctions } from './sanctions.ts';
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
  /** The regime under which the main office registers until it chooses another. */
  readonly regimeId: RegimeId;
  /** The offices there are, until the directory says otherwise of one; the main one alone unless told. */
  readonly offices?: readonly Office[];
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
    const { parts, methods } = sqlite.transaction(() => assemble(base, options)).immediate();
    parts.ledger.fill(options.progress ?? (() => undefined));
    const whole = { ...methods, close: () => void sqlite.close() };
    return withOffices(whole, (officeId) => ({
      ...affairsOf(base, parts, officeId),
      ...openOwnPeople(whole, parts.directory, officeId),
    }));
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

type Methods = AtOnce<Omit<Store, 'ofOffice'>>;

/** Each office's view is made when it is first asked for. */
function withOffices(whole: Methods, own: (officeId: OfficeId) => Partial<Methods>): Store {
  const views = new Map<OfficeId, Store>();
  const ofOffice = (officeId: OfficeId): Store => {
    const known = views.get(officeId);
    if (known) return known;
    const view = {
      ...promised<Omit<Store, 'ofOffice'>>({ ...whole, ...own(officeId) }),
      ofOffice,
    };
    views.set(officeId, view);
    return view;
  };
  return { ...promised<Omit<Store, 'ofOffice'>>(whole), ofOffice };
}

function assemble(base: Base, options: StoreOptions) {
  const parts = openParts(base, options);
  const methods = {
    ...commandMethods(base, parts),
    ...petitionMethods(base, parts),
    ...messageMethods(base, parts),
    ...officeMethods(base, parts),
    ...affairsOf(base, parts, MAIN_OFFICE),
  };
  return { parts, methods };
}

type Parts = ReturnType<typeof openParts>;

/** What the methods share: the tables, and who sees what. */
function openParts(base: Base, options: StoreOptions) {
  const name = installationName(base);
  const regimes = shelveRegimes(base, options.regimes);
  const offices = options.offices ?? [mainOffice(options, regimes)];
  const directory = openDirectory(base, new Map(offices.map((office) => [office.id, office])));
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
    lists: openLists(base, petitions, regimes, directory, visibility),
    ledger: openLedgerTable(base, petitions, regimes),
  };
}

function mainOffice({ regimeId, clock }: StoreOptions, regimes: RegimeShelf): Office {
  const { issuer } = regimes.inForce(regimeId, clock());
  return { id: MAIN_OFFICE, title: issuer, regimeId, active: true };
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
  const { attachments, directory, events, ledger, particulars, petitions } = parts;
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
    ordinaryWithNumber: ordinaryNumbers(base),
    events: (id: PetitionId) => events.of(id).map(({ event }) => event),
    ...imports,
    ...lists,
    ...openLedgerReads(base, { ...parts, table: ledger, accusations }),
    ...openPetitionFiles(base, { ...parts, particulars, directory }),
  };
}

function messageMethods(base: Base, parts: Parts) {
  const { directory, outbox, petitions, toDos, visibility } = parts;
  const { forgetBefore: _, ...arrivals } = parts.arrivals;
  return {
    ...arrivals,
    ...openSending(base, petitions, directory),
    ...openResults(base),
    ...openMessageLog(base, petitions, visibility, directory),
    ...openMessageCounts(base),
    ...openResending(base, parts),
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
    ...openSavedFilters(base, directory),
    ...openAuditTrail(base, audit, petitions, particulars, visibility, directory),
    ...openAbsences(base, audit, directory, office.replaceDirectory),
    ...openAddressBook(base, directory, audit),
    ...openCalendarChanges(base, audit, particulars),
    ...openRuleChanges(base, parts),
    ...specimens,
    ...openVerification(base, petitions, events, audit),
  };
}

/** What every office has of its own. */
function affairsOf(base: Base, parts: Parts, officeId: OfficeId) {
  const { directory, events, lists, outbox, regimes } = parts;
  const office: OwnOffice = { id: officeId, directory: () => directory.of(officeId) };
  const digest = openDigest(base, officeId);
  const regimeInForce = (now: Instant) =>
    regimes.inForce(officeIn(directory.current(), officeId).regimeId, now);
  return {
    ...digest,
    ...openFigureReads(base, events, lists.accusations, regimeInForce, officeId),
    ...openJobRuns(base, outbox, office, digest.openForDigest),
    ...openEarlySigns(base, outbox, office),
    ...openReports(base, officeId),
    ...openDuties(base, officeId),
    ...openReadings(base, outbox, officeId),
    ...openSanctions(base, parts, officeId),
  };
}

const ANSWERS_KEPT_MS = 7 * DAY;
/** Longer than anything signed stays valid, so what is told twice is known again. */
const ARRIVALS_KEPT_MS = 7 * DAY;
const UPLOADS_KEPT_MS = 7 * DAY;
const IMPORTS_KEPT_MS = 90 * DAY;
