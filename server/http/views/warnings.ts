import type { WarningList } from '../../contract/figures.ts';
import type { StaffMember } from '../../domain/directory.ts';
import { leadersOf } from '../../domain/dispatch.ts';
import type { Cluster } from '../../domain/figures/clusters.ts';
import { periodTitle } from '../../domain/figures/period.ts';
import { unitTitle } from '../../domain/figures/totals.ts';
import { isConflicted } from '../../domain/staffing.ts';
import { DAY, instant } from '../../domain/time.ts';
import { type FiguresAsked, overviewOf } from '../figures-scene.ts';
import type { Scene } from '../route.ts';
import { periodView } from './figures.ts';
import { nameOf } from './people.ts';

const KINDS = { sameKind: '同类事项', samePetitioner: '同一信访人' } satisfies Record<
  Cluster['kind'],
  string
>;
/** After a month the next one is looked at. */
const USEFUL_DAYS = 30;

export async function warningsShown(
  asked: FiguresAsked,
  person: StaffMember,
  scene: Scene,
): Promise<WarningList> {
  const { directory, now } = scene;
  const { clusters } = await overviewOf(asked, person, scene);
  const warned = new Map(
    (await scene.deps.store.warnings(asked.period.id)).map((each) => [each.cluster, each]),
  );
  return {
    now,
    period: periodView(asked.period, now),
    source: asked.context.rules.cluster?.source ?? asked.context.rules.source,
    clusters: clusters.map(({ key, kind, figure, unitIds }) => {
      const earlier = warned.get(key);
      return {
        key,
        kindText: KINDS[kind],
        title: figure.title,
        petitions: figure.value,
        units: unitIds.map((id) => unitTitle(id, directory)),
        ...(earlier
          ? {
              warned: {
                at: earlier.at,
                by: nameOf(earlier.by, directory),
                petitions: earlier.petitions,
                told: earlier.told.map((id) => nameOf(id, directory)),
              },
            }
          : {}),
      };
    }),
  };
}

/** Once a period for each cluster, by work notice and in numbers only; false where there is no such cluster. */
export async function issueWarning(
  key: string,
  asked: FiguresAsked,
  person: StaffMember,
  scene: Scene,
): Promise<boolean> {
  const { now, deps } = scene;
  const overview = await overviewOf(asked, person, scene);
  const cluster = overview.clusters.find((each) => each.key === key);
  if (!cluster) return false;
  const told = lineHeads(cluster, overview.cases, scene).map(({ id }) => id);
  const { title, value: petitions } = cluster.figure;
  const warning = {
    period: asked.period.id,
    cluster: key,
    at: now,
    by: person.id,
    title,
    petitions,
    told,
  };
  await deps.store.warn(warning, {
    ...deps.figures.warningText(
      `${periodTitle(asked.period)}${KINDS[cluster.kind]}的信访件已有${petitions}件。`,
      now,
      scene.regime,
    ),
    dedupe: key,
    channel: { kind: 'people', staffIds: told },
    template: 'earlyWarning',
    link: '/petitions',
    expiresAt: instant(now + USEFUL_DAYS * DAY),
  });
  return true;
}

/** Whoever leads the units concerned, without anybody who must not know of one of the petitions. */
function lineHeads(
  { unitIds, figure }: Cluster,
  cases: Awaited<ReturnType<typeof overviewOf>>['cases'],
  { directory, regime }: Scene,
): readonly StaffMember[] {
  const ids = unitIds.flatMap((id) => {
    const unit = directory.units.get(id);
    return unit ? leadersOf(unit, regime) : [];
  });
  const concerned = cases.filter(({ id }) => figure.petitions.includes(id));
  return [...new Set(ids)]
    .flatMap((id) => directory.staff.get(id) ?? [])
    .filter(
      (person) =>
        person.active && !concerned.some(({ petition }) => isConflicted(petition, person)),
    );
}
