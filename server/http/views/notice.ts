import type { NoticeView } from '../../contract/sanctions.ts';
import type { StaffId, StaffMember } from '../../domain/directory.ts';
import { periodTitle, readPeriod } from '../../domain/figures/period.ts';
import type { OfficePaperFile } from '../../domain/office-paper-file.ts';
import type { PetitionId } from '../../domain/petition.ts';
import type { Answers, RecordField } from '../../domain/record.ts';
import type { Regime } from '../../domain/regime.ts';
import { noticeActs, noticeRefusal } from '../../domain/sanctions/gate.ts';
import { regimeOf } from '../../domain/sanctions/messages.ts';
import { countedIn, type Notice, openObjection } from '../../domain/sanctions/notice.ts';
import {
  measureFields,
  measureOf,
  readersOf,
  stepOf,
  writtenText,
} from '../../domain/sanctions/people.ts';
import { isLate } from '../../domain/sanctions/standing.ts';
import { findVisible } from '../files.ts';
import type { Scene } from '../route.ts';
import { nameOf } from './people.ts';
import { fieldViews } from './record.ts';

/** A notice with what stands around it, as far as this person may know. */
export interface NoticeSight {
  readonly notice: Notice;
  readonly notices: readonly Notice[];
  readonly regime: Regime;
  readonly person: StaffMember;
  readonly scene: Scene;
}

/** Null for a person who may not know of it. */
export function sightOf(
  notice: Notice,
  notices: readonly Notice[],
  person: StaffMember,
  scene: Scene,
): NoticeSight | null {
  const regime = regimeOf(notice, scene.regimes);
  if (!regime) return null;
  const readers = readersOf(notice, regime, scene.directory);
  const isReader = readers.some(({ id }) => id === person.id);
  return isReader ? { notice, notices, regime, person, scene } : null;
}

export function summaryOf(sight: NoticeSight): NoticeView['summary'] {
  const { notice, regime, scene } = sight;
  const { about, unitId, issued, due } = notice;
  const state = stateOf(notice);
  const period = about.kind === 'step' ? readPeriod(about.window) : null;
  const dueAt = issued ? issued.owedBy : due?.at;
  const unit = unitId === undefined ? undefined : scene.directory.units.get(unitId)?.name;
  return {
    id: notice.id,
    title: rulesOf(sight)?.title ?? '',
    ...(unit === undefined ? {} : { unit }),
    ...(period ? { window: periodTitle(period) } : {}),
    ...(about.kind === 'step' ? { count: about.counted.length } : {}),
    state,
    stateText: STATES[state],
    at: notice.events.at(-1)?.at ?? notice.draftedAt,
    ...(dueAt === undefined || state === 'settled' || state === 'withdrawn' ? {} : { dueAt }),
    late: isLate(notice, scene.now) || (!issued && due !== undefined && due.at < scene.now),
    mine: actsOf({ ...sight, regime }).length > 0,
  };
}

export async function noticeViewOf(sight: NoticeSight, seen: number): Promise<NoticeView> {
  const { notice, regime, scene } = sight;
  const { directory, now } = scene;
  const numbers = await numbersKnown(sight);
  const measure = measureOf(notice, regime);
  const { outcome } = measure ?? {};
  return {
    now,
    seen,
    summary: summaryOf(sight),
    source: rulesOf(sight)?.source ?? '',
    draftedBy: actorName(notice.draftedBy, sight),
    ...basisViews(sight, numbers),
    ...lifeViews(sight),
    objections: objectionViews(sight, numbers),
    papers: papersOf(sight),
    acts: [...actsOf(sight)],
    objectable: countedIn(notice).flatMap((id) => {
      const number = numbers.get(id);
      return number === undefined ? [] : [{ id, number }];
    }),
    outcomeFields: outcome ? fieldViews(outcome.fields, [...directory.staff.values()]) : [],
    choices: choicesFor(sight),
  };
}

/** What the notice rests on: the petitions counted, or what was written in the draft. */
function basisViews(sight: NoticeSight, numbers: ReadonlyMap<PetitionId, string>) {
  const { notice, regime } = sight;
  const { about } = notice;
  if (about.kind === 'measure') {
    const number = about.petition === undefined ? undefined : numbers.get(about.petition);
    const measure = measureOf(notice, regime);
    const fields = measure && measureFields(measure, regime);
    return {
      petitions: [],
      withheld: 0,
      written: writtenViews(fields, about.answers, sight),
      ...(number === undefined ? {} : { petitionNumber: number }),
    };
  }
  const petitions = about.counted.flatMap(({ petition, clock, dueAt }) => {
    const number = numbers.get(petition);
    const title = regime.clocks[clock]?.title ?? '';
    return number === undefined ? [] : [{ id: petition, number, clock: title, dueAt }];
  });
  return { petitions, withheld: about.counted.length - petitions.length, written: [] };
}

/** What has become of it. */
function lifeViews(sight: NoticeSight) {
  const { due, issued, withdrawn } = sight.notice;
  return {
    ...(due ? { due: { at: due.at, explanation: [...due.explanation] } } : {}),
    ...(issued
      ? { issued: { at: issued.at, by: actorName(issued.by, sight), title: issued.title } }
      : {}),
    ...(issued?.objectUntil === undefined ? {} : { objectUntil: issued.objectUntil }),
    ...owedView(sight),
    ...(withdrawn
      ? {
          withdrawn: { at: withdrawn.at, by: actorName(withdrawn.by, sight), why: withdrawn.why },
        }
      : {}),
    ...outcomeView(sight),
  };
}

function owedView(sight: NoticeSight): Pick<NoticeView, 'owed'> {
  const { issued, explained } = sight.notice;
  const owes = stepOf(sight.notice, sight.regime)?.owes;
  if (!owes) return {};
  return {
    owed: {
      title: owes.title,
      explanation: [...(issued?.explanation ?? [])],
      ...(issued?.owedBy === undefined ? {} : { dueAt: issued.owedBy }),
      ...(explained
        ? { words: explained.words, by: actorName(explained.by, sight), at: explained.at }
        : {}),
    },
  };
}

function outcomeView(sight: NoticeSight): Pick<NoticeView, 'outcome'> {
  const { outcome } = sight.notice;
  const rules = measureOf(sight.notice, sight.regime)?.outcome;
  if (!outcome || !rules) return {};
  return {
    outcome: {
      title: rules.title,
      at: outcome.at,
      by: actorName(outcome.by, sight),
      written: writtenViews(rules.fields, outcome.answers, sight),
    },
  };
}

function objectionViews(
  sight: NoticeSight,
  numbers: ReadonlyMap<PetitionId, string>,
): NoticeView['objections'] {
  return sight.notice.objections.map(({ raised, decided }) => ({
    at: raised.at,
    by: actorName(raised.by, sight),
    numbers: raised.petitions.flatMap((id) => numbers.get(id) ?? []),
    reason: raised.reason,
    ...(decided
      ? {
          decided: {
            at: decided.at,
            by: actorName(decided.by, sight),
            upheld: decided.upheld,
            reason: decided.reason,
          },
        }
      : {}),
  }));
}

function actorName(id: StaffId | 'system', { scene }: NoticeSight): string {
  return id === 'system' ? '系统' : nameOf(id, scene.directory);
}

/** What its papers are made from, for this reader. */
export async function paperFileOf(sight: NoticeSight): Promise<OfficePaperFile> {
  const { notice, regime, scene } = sight;
  return { notice, regime, directory: scene.directory, numbers: await numbersKnown(sight) };
}

/** Numbers of the ordinary petitions concerned that the person may see; an accusation has none here. */
async function numbersKnown({
  notice: { about },
  person,
  scene,
}: NoticeSight): Promise<ReadonlyMap<PetitionId, string>> {
  const ids =
    about.kind === 'step'
      ? about.counted.map(({ petition }) => petition)
      : [about.petition].filter((id) => id !== undefined);
  const found = await Promise.all(ids.map((id) => findVisible(id, person, scene)));
  return new Map(
    found.flatMap((petition) =>
      petition && petition.facts.appealType !== 'accusation'
        ? [[petition.id, petition.number]]
        : [],
    ),
  );
}

function actsOf({ notice, notices, regime, person, scene }: NoticeSight): NoticeView['acts'] {
  const given = { person, now: scene.now, regime, directory: scene.directory, notices };
  return noticeActs.filter((act) => noticeRefusal(act, notice, given) === null);
}

function rulesOf({ notice, regime }: NoticeSight) {
  return stepOf(notice, regime) ?? measureOf(notice, regime);
}

function stateOf(notice: Notice): NoticeView['summary']['state'] {
  if (notice.withdrawn) return 'withdrawn';
  if (!notice.issued) return 'draft';
  if (openObjection(notice)) return 'objected';
  return notice.explained || notice.outcome ? 'settled' : 'issued';
}

const STATES = {
  draft: '待签发',
  issued: '已签发',
  objected: '异议处理中',
  settled: '已办结',
  withdrawn: '已撤回',
} satisfies Record<NoticeView['summary']['state'], string>;

function papersOf({ notice, regime }: NoticeSight): NoticeView['papers'] {
  const step = stepOf(notice, regime);
  const owed = step?.owes?.paper;
  const ids = [
    ...(step ?? measureOf(notice, regime) ?? { papers: [] }).papers,
    ...(owed === undefined ? [] : [owed]),
  ];
  return ids.flatMap((id) => {
    const rule = regime.papers?.notices?.[id];
    if (!rule) return [];
    const { title, source, from, notYet } = rule;
    const hasCome = !notice.withdrawn && (from === 'drafted' || notice[from] !== undefined);
    return [{ id, title, source, ...(hasCome ? {} : { notYet }) }];
  });
}

function choicesFor({ notice, regime }: NoticeSight): NoticeView['choices'] {
  const step = stepOf(notice, regime);
  const { ladder } = regime.sanctions ?? {};
  const ids = step ? [ladder?.choice, step.owes?.choice, ladder?.objection.choice] : [];
  return choicesNamed(ids, regime);
}

export function choicesNamed(
  ids: readonly (string | undefined)[],
  { choices }: Regime,
): NoticeView['choices'] {
  return choices
    .filter(({ id }) => ids.includes(id))
    .map(({ question, choice, reason }) => ({ question, choice, reason }));
}

function writtenViews(
  fields: readonly RecordField[] | undefined,
  answers: Answers | undefined,
  { scene }: NoticeSight,
): NoticeView['written'] {
  return (fields ?? []).flatMap((field) => {
    const value = writtenText(field, answers?.[field.id], scene.directory);
    return value === '' ? [] : [{ label: field.title, value }];
  });
}
