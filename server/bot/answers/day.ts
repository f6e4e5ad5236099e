import { countsText, type DigestLine } from '../../domain/digest-line.ts';
import type { StaffMember } from '../../domain/directory.ts';
import type { Petition } from '../../domain/petition.ts';
import { chineseDay, type Instant, localDayOf } from '../../domain/time.ts';
import { listed, type Reply } from '../reply.ts';
import { type BotScene, isConfidential } from '../scene.ts';
import type { OpenLines } from './open-lines.ts';

const SHOWN = 13;
const LEDGER = { title: '打开信访件清单', path: '/petitions' };

/** 今日 in the group: no more than the daily reminder shows. */
export function todayInGroup({ lines }: OpenLines, { now }: BotScene): Reply {
  return {
    title: `今日（${chineseDay(localDayOf(now))}）`,
    lines: [countsText(lines), ...listed(lines.filter(isDueToday).map(lineText), SHOWN)],
    page: LEDGER,
  };
}

/** 今日 for one person: what falls due, and what has been done today. */
export async function todayReply(
  person: StaffMember,
  { lines, petitions, others }: OpenLines,
  scene: BotScene,
): Promise<Reply> {
  const { now } = scene;
  const isToday = (at: Instant | undefined) =>
    at !== undefined && localDayOf(at) === localDayOf(now);
  const accepted = petitions.filter(({ assignments }) =>
    assignments.some(({ acceptedAt }) => isToday(acceptedAt)),
  );
  const concluded = petitions.filter(({ concludedAt }) => isToday(concludedAt));
  const registered = await registeredToday(person, isToday, scene);
  return {
    title: `今日（${chineseDay(localDayOf(now))}）`,
    lines: [
      countsText(lines),
      `今日登记${registered}件，接处${accepted.length}件，办结签批${concluded.length}件。`,
      ...listed(lines.filter(isDueToday).map(lineText), SHOWN),
      ...othersText(others),
    ],
    page: LEDGER,
  };
}

/** 逾期, for a person or for the group. */
export function overdueReply({ lines, others }: OpenLines): Reply {
  const late = lines.filter(({ state }) => state.kind === 'overdue');
  return {
    title: '逾期',
    lines: [
      late.length === 0 ? '没有逾期的信访件。' : `逾期${late.length}件：`,
      ...listed(late.map(lineText), SHOWN),
      ...othersText(others),
    ],
    page: LEDGER,
  };
}

function isDueToday({ state: { kind, daysLeft } }: DigestLine): boolean {
  return kind === 'ahead' && daysLeft === 0;
}

/** `2026-0001：当天接处今日17:30到期（征迁部，待接处）` */
function lineText({ entry: { text, unit, node } }: DigestLine): string {
  return `${text}（${unit}，${node}）`;
}

/** The same whether any of them is due: of these nothing is said in a chat. */
function othersText(others: number): readonly string[] {
  return others === 0 ? [] : [`另有${others}项事项不在此列，请登录系统查看。`];
}

/** Newest first, so the day is over where another one begins. */
async function registeredToday(
  person: StaffMember,
  isToday: (at: Instant) => boolean,
  { store, now }: BotScene,
): Promise<number> {
  let [count, cursor]: [number, string | undefined] = [0, undefined];
  do {
    const after: { cursor?: string } = cursor === undefined ? {} : { cursor };
    const page = await store.list({ scope: 'all', limit: 100, ...after }, person.id, now);
    const today: readonly Petition[] = page.items.filter(({ registeredAt }) =>
      isToday(registeredAt),
    );
    count += today.filter((petition) => !isConfidential(petition)).length;
    cursor = today.length === page.items.length ? page.nextCursor : undefined;
  } while (cursor !== undefined);
  return count;
}
