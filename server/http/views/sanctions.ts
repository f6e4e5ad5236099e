import type { SanctionList } from '../../contract/sanctions.ts';
import { ruleText } from '../../domain/deadline-rule.ts';
import type { StaffMember } from '../../domain/directory.ts';
import { type Case, casesSeen, knownTo } from '../../domain/figures/case.ts';
import { periodTitle } from '../../domain/figures/period.ts';
import { type Notice, noticesOf, standingMeasure } from '../../domain/sanctions/notice.ts';
import { peopleFor } from '../../domain/sanctions/people.ts';
import { isReworkedTooOften, timesSentBack } from '../../domain/sanctions/quality-gate.ts';
import type { MeasureRules, QualityGate, SanctionRules } from '../../domain/sanctions/rules.ts';
import { type LadderMaterial, standingIn, windowsAt } from '../../domain/sanctions/standing.ts';
import { takenOver } from '../../domain/sanctions/taken-over.ts';
import { instant } from '../../domain/time.ts';
import { ladderMaterial } from '../../store/ladder-material.ts';
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
    measures: measuresFor(rules, notices, known, person, scene),
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
  notices: readonly Notice[],
  material: LadderMaterial,
  person: StaffMember,
  scene: Scene,
): SanctionList['measures'] {
  const { regime, directory } = scene;
  return Object.entries(measures)
    .filter(([, { draftedBy }]) =>
      peopleFor(draftedBy, person.unitId, regime, directory).some(({ id }) => id === person.id),
    )
    .map(([id, rules]) => {
      const { title, source, petition, unit, due, fields } = rules;
      const isDrafted = (each: Case) => standingMeasure(notices, id, each.id) !== undefined;
      return {
        id,
        title,
        source,
        ...(petition === undefined ? {} : { petition }),
        ...(unit === undefined ? {} : { unit }),
        ...readyView(rules, (each) => !isDrafted(each), material, scene),
        ...(due === undefined
          ? {}
          : { dueText: `须在信访件的“${regime.clocks[due]?.title}”期限届满前签发。` }),
        fields: fieldViews(fields, [...directory.staff.values()]),
      };
    });
}

/** The petitions whose records such a draft goes by and of which there is none yet. */
function readyView(
  rules: MeasureRules,
  isOpen: (each: Case) => boolean,
  material: LadderMaterial,
  { regime, directory }: Scene,
): Pick<SanctionList['measures'][number], 'ready' | 'readyText'> {
  const { takes } = rules;
  if (!takes) return {};
  const titles = takes.map((id) => `“${regime.records?.[id]?.title}”`).join('、');
  return {
    readyText: `取用信访件上已登记的${titles}，不再重填。`,
    ready: casesNow(material)
      .filter((each) => takenOver(rules, each.petition, each.regime) !== null && isOpen(each))
      .map(({ petition: { number }, unitId }) => ({
        number,
        ...(unitId === undefined ? {} : { unit: directory.units.get(unitId)?.name ?? '' }),
      })),
  };
}

function casesNow({ histories, regimes, now }: LadderMaterial): readonly Case[] {
  return casesSeen(histories, { from: now, to: instant(now + 1), seenAt: now }, regimes);
}

function reworkedView(
  gate: QualityGate | undefined,
  material: LadderMaterial,
  person: StaffMember,
  { regime, directory }: Scene,
): Pick<SanctionList, 'reworked'> {
  const readers = peopleFor(gate?.listedFor ?? [], undefined, regime, directory);
  if (!gate || !readers.some(({ id }) => id === person.id)) return {};
  const { times, source } = gate;
  return {
    reworked: {
      times,
      source,
      petitions: casesNow(material)
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
