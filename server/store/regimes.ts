import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { DatabaseProblem } from '../../db/problem.ts';
import { petitions, regimes } from '../../db/schema.ts';
import type { RegimeId } from '../domain/clock-rule.ts';
import type { Petition } from '../domain/petition.ts';
import type { Regime } from '../domain/regime.ts';
import { regimeInForce } from '../domain/regime-in-force.ts';
import type { Instant } from '../domain/time.ts';
import type { Base } from './base.ts';
import { canonicalJson } from './canonical-json.ts';
import { regimeIn } from './earlier-shapes.ts';

/** Every version of every regime ever used here: a petition is decided by the one it was registered under. */
export interface RegimeShelf {
  all(): readonly Regime[];
  /** Writes a version that the office has signed; `add` lets it be worked under. */
  keep(regime: Regime): void;
  add(regime: Regime): void;
  /** Throws when the version was never loaded: no petition can be pinned to it. */
  pinned(pin: Petition['regime']): Regime;
  isEnded(petition: Petition): boolean;
  /** The version of it that is in force at this instant; before the first one is, the first. */
  inForce(id: RegimeId, now: Instant): Regime;
}

/** Keeps the loaded regimes. One that is in use may not differ from what it was: a change needs a new version. */
export function shelveRegimes({ sqlite, tables }: Base, loaded: readonly Regime[]): RegimeShelf {
  function keep(regime: Regime): void {
    const { id, version } = regime;
    // As it is written: the order of nodes, acts and clocks is the one in which people read them.
    const body = JSON.stringify(regime);
    const hash = createHash('sha256').update(canonicalJson(regime)).digest('hex');
    const same = and(eq(regimes.id, id), eq(regimes.version, version));
    const kept = tables.select().from(regimes).where(same).get();
    if (kept?.hash === hash) return;
    if (kept && tables.select({ id: petitions.id }).from(petitions).where(pinnedTo(regime)).get()) {
      throw new DatabaseProblem(
        'regimeChanged',
        `制度“${regime.title}”第${version}版已有信访件适用，内容不得改动；修订请另立新版本。`,
      );
    }
    tables
      .insert(regimes)
      .values({ id, version, hash, body })
      .onConflictDoUpdate({ target: [regimes.id, regimes.version], set: { hash, body } })
      .run();
  }

  sqlite.transaction(() => loaded.forEach(keep))();
  const shelf = new Map(
    tables
      .select()
      .from(regimes)
      .orderBy(regimes.id, regimes.version)
      .all()
      .map((row) => [`${row.id}@${row.version}`, regimeIn(JSON.parse(row.body) as Regime, loaded)]),
  );
  function pinned({ id, version }: Petition['regime']): Regime {
    const regime = shelf.get(`${id}@${version}`);
    if (!regime) throw new Error(`regime ${id} version ${version} is not loaded`);
    return regime;
  }

  return {
    all: () => [...shelf.values()],
    keep,
    add: (regime) => void shelf.set(`${regime.id}@${regime.version}`, regime),
    pinned,
    isEnded: ({ regime, stage }) => pinned(regime).stages[stage]?.end === true,
    inForce: (id, now) => regimeInForce([...shelf.values()], id, now),
  };
}

function pinnedTo({ id, version }: Regime) {
  return and(eq(petitions.regimeId, id), eq(petitions.regimeVersion, version));
}
