import type { StaffMember } from '../../domain/directory.ts';
import { spanText } from '../../domain/message-variables.ts';
import { nextClock } from '../../domain/next-clock.ts';
import type { Petition, RunningClock } from '../../domain/petition.ts';
import { chineseMoment } from '../../domain/time.ts';
import { listed, type Reply } from '../reply.ts';
import { type BotScene, isConfidential, regimeOf } from '../scene.ts';

const SHOWN = 12;

/** 待办：what waits for this person, by number and step only. */
export async function toDoReply(person: StaffMember, scene: BotScene): Promise<Reply> {
  const waiting = await scene.store.toDo(person.id);
  const petitions = waiting.filter((petition) => !isConfidential(petition));
  const others = waiting.length - petitions.length;
  const page = { title: '打开待我办理', path: '/' };
  if (waiting.length === 0) return { title: '待办', lines: ['现在没有等您办理的信访件。'], page };
  return {
    title: '待办',
    lines: [
      ...(petitions.length > 0 ? [summaryText(petitions, person, scene)] : []),
      ...listed(
        petitions.map((petition) => stepText(petition, person, scene)),
        SHOWN,
      ),
      ...(others > 0
        ? [`${petitions.length > 0 ? '另' : '您'}有${others}项待办事项，请登录系统查看并办理。`]
        : []),
    ],
    page,
  };
}

/** `2026-0001 待接处：当天接处9月28日（周一）17:30到期，剩余3个工作小时` */
export function stepText(petition: Petition, person: StaffMember, scene: BotScene): string {
  const regime = regimeOf(petition, scene);
  const clock = clockOf(petition, person, scene);
  const stage = regime.stages[petition.stage]?.title ?? '';
  const due = clock
    ? `${regime.clocks[clock.clock]?.title ?? '时限'}${dueText(clock, scene)}`
    : '暂无时限';
  return `${petition.number} ${stage}：${due}`;
}

/** `9月28日（周一）17:30到期，剩余3个工作小时` */
export function dueText({ dueAt }: RunningClock, { now, calendar }: BotScene): string {
  const left =
    now <= dueAt
      ? `剩余${spanText(calendar, now, dueAt)}`
      : `已超期${spanText(calendar, dueAt, now)}`;
  return `${chineseMoment(dueAt)}到期，${left}`;
}

function summaryText(petitions: readonly Petition[], person: StaffMember, scene: BotScene): string {
  const ahead = petitions
    .flatMap((petition) => clockOf(petition, person, scene) ?? [])
    .filter(({ dueAt }) => scene.now <= dueAt)
    .toSorted((one, other) => one.dueAt - other.dueAt);
  const [first] = ahead;
  const nearest = first ? `，最近的期限${dueText(first, scene)}` : '';
  return `待您办理${petitions.length}件${nearest}。`;
}

function clockOf(petition: Petition, person: StaffMember, scene: BotScene) {
  const { directory } = scene;
  return nextClock(petition, { by: person.id, directory, regime: regimeOf(petition, scene) });
}
