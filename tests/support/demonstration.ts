import { demonstrationOffice, type Office } from '../../db/seed-office.ts';
import { loadRegimes } from '../../db/seed-regime.ts';
import type { Regime } from '../../server/domain/regime.ts';

/** The regulation most tests work under, as it is in the repository. */
export function jinghu(): Regime {
  const regime = loadRegimes().findLast(({ id }) => id === 'jinghu2020');
  if (!regime) throw new Error('no regime jinghu2020');
  return regime;
}

/** The fictional office that works under it. */
export function jinghuOffice(): Office {
  return demonstrationOffice(jinghu());
}
