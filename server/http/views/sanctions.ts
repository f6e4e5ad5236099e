import type { SanctionList } from '../../contract/sanctions.ts';
import { ruleText } from '../../domain/deadline-rule.ts';
import type { StaffMember } from '../../domain/directory.ts';
import { casesSeen, knownTo } from '../../domain/figures/case.ts';
import { periodTitle } from '../../domain/figures/period.ts';
import { noticesOf } from '../../domain/sanctions/notice.ts';
import { peopleFor } from '../../domain/sanctions/people.ts';
import { isReworkedTooOften, timesSentBack } from '../../domain/sanctions/quality-gate.ts';
import type { QualityGate, SanctionRules } from '../../domain/sanctions/rules.ts';
import { type LadderMaterial, standingIn, windowsAt } from '../../domain/sanctions/standing.ts';
import { instant } from '../../domain/time.ts';
import { ladderMaterial } from '../../store/sanction-store.ts';
import type { Scene } from '../route.ts';
import { choicesNamed, sightOf, summaryOf } from './notice.ts';
import { fieldViews } from './record.ts';

/** Everything about sanctions that this person may know of, and what he may propose. */
export async function sanctionListOf(
  rules: SanctionRules,
  person: StaffMember,
  scene: Scene,
): Promise<SanctionList> {
  const { now, regime, directory } = scene;
  const { log, material } = await ladderMaterial(scene.deps.store, regime, now);
  const notices = noticesOf(log.events);
  const known = { ...material, histories: knownTo(material.histories, [person]) };
  const units = [...directory.units.values()].filter(({ active }) => active);
  return {
    now,
    seen: log.end,
    title: rules.title,
    source: rules.source,
    unitWord: regime.terms.unit,
    ...ladderView(rules, known, person, scene),
    notices: notices
      .flatMap((notice) => {
        const sight = sightOf(notice, notices, person, scene);
        return sight ? [summaryOf(sight)] : [];
      })
      .toReversed(),
    measures: measuresFor(rules, person, scene),
    units: units.map(({ id, name }) => ({ id, name })),
    ...reworkedView(regime.qualityGate, known, person, scene),
  };
}

/** The office's people see every unit; the unit's own people see theirs; nobody else sees a count. */
function ladderView(
  { ladder, keptBy }: SanctionRules,
  material: LadderMaterial,
  person: StaffMember,
  { regime, directory, now }: Scene,
): Pick<SanctionList, 'ladder'> {
  const window = windowsAt(now, regime).at(-1);
  if (!ladder || !window) return {};
  const { steps, objection } = ladder;
  const isAmong = (roles: readonly string[], unitId?: string) =>
    peopleFor(roles, unitId, regime, directory).some(({ id }) => id === person.id);
  const all = isAmong([
    ...keptBy,
    ...steps.flatMap(({ signedBy }) => signedBy),
    ...objection.decidedBy,
  ]);
  const { counted } = standingIn(window, material);
  const numbers = numbersOf(material);
  const units = [...counted]
    .filter(([unitId]) => all || isAmong(objection.by, unitId))
    .map(([unitId, petitions]) => ({
      id: unitId,
      name: directory.units.get(unitId)?.name ?? '',
      petitions: petitions.map(({ petition, clock, dueAt }) => ({
        id: petition,
        number: numbers.get(petition) ?? '',
        clock: regime.clocks[clock]?.title ?? '',
        dueAt,
      })),
    }))
    .sort((one, other) => other.petitions.length - one.petitions.length);
  const choiceIds = [ladder.choice, objection.choice, ...steps.map(({ owes }) => owes?.choice)];
  return {
    ladder: {
      title: ladder.title,
      source: ladder.source,
      window: periodTitle(window),
      choices: choicesNamed(choiceIds, regime),
      steps: steps.map(({ at, title, source }) => ({ at, title, source })),
      objectionText: `文书签发后${ruleText(objection.within)}内可以提出异议；异议处理期间，后续环节暂停。`,
      units,
    },
  };
}

function numbersOf({ histories }: LadderMaterial): ReadonlyMap<string, string> {
  return new Map(
    histories.flatMap(({ id, events: [first] }) =>
      first?.type === 'petitionRegistered' ? [[id, first.number]] : [],
    ),
  );
}

function measuresFor(
  { measures = {} }: SanctionRules,
  person: StaffMember,
  scene: Scene,
): SanctionList['measures'] {
  const { regime, directory } = scene;
  return Object.entries(measures)
    .filter(([, { draftedBy }]) =>
      peopleFor(draftedBy, person.unitId, regime, directory).some(({ id }) => id === person.id),
    )
    .map(([id, { title, source, petition, unit, due, fields }]) => ({
      id,
      title,
      source,
      ...(petition === undefined ? {} : { petition }),
      ...(unit === undefined ? {} : { unit }),
      ...(due ? { dueText: `须在${ruleText(due.limit)}内提出（${due.source}）。` } : {}),
      fields: fieldViews(fields, [...directory.staff.values()]),
    }));
}

function reworkedView(
  gate: QualityGate | undefined,
  { histories, regimes }: LadderMaterial,
  person: StaffMember,
  { regime, directory, now }: Scene,
): Pick<SanctionList, 'reworked'> {
  const readers = peopleFor(gate?.listedFor ?? [], undefined, regime, directory);
  if (!gate || !readers.some(({ id }) => id === person.id)) return {};
  const seen = { from: now, to: instant(now + 1), seenAt: now };
  const cases = casesSeen(histories, seen, regimes);
  const { times, source } = gate;
  return {
    reworked: {
      times,
      source,
      petitions: cases
        .filter((each) => isReworkedTooOften(each.petition, each.regime))
        .map(({ id, petition, unitId }) => ({
          id,
          number: petition.number,
          ...(unitId === undefined ? {} : { unit: directory.units.get(unitId)?.name ?? '' }),
          times: timesSentBack(petition),
        })),
    },
  };
}
