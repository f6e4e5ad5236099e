import type { Directory } from '../directory.ts';
import type { FollowUp } from '../petition.ts';
import type { AppealType, PetitionChannel, PetitionSource } from '../petition-kinds.ts';
import type { Terms } from '../regime.ts';
import { appealTitles, channelTitles, sourceTitles } from '../titles.ts';
import type { Case } from './case.ts';
import { counted, type Figure, summed } from './figure.ts';
import { grouped } from './grouped.ts';
import { isWithin, type Window } from './period.ts';
import type { ReportRules } from './rules.ts';

/** Figures that add up to one total. */
export interface Group {
  readonly id: string;
  readonly title: string;
  readonly figures: readonly Figure[];
}

/** What came in and what was done in the period, and what was open at its end. */
export function totals(
  cases: readonly Case[],
  window: Window,
  { groupVisitPeople }: Pick<ReportRules, 'groupVisitPeople'>,
): readonly Figure[] {
  const registered = registeredIn(cases, window);
  const visits = registered.filter(({ petition }) => petition.facts.channel === 'visit');
  const open = openIn(cases);
  return [
    counted('registered', '登记件数', registered),
    summed('people', '登记人次', registered, people),
    counted('first', '初件', registered.filter(isFirst)),
    counted(
      'repeated',
      '重件',
      registered.filter((each) => !isFirst(each)),
    ),
    summed('visitPeople', '来访人次', visits, people),
    counted(
      'groupVisits',
      `集体访批次（${groupVisitPeople}人及以上）`,
      visits.filter((each) => people(each) >= groupVisitPeople),
    ),
    counted('accepted', '受理件数', acceptedIn(cases, window)),
    counted(
      'transferred',
      '转送件数',
      cases.filter((each) => isTransferredIn(each, window)),
    ),
    counted('concluded', '办结件数', concludedIn(cases, window)),
    counted('open', '期末在办件数', open),
    counted(
      'overdue',
      '期末在办中逾期件数',
      open.filter((each) => isOverdue(each, window)),
    ),
    counted('verifications', '不满意核实件数', during(cases, window, verifications)),
    counted('reworks', '责令重办件次', during(cases, window, reworks)),
    counted('consultations', '会商件次', during(cases, window, consultations)),
    counted('supervisions', '督查督办件次', during(cases, window, supervisions)),
    counted('unrated', '办结件中未取得评价件数', unratedIn(cases, window)),
  ];
}

/** The petitions registered in the period, by each of their properties. */
export function groups(
  cases: readonly Case[],
  window: Window,
  directory: Directory,
  terms?: Pick<Terms, 'handlingUnit'>,
): readonly Group[] {
  const registered = registeredIn(cases, window);
  return [
    named('source', '按来源', registered, sourceTitles, ({ petition }) => petition.facts.source),
    named('channel', '按信访形式', registered, channelTitles, channelOf),
    named('appeal', '按诉求类型', registered, ordinaryAppeals, ({ petition }) =>
      petition.facts.appealType === 'accusation' ? undefined : petition.facts.appealType,
    ),
    found('category', '按内容分类', registered, ({ petition }) => petition.facts.category),
    found('unit', `按${terms?.handlingUnit ?? '承办单位'}`, registered, ({ unitId }) =>
      unitTitle(unitId, directory),
    ),
  ];
}

export function registeredIn(cases: readonly Case[], window: Window): readonly Case[] {
  return cases.filter(({ petition }) => isWithin(petition.registeredAt, window));
}

export function concludedIn(cases: readonly Case[], window: Window): readonly Case[] {
  return cases.filter(({ petition }) => isWithin(petition.concludedAt, window));
}

/** Neither concluded nor ended otherwise when the period was over, or now. */
export function openIn(cases: readonly Case[]): readonly Case[] {
  return cases.filter(
    ({ endedAt, petition }) => endedAt === undefined && petition.concludedAt === undefined,
  );
}

/** Concluded in the period and not rated by the petitioner, whether or not he was asked. */
export function unratedIn(cases: readonly Case[], window: Window): readonly Case[] {
  return concludedIn(cases, window).filter(({ petition }) => !petition.followUps.some(isRated));
}

export function isRated({ outcome }: FollowUp): boolean {
  return outcome === 'satisfied' || outcome === 'basicallySatisfied' || outcome === 'dissatisfied';
}

export function isFirst({ petition }: Case): boolean {
  return !petition.facts.repeated;
}

export function channelOf({ petition }: Case): PetitionChannel {
  return petition.facts.channel;
}

/** Past a deadline that counts. */
export function isOverdue({ petition, regime }: Case, { seenAt }: Window): boolean {
  return petition.clocks.some(
    ({ clock, stoppedAt, dueAt }) =>
      stoppedAt === undefined && dueAt < seenAt && regime.clocks[clock]?.countsOverdue === true,
  );
}

export function unitTitle(unitId: string | undefined, { units }: Directory): string {
  return unitId === undefined ? NOT_ASSIGNED : (units.get(unitId)?.name ?? NOT_ASSIGNED);
}

const NOT_ASSIGNED = '未交办或已转送';
const { accusation: _, ...ordinaryAppeals } = appealTitles;
type Titles = Readonly<Partial<Record<PetitionSource | PetitionChannel | AppealType, string>>>;

function acceptedIn(cases: readonly Case[], window: Window) {
  return during(cases, window, ({ petition }) =>
    petition.assignments.flatMap(({ acceptedAt }) =>
      acceptedAt === undefined ? [] : [{ openedAt: acceptedAt }],
    ),
  );
}

function isTransferredIn({ petition, endedAt }: Case, window: Window): boolean {
  return (
    petition.transfer !== undefined &&
    petition.concludedAt === undefined &&
    petition.mergedInto === undefined &&
    isWithin(endedAt, window)
  );
}

function people({ petition }: Case): number {
  return petition.facts.peopleCount;
}

const verifications = ({ petition }: Case) => petition.verifications;
const consultations = ({ petition }: Case) => petition.consultations;
const supervisions = ({ petition }: Case) => petition.supervisions;
const reworks = ({ petition }: Case) => petition.reworks.map(({ at }) => ({ openedAt: at }));

/** One item for each time it happened within the period. */
function during(
  cases: readonly Case[],
  window: Window,
  times: (each: Case) => readonly { readonly openedAt: Case['petition']['registeredAt'] }[],
) {
  return cases.flatMap((each) =>
    times(each)
      .filter(({ openedAt }) => isWithin(openedAt, window))
      .map(() => each),
  );
}

/** Every name there is, those without a petition too. */
function named(
  id: string,
  title: string,
  cases: readonly Case[],
  titles: Titles,
  key: (each: Case) => keyof Titles | undefined,
): Group {
  const figures = Object.entries(titles).map(([name, text]) =>
    counted(
      `${id}.${name}`,
      text,
      cases.filter((each) => key(each) === name),
    ),
  );
  return { id, title, figures };
}

/** Only what occurs, most frequent first. */
function found(
  id: string,
  title: string,
  cases: readonly Case[],
  key: (each: Case) => string,
): Group {
  const byName = grouped(cases, key);
  const figures = [...byName]
    .map(([name, those]) => counted(`${id}.${name}`, name, those))
    .sort((left, right) => right.value - left.value || (left.title < right.title ? -1 : 1));
  return { id, title, figures };
}
