import type { SandboxState } from '../contract/sandbox.ts';
import { isWorkingTime } from '../domain/calendar.ts';
import type { Directory, PostId, Unit } from '../domain/directory.ts';
import { chineseDay, chineseMoment, clockTimeText, localDayOf } from '../domain/time.ts';
import { messageLines } from './message-lines.ts';
import { nextOpening, nextWorkingDay } from './page-clock.ts';
import type { OfficePage } from './page-door.ts';
import { isUnanswered, phoneOf } from './page-phone.ts';
import type { GroupPost, Sandbox, SandboxPerson } from './sandbox.ts';

/** Everything that lies on the table now, with what is on these phones. */
export async function tableOf(page: OfficePage, phones: readonly string[]): Promise<SandboxState> {
  const { sandbox, clock } = page;
  const calendar = page.calendar();
  const directory = await page.directory();
  const now = clock.now();
  const people = sandbox.people();
  const names = new Map(people.map(({ userId, name }) => [userId, name]));
  return {
    now,
    nowText: clockTimeText(now),
    dayText: chineseDay(localDayOf(now), 'withYear'),
    officeOpen: isWorkingTime(calendar, now),
    nextOpeningText: chineseMoment(nextOpening(calendar, now)),
    nextWorkingDayText: chineseMoment(nextWorkingDay(calendar, now)),
    people: people
      .filter(({ userId }) => directory.staff.get(userId)?.active !== false)
      .map((person) => personOf(person, directory, page)),
    phones: people
      .filter(({ userId }) => phones.includes(userId))
      .map(({ userId }) => phoneOf(sandbox, userId, now, names)),
    posts: sandbox
      .group(page.conversationId)
      .slice(-POSTS_SHOWN)
      .map((post) => postOf(post, names)),
    weather: weatherOf(sandbox),
    connection: { open: sandbox.connections(), ...sandbox.frameWeather() },
    budget: sandbox.budget(),
    departments: sandbox
      .departments()
      .map(({ departmentId, name }) => ({ id: departmentId, name })),
    calls: sandbox.record().length,
  };
}

const POSTS_SHOWN = 50;

function personOf(
  { userId, name, title = '' }: SandboxPerson,
  { staff, units }: Directory,
  { sandbox, postTitles }: OfficePage,
): SandboxState['people'][number] {
  const member = staff.get(userId);
  const unit = member?.unitId === undefined ? undefined : units.get(member.unitId);
  const group = member && member.roles.length > 0 ? undefined : unit?.name;
  return {
    id: userId,
    name,
    title: title + postMark(unit, userId, postTitles),
    group: group ?? (member ? '办公室与领导' : '通讯录新进人员'),
    unread: unreadOf(sandbox, userId),
  };
}

function unreadOf(sandbox: Sandbox, id: string): number {
  const notices = sandbox.inbox(id).filter(({ readAt }) => readAt === null);
  const answers = sandbox
    .chat(id)
    .filter(({ from, readAt }) => from === 'robot' && readAt === null);
  return notices.length + answers.length + sandbox.cards(id).filter(isUnanswered).length;
}

/** The post by which he is told of assignments: `（联络员A角）`. */
function postMark(
  unit: Unit | undefined,
  id: string,
  postTitles: ReadonlyMap<PostId, string>,
): string {
  const held = [...postTitles]
    .filter(([post]) => unit?.posts[post] === id)
    .map(([, title]) => title);
  return held.length === 0 ? '' : `（${held.join('、')}）`;
}

/** As DingTalk shows it: whoever is called stands in the text by name, or else below it. */
function postOf(
  { sentAt, title, markdown, personId, mentions = [] }: GroupPost,
  names: ReadonlyMap<string, string>,
): SandboxState['posts'][number] {
  const nameOf = (id: string) => names.get(id) ?? '已离职人员';
  const text = mentions.reduce(
    (found, id) => found.replaceAll(`@${id}`, `@${nameOf(id)}`),
    markdown,
  );
  return {
    sentText: chineseMoment(sentAt),
    ...(personId === undefined ? {} : { by: nameOf(personId) }),
    mentions: mentions.map(nameOf).filter((name) => !text.includes(`@${name}`)),
    lines: messageLines(title, text),
  };
}

function weatherOf(sandbox: Sandbox): SandboxState['weather'] {
  const now = sandbox.weather();
  if (!now) return null;
  const { weather, ...scope } = now;
  return { kind: weather, ...scope };
}
