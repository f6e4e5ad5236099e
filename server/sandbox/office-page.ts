import type { Context, Middleware } from 'koa';
import { clockMove, openRequest, type PhoneView, type SandboxState } from '../contract/sandbox.ts';
import { type Calendar, isWorkingTime } from '../domain/calendar.ts';
import type { Directory, StaffMember } from '../domain/directory.ts';
import {
  chineseDay,
  chineseMoment,
  clockTimeText,
  HOUR,
  type Instant,
  instant,
  localDayOf,
} from '../domain/time.ts';
import { addWorkingDays, openingOf } from '../domain/working-time.ts';
import { messageLines } from './message-lines.ts';
import type { DeliveredNotice, Sandbox } from './sandbox.ts';

export interface OfficePage {
  readonly sandbox: Sandbox;
  readonly conversationId: string;
  /** Moving it lets everything happen that falls due on the way. */
  readonly clock: { readonly now: () => Instant; readonly to: (at: Instant) => Promise<void> };
  readonly directory: () => Promise<Directory>;
  readonly calendar: () => Calendar;
}

/** What the page with everyone's phones asks for; answers only under `/sandbox/api/`. */
export function officePage(page: OfficePage): Middleware {
  return async (context, next) => {
    const path = /^\/sandbox\/api(\/.*)$/.exec(context.path)?.[1];
    if (path === undefined) return next();
    for (const door of doors) {
      const found = door.method === context.method ? door.path.exec(path) : null;
      if (found) return await door.answer(page, context, found[1] ?? '');
    }
    refuse(context, 404, '演示页面没有这个地址。');
  };
}

interface Door {
  readonly method: 'GET' | 'POST';
  /** What stands in brackets is the person's id. */
  readonly path: RegExp;
  answer(page: OfficePage, context: Context, staffId: string): Promise<void> | void;
}

const doors: readonly Door[] = [
  {
    method: 'GET',
    path: /^\/state$/,
    async answer(page, context) {
      context.body = await stateOf(page);
    },
  },
  {
    method: 'GET',
    path: /^\/phones\/([\w.-]+)$/,
    answer(page, context, staffId) {
      context.body = phoneOf(page, staffId);
    },
  },
  { method: 'POST', path: /^\/phones\/([\w.-]+)\/open$/, answer: openPhone },
  { method: 'POST', path: /^\/clock$/, answer: moveClock },
];

async function stateOf({
  sandbox,
  conversationId,
  clock,
  directory,
  calendar,
}: OfficePage): Promise<SandboxState> {
  const now = clock.now();
  const people = await directory();
  return {
    now,
    nowText: clockTimeText(now),
    dayText: chineseDay(localDayOf(now), 'withYear'),
    officeOpen: isWorkingTime(calendar(), now),
    nextOpeningText: chineseMoment(nextOpening(calendar(), now)),
    nextWorkingDayText: chineseMoment(nextWorkingDay(calendar(), now)),
    people: [...people.staff.values()]
      .filter(({ active }) => active)
      .map((person) => personOf(person, people, sandbox.inbox(person.id))),
    posts: sandbox.group(conversationId).map(({ sentAt, title, markdown }) => ({
      sentText: chineseMoment(sentAt),
      lines: messageLines(title, markdown),
    })),
    calls: sandbox.record().length,
  };
}

function personOf(
  { id, name, title, unitId, roles }: StaffMember,
  { units }: Directory,
  notices: readonly DeliveredNotice[],
): SandboxState['people'][number] {
  const unit = unitId === undefined ? undefined : units.get(unitId);
  return {
    id,
    name,
    title: title + liaisonMark(id, unit),
    group: roles.length > 0 ? '信访办与办领导' : (unit?.name ?? '信访办与办领导'),
    unread: notices.filter(({ readAt }) => readAt === null).length,
    notices: notices.length,
  };
}

function liaisonMark(
  id: string,
  unit: { liaisonA?: string; liaisonB?: string } | undefined,
): string {
  if (unit?.liaisonA === id) return '（A角）';
  return unit?.liaisonB === id ? '（B角）' : '';
}

function phoneOf({ sandbox }: OfficePage, id: string): PhoneView {
  return {
    id,
    notices: sandbox
      .inbox(id)
      .map(({ taskId, title, markdown, linkTitle, sentAt, readAt }) => ({
        taskId,
        lines: messageLines(title, markdown),
        ...(linkTitle === null ? {} : { linkTitle }),
        sentText: chineseMoment(sentAt),
        read: readAt !== null,
      }))
      .reverse(),
  };
}

async function openPhone({ sandbox, directory }: OfficePage, context: Context, id: string) {
  const asked = openRequest.safeParse(context.request.body ?? {});
  if (!(await directory()).staff.get(id)?.active)
    return refuse(context, 404, '演示单位没有这个人。');
  if (!asked.success) return refuse(context, 400, '请求内容不正确。');
  const { taskId } = asked.data;
  const tapped = sandbox.inbox(id).find((notice) => notice.taskId === taskId);
  if (taskId !== undefined) sandbox.markRead(taskId, id);
  const code = encodeURIComponent(sandbox.issueLoginCode(id));
  const route = tapped?.link?.split('#')[1] ?? '/';
  context.body = { url: `/as/${id}/?code=${code}#${route}` };
}

async function moveClock({ clock, calendar }: OfficePage, context: Context) {
  const asked = clockMove.safeParse(context.request.body);
  if (!asked.success) {
    return refuse(context, 400, asked.error.issues[0]?.message ?? '请求内容不正确。');
  }
  const now = clock.now();
  const targets = {
    hour: () => instant(now + HOUR),
    opening: () => nextOpening(calendar(), now),
    workingDay: () => nextWorkingDay(calendar(), now),
  };
  const target = targets[asked.data.move]();
  await clock.to(target);
  context.body = { now: target };
}

/** Today's opening while it lies ahead, otherwise that of the next working day. */
function nextOpening(calendar: Calendar, now: Instant): Instant {
  const today = openingOf(calendar, localDayOf(now));
  return today !== null && today > now ? today : nextWorkingDay(calendar, now);
}

function nextWorkingDay(calendar: Calendar, now: Instant): Instant {
  const day = addWorkingDays(calendar, localDayOf(now), 1);
  const opening = day.ok ? openingOf(calendar, day.value) : null;
  return opening ?? now;
}

function refuse(context: Context, status: number, message: string) {
  context.status = status;
  context.body = { code: status === 404 ? 'notFound' : 'badRequest', message };
}
