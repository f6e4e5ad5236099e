import { seedCalendar } from '../../db/seed-calendar.ts';
import { loadRegimes } from '../../db/seed-regime.ts';
import { loadWording } from '../../db/seed-wording.ts';
import { buildCalendar } from '../../server/domain/calendar.ts';
import { decideWith } from '../../server/domain/decide.ts';
import type { KeyRing } from '../../server/store/key-ring.ts';
import { openStore } from '../../server/store/open-store.ts';
import type { DecideOne, Store } from '../../server/store/store.ts';
import { jinghuOffice } from '../support/demonstration.ts';
import { MONDAY } from './petitions.ts';

export const calendar = buildCalendar(seedCalendar());
export const regimes = loadRegimes();

/** Good enough where nothing is secret. */
export const KEYS: KeyRing = { active: 1, keys: new Map([[1, Buffer.alloc(32, 7)]]) };

/** The fictional office's books in this file, on that Monday morning. */
export function openBooksAt(path: string, keys = KEYS): Store {
  return openStore({
    path,
    keys,
    clock: () => MONDAY,
    regimes,
    regimeId: 'jinghu2020',
    directorySeed: jinghuOffice().directory,
  });
}

const decideOffice = decideWith(loadWording());

/** The real decision, on that Monday morning. */
export const decide: DecideOne = (petition, { by, command }, held) =>
  decideOffice(petition, command, { ...held, now: MONDAY, by, calendar });
