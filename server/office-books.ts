import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Logger } from 'pino';
import { seedCalendar } from '../db/seed-calendar.ts';
import { loadRegimes } from '../db/seed-regime.ts';
import { loadWording } from '../db/seed-wording.ts';
import type { Config } from './config.ts';
import { waitingFor } from './domain/access.ts';
import type { Calendar } from './domain/calendar.ts';
import { type Decide, decideWith } from './domain/decide.ts';
import type { Regime } from './domain/regime.ts';
import type { Instant } from './domain/time.ts';
import type { Wording } from './domain/wording.ts';
import { type InstalledOffice, installedOffices, registeringRegime } from './installed-offices.ts';
import { createOfficeCalendar, type OfficeCalendar } from './office-calendar.ts';
import { createOfficeClock, type DueWork, type OfficeClock } from './office-clock.ts';
import { loadKeyRing } from './store/key-ring.ts';
import { openStore } from './store/open-store.ts';
import type { Store } from './store/store.ts';

/** What the office works with before anybody works: its files, its calendar, its clock, its rules and its words. */
export interface OfficeBooks {
  readonly store: Store;
  readonly calendar: () => Calendar;
  readonly officeCalendar: OfficeCalendar;
  readonly clock: OfficeClock;
  readonly decide: Decide;
  readonly wording: Wording;
  readonly title: string;
  /** What petitions are registered under, as it was loaded. */
  readonly regime: Regime;
  /** Tells the clock whose work it brings about when it is moved. */
  readonly employ: (work: DueWork) => void;
}

export interface BookOptions {
  readonly clock: () => Instant;
  readonly randomBytes?: (size: number) => Buffer;
  /** In the data folder unless told. */
  readonly files?: OfficeFiles;
  /** Told of what takes long after an upgrade. */
  readonly log?: Pick<Logger, 'info'>;
}

/** Where an office is kept. */
export interface OfficeFiles {
  readonly database: string;
  readonly keyRing: string;
  /** What the embedded DingTalk has seen. */
  readonly sandbox: string;
}

/** The sandbox has a folder of its own: its petitions and people must never turn up in the real office. */
export function officeFiles({
  dataFolder,
  dingTalk,
}: Pick<Config, 'dataFolder' | 'dingTalk'>): OfficeFiles {
  const folder = dingTalk ? dataFolder : join(dataFolder, 'sandbox');
  return {
    database: join(folder, 'office.db'),
    keyRing: join(folder, 'keys', 'key-ring.json'),
    sandbox: join(folder, 'dingtalk.json'),
  };
}

/** Opens the database of the data folder; in the sandbox the fictional office moves in where there is none. */
export async function openBooks(config: Config, options: BookOptions): Promise<OfficeBooks> {
  const regimes = loadRegimes(config.regulationsFolder);
  const wording = loadWording(config.regulationsFolder);
  const regime = registeringRegime(regimes, config.regimeId);
  const installed = installedOffices(config, regimes);
  const offices = installed.map(({ office }) => office);
  const inSandbox = config.dingTalk === null;

  let work: DueWork = NO_WORK;
  const clock = createOfficeClock(options.clock, () => work);
  const files = options.files ?? officeFiles(config);
  mkdirSync(dirname(files.database), { recursive: true, mode: 0o700 });
  const store = openStore({
    path: files.database,
    keys: loadKeyRing(files.keyRing),
    clock: clock.now,
    regimes,
    regimeId: regime.id,
    offices,
    ...seedOf(installed),
    ...(options.randomBytes ? { random: options.randomBytes } : {}),
    progress: (done, of) => {
      if (done % 10_000 === 0) options.log?.info({ done, of }, 'ledgerFilling');
    },
  });
  const officeCalendar = createOfficeCalendar(
    () => store,
    () => seedCalendar(config.officeHours),
  );
  await officeCalendar.reload();
  // Yesterday the demonstration may have been moved into next week, and an office's time does not run backwards.
  if (inSandbox) clock.notBefore((await store.latestRecordedAt()) ?? clock.now());
  await moveIn(installed, { store, clock, calendar: officeCalendar.current });
  return {
    store,
    calendar: officeCalendar.current,
    officeCalendar,
    clock,
    decide: decideWith(wording),
    wording,
    title: offices[0]?.title ?? regime.issuer,
    regime,
    employ(employed) {
      work = employed;
    },
  };
}

/** Of the first office: the others' people follow where they are not there yet. */
function seedOf([main]: readonly InstalledOffice[]) {
  return main?.people ? { directorySeed: main.people } : {};
}

/** The people of offices that the configuration has come to name since the sandbox was first opened. */
async function moveIn(
  installed: readonly InstalledOffice[],
  { store, clock, calendar }: Pick<OfficeBooks, 'store' | 'clock' | 'calendar'>,
): Promise<void> {
  for (const { office, people } of installed) {
    const own = store.ofOffice(office.id);
    const { staff } = await own.directory();
    if (people === null || staff.size > 0) continue;
    const now = clock.now();
    await own.replaceDirectory(people, now, (petition, regime, directory) =>
      waitingFor(petition, { now, calendar: calendar(), regime, directory }),
    );
  }
}

const NO_WORK: DueWork = { nextDue: async () => null, settle: async () => {} };
