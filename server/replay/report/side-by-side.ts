import type { Regime } from '../../domain/regime.ts';
import { chineseDay, localDayOf } from '../../domain/time.ts';
import {
  type Evidence,
  type Finding,
  hasEnded,
  isAccusation,
  type PetitionRecord,
  regimeOf,
} from '../verdict/evidence.ts';
import type { Reported } from './report.ts';
import { tableLines } from './text-table.ts';

/** What one regulation has made of the file. */
export interface Play extends Omit<Reported, 'prices' | 'isLimited'> {
  readonly regime: Regime;
  readonly evidence: Evidence;
  readonly findings: readonly Finding[];
}

/** The same petitions under each regulation: first the whole, then petition by petition. */
export function sideBySide(plays: readonly Play[]): readonly string[] {
  return [
    '同一批信访件在各制度下的对照',
    ...tableLines([
      ['项目', ...plays.map(({ regime }) => regime.id)],
      ...totals.map(([title, count]) => [title, ...plays.map((play) => String(count(play)))]),
      ['核验成立', ...plays.map(({ findings }) => heldOf(findings))],
    ]),
    '',
    '逐件：最紧的期限（起算后到期日）与了结日，* 为曾经超期；检举控告件不列',
    ...tableLines([
      ['收到日期与件', ...plays.map(({ regime }) => regime.id)],
      ...rowsOf(plays),
      ['列出件数', ...plays.map((play) => String(ordinaryOf(play).length))],
    ]),
  ];
}

const totals: readonly (readonly [string, (play: Play) => number])[] = [
  ['信访件', ({ evidence }) => evidence.petitions.length],
  ['已了结', (play) => play.evidence.petitions.filter((record) => isOver(record, play)).length],
  ['启动时限', ({ evidence }) => count(evidence, ({ petition }) => petition.clocks.length)],
  [
    '其中计入超期',
    ({ evidence }) =>
      count(evidence, ({ petition }) => overdueClocks(petition, evidence.office).length),
  ],
  ['办理步骤', ({ evidence }) => count(evidence, ({ events }) => acts(events))],
  ['填写记录', ({ evidence }) => count(evidence, ({ petition }) => petition.records.length)],
  ['签名', ({ evidence }) => count(evidence, ({ petition }) => petition.signatures.length)],
  ['责令重办', ({ evidence }) => count(evidence, ({ petition }) => petition.reworks.length)],
  ['督办', ({ evidence }) => count(evidence, ({ petition }) => petition.supervisions.length)],
  ['通知', ({ evidence }) => evidence.messages.length],
];

function rowsOf(plays: readonly Play[]): readonly (readonly string[])[] {
  const [first] = plays;
  if (!first) return [];
  return first.tracks.flatMap(({ petition }) => {
    if (petition.appealType === 'accusation') return [];
    const day = chineseDay(localDayOf(petition.receivedAt));
    return [[`${day} 第${petition.id}件`, ...plays.map((play) => cellOf(petition.id, play))]];
  });
}

/** `3月9日/3月6日`: due and done. */
function cellOf(id: number, { tracks, evidence }: Play): string {
  const registered = tracks.find(({ petition }) => petition.id === id)?.registered;
  const record = evidence.petitions.find(({ petition }) => petition.id === registered?.id);
  if (!record) return '—';
  const { petition, standings } = record;
  const counted = petition.clocks.filter(
    ({ clock }) => regimeOf(petition, evidence.office).clocks[clock]?.countsOverdue === true,
  );
  const soonest = counted.toSorted((left, right) => left.dueAt - right.dueAt)[0];
  const due = soonest ? chineseDay(localDayOf(soonest.dueAt)) : '无';
  const done = hasEnded(petition, evidence.office)
    ? chineseDay(localDayOf(standings.at(-1)?.since ?? petition.registeredAt))
    : '在办';
  return `${due}/${done}${overdueClocks(petition, evidence.office).length > 0 ? '*' : ''}`;
}

function ordinaryOf({ evidence }: Play) {
  return evidence.petitions.filter(({ petition }) => !isAccusation(petition));
}

function isOver({ petition }: PetitionRecord, { evidence }: Play): boolean {
  return hasEnded(petition, evidence.office);
}

function overdueClocks(petition: PetitionRecord['petition'], office: Evidence['office']) {
  const { clocks } = regimeOf(petition, office);
  return petition.clocks.filter(
    ({ clock, stoppedAt, dueAt }) =>
      clocks[clock]?.countsOverdue === true && stoppedAt !== undefined && stoppedAt > dueAt,
  );
}

function acts(events: PetitionRecord['events']): number {
  return events.filter(({ type }) => type === 'actTaken').length;
}

function count({ petitions }: Evidence, of: (record: PetitionRecord) => number): number {
  return petitions.reduce((sum, record) => sum + of(record), 0);
}

function heldOf(findings: readonly Finding[]): string {
  return `${findings.filter(({ faults }) => faults.length === 0).length}/${findings.length}`;
}
