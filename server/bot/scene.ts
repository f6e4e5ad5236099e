import type { Calendar } from '../domain/calendar.ts';
import type { Directory } from '../domain/directory.ts';
import type { Petition } from '../domain/petition.ts';
import type { Regime } from '../domain/regime.ts';
import { pinnedRegime } from '../domain/regime-in-force.ts';
import type { Instant } from '../domain/time.ts';
import type { Store } from '../store/store.ts';

/** What the robot reads. It decides nothing and records nothing. */
export type BotStore = Pick<
  Store,
  | 'ofOffice'
  | 'directory'
  | 'regimes'
  | 'toDo'
  | 'list'
  | 'openForDigest'
  | 'petition'
  | 'histories'
  | 'issuedReport'
>;

/** The office at the moment of a question, so that one answer never mixes two states. */
export interface BotScene {
  readonly store: BotStore;
  readonly now: Instant;
  readonly calendar: Calendar;
  readonly directory: Directory;
  readonly regimes: readonly Regime[];
  /** In force today. */
  readonly regime: Regime;
}

/** The regulation under which the petition was registered. */
export function regimeOf(petition: Petition, { regimes }: BotScene): Regime {
  const { id, version } = petition.regime;
  const regime = pinnedRegime(petition, regimes);
  if (!regime) throw new Error(`regime ${id} version ${version} is not loaded`);
  return regime;
}

/** Nothing about these is said in a chat, not even to those who deal with them. */
export function isConfidential({ facts }: Petition): boolean {
  return facts.appealType === 'accusation';
}
