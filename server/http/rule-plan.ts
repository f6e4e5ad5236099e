import { createHash } from 'node:crypto';
import type { RuleChangeView, RuleReachView } from '../contract/rules.ts';
import { adoptionOf } from '../domain/adoption.ts';
import type { DeadlineMove } from '../domain/calendar-preview.ts';
import { officeOf } from '../domain/office.ts';
import type { Petition } from '../domain/petition.ts';
import { asWritten, underSuperior } from '../domain/precedence.ts';
import type { Regime } from '../domain/regime.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { dayText, localDayOf } from '../domain/time.ts';
import type { Scene } from './route.ts';
import { withValue } from './rule-values.ts';
import { contextOf } from './views/context.ts';

export interface RulePlan {
  readonly regime: Regime;
  /** As it will stand on every petition that goes over. */
  readonly what: string;
  /** Open petitions of the office under the regulation, accusations included, with what becomes of each. */
  readonly petitions: readonly PlannedPetition[];
}

export interface PlannedPetition {
  readonly petition: Petition;
  readonly moves: readonly DeadlineMove[];
  /** Why it stays with the version it has. */
  readonly lacking?: string;
}

type Read = Result<{ readonly regime: Regime; readonly what: string }, readonly string[]>;

/** What other rules would do if they were put in force now, or everything that is wrong with them. Writes nothing. */
export async function planRules(
  change: RuleChangeView,
  reach: RuleReachView,
  scene: Scene,
): Promise<Result<RulePlan, readonly string[]>> {
  const read = change.kind === 'reading' ? otherReading(change, scene) : otherText(change, scene);
  if (!read.ok) return read;
  const { regime, what } = read.value;
  if (reach === 'open' && regime.effectiveFrom > dayText(localDayOf(scene.now))) {
    return refuse([`新的文本自${regime.effectiveFrom}起施行，施行前不能适用于在办件。`]);
  }
  const system = { id: 'system', name: '', title: '', roles: [], active: true };
  const open = await scene.deps.store.openPetitions('system');
  const petitions = open
    .filter((each) => each.regime.id === regime.id && officeOf(each) === scene.office.id)
    .map((petition): PlannedPetition => {
      const adoption = adoptionOf(petition, contextOf(petition, system, scene), regime);
      return adoption.fits
        ? { petition, moves: adoption.moves }
        : { petition, moves: [], lacking: adoption.lacking };
    });
  return ok({ regime, what, petitions });
}

/** What the person was shown. Petitions he may not know of have no part in it, or it would tell of them. */
export function digestOf(
  { regime, what }: RulePlan,
  reach: RuleReachView,
  shown: readonly PlannedPetition[],
): string {
  const seen = shown.map(({ petition: { id }, moves, lacking }) => [id, moves, lacking]);
  return createHash('sha256')
    .update(JSON.stringify([regime, what, reach, seen]))
    .digest('hex');
}

/** The same text, read otherwise: the data that the choice names, and the choice itself. */
function otherReading(
  { id, choice, reason, values }: Extract<RuleChangeView, { readonly kind: 'reading' }>,
  scene: Scene,
): Read {
  const present = scene.regime.choices.find((each) => each.id === id);
  if (!present) return refuse([`制度没有编号为“${id}”的疑义。`]);
  const strange = values.find(({ path }) => !present.sets?.includes(path));
  if (strange) return refuse([`疑义“${id}”不涉及“${strange.path}”。`]);
  let written: unknown = asWritten(scene.regime);
  for (const { path, value } of values) {
    const changed = withValue(written, path.split('.'), value);
    if (!changed.ok) return refuse([`制度数据中没有“${path}”。`]);
    written = changed.value;
  }
  const choices = scene.regime.choices.map((each) =>
    each.id === id ? { ...each, choice, reason } : each,
  );
  const version = newestOf(scene) + 1;
  const read = judged({ ...(written as Regime), choices, version }, scene);
  return read.ok ? ok({ regime: read.value, what: `${present.question}改按：${choice}` }) : read;
}

/** Another text of the office's own regulation, or of its superior: then the own one goes by the new superior. */
function otherText(
  { regime: file }: Extract<RuleChangeView, { readonly kind: 'text' }>,
  scene: Scene,
): Read {
  const { regime } = scene;
  const version = newestOf(scene) + 1;
  if (file.id === regime.id) {
    if (file.version !== version) return refuse([`新的文本应为第${version}版。`]);
    const papers = regime.papers && !file.papers ? { papers: regime.papers } : {};
    const read = judged({ ...papers, ...file }, scene);
    return read.ok ? ok({ regime: read.value, what: '制度文本修订' }) : read;
  }
  if (file.id !== regime.extends) {
    return refuse(['这不是本机构的制度，也不是它的上位制度。']);
  }
  const superior = judged(file, scene);
  if (!superior.ok) return superior;
  const others = [...scene.regimes, superior.value];
  const read = scene.deps.regimeBook.read({ ...asWritten(regime), version }, others);
  return read.ok
    ? ok({
        regime: underSuperior(read.value, superior.value),
        what: `上位制度《${superior.value.title}》修订`,
      })
    : read;
}

/** Data that is not as it should be is told to whoever entered it, never a stop. */
function judged(json: unknown, { deps, regimes }: Scene): Result<Regime, readonly string[]> {
  return deps.regimeBook.read(json, regimes);
}

function newestOf({ regime, regimes }: Scene): number {
  const versions = regimes.filter(({ id }) => id === regime.id).map(({ version }) => version);
  return Math.max(...versions);
}
