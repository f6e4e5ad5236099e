import { demonstrationOffice } from '../db/seed-office.ts';
import type { Config } from './config.ts';
import type { Directory } from './domain/directory.ts';
import { numberClashes } from './domain/number-clashes.ts';
import { belongingTo, MAIN_OFFICE, type Office } from './domain/office.ts';
import type { Regime } from './domain/regime.ts';

/** An office that the configuration names, and in the sandbox the fictional people who move in. */
export interface InstalledOffice {
  readonly office: Office;
  readonly people: Omit<Directory, 'version'> | null;
}

/**
 * One office for each regulation named in the configuration, the first of them the main one. Throws in Chinese when
 * there is no such regulation or the offices cannot stand side by side: both are faults of the configuration.
 */
export function installedOffices(
  { regimeId, furtherRegimeIds, officeTitle, dingTalk, regulationsFolder }: Config,
  regimes: readonly Regime[],
): readonly InstalledOffice[] {
  const installed = [regimeId, ...furtherRegimeIds].map((each, index): InstalledOffice => {
    const regime = registeringRegime(regimes, each);
    const id = index === 0 ? MAIN_OFFICE : each;
    const fictional = dingTalk === null ? demonstrationOffice(regime, regulationsFolder) : null;
    const named = index === 0 ? officeTitle : null;
    const title = named ?? fictional?.title ?? regime.issuer;
    const people = fictional && ofOffice(fictional.directory, id);
    return { office: { id, title, regimeId: regime.id, active: true }, people };
  });
  const [clash] = numberClashes(
    installed.map(({ office }) => office),
    regimes,
  );
  if (clash !== undefined) throw new Error(`OFFICE_REGIME：${clash}`);
  return installed;
}

/** The configuration names it, so a wrong name is a fault of the configuration. */
export function registeringRegime(regimes: readonly Regime[], id: string): Regime {
  const regime = regimes.findLast((candidate) => candidate.id === id);
  if (regime) return regime;
  const known = regimes.map((candidate) => `${candidate.id}（${candidate.title}）`).join('、');
  throw new Error(`OFFICE_REGIME：没有编号为“${id}”的制度，现有：${known}。`);
}

function ofOffice(
  { staff, units }: Omit<Directory, 'version'>,
  officeId: Office['id'],
): Omit<Directory, 'version'> {
  const own = <Entry extends object>(all: ReadonlyMap<string, Entry>) =>
    new Map([...all].map(([id, entry]) => [id, { ...entry, ...belongingTo(officeId) }] as const));
  return { staff: own(staff), units: own(units) };
}
