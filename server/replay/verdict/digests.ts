import { isWorkingDay } from '../../domain/calendar.ts';
import {
  chineseDay,
  HOUR,
  type Instant,
  instant,
  type LocalDay,
  localDay,
  localDayOf,
  startOfDay,
} from '../../domain/time.ts';
import type { GroupPost } from '../../sandbox/seen.ts';
import type { JobRun } from '../../store/message-store.ts';
import { standingBefore } from '../history.ts';
import {
  type Evidence,
  type Finding,
  hasEnded,
  isAccusation,
  noticeNumber,
  remembered,
} from './evidence.ts';
import { numbersIn } from './number-series.ts';

/** 每日提醒: once on each working day on which the server ran, make-up days included, and never on a day of rest. */
export function oneDigestPerWorkingDay(evidence: Evidence): Finding {
  const { reminders, office, played } = evidence;
  const posts = digestsByDay(evidence);
  const days = daysOf(played);
  const working = days.filter(
    (day) => isWorkingDay(office.calendar, day) && ranAllMorning(day, played),
  );
  const makeUpDays = working.filter(
    (day) => office.calendar.namedDays.get(day)?.kind === 'makeUpDay',
  );
  const faultOf = (day: LocalDay) => {
    const sent = posts.get(day)?.length ?? 0;
    if (!isWorkingDay(office.calendar, day)) return sent > 0 ? '为休息日，却发了提醒。' : null;
    const runs = reminders.filter((run) => run.day === day);
    return working.includes(day) || runs.length > 0 ? dayFault(runs, sent) : null;
  };
  const shown = [...posts.values()].flat().length;
  const again = digestPosts(evidence).length - shown;
  const remark = again === 0 ? '' : `，另有中断后重发${again}条`;
  return {
    title: '工作日每日提醒不漏、不重，休息日不发',
    figures: `工作日${working.length}天（其中调休上班${makeUpDays.length}天），群提醒${shown}条${remark}`,
    faults: days.flatMap((day) => {
      const fault = faultOf(day);
      return fault === null ? [] : [`${chineseDay(day, 'withYear')}${fault}`];
    }),
  };
}

/** Every digest names each ordinary petition that was open at that moment exactly once, and nothing else. */
export function digestsNameWhatWasOpen(evidence: Evidence): Finding {
  const posts = digestsByDay(evidence);
  const sent = evidence.reminders.filter(({ status }) => status !== 'missed');
  const digests = sent.map(({ day, at }) => ({
    day: chineseDay(day),
    open: openBefore(at, evidence),
    said: (posts.get(day) ?? []).flatMap(({ markdown }) => numbersIn(markdown, evidence.office)),
  }));
  const named = digests.reduce((sum, { said }) => sum + said.length, 0);
  return {
    title: '每份提醒恰好列出当时在办的每一件',
    figures: `按事件逐日重算${digests.length}份，共列${named}件次`,
    faults: digests.flatMap(({ day, open, said }) => [
      ...open
        .map((number) => ({ number, times: said.filter((other) => other === number).length }))
        .filter(({ times }) => times !== 1)
        .map(({ number, times }) => `${day}的提醒中，在办的${number}出现${times}次。`),
      ...[...new Set(said)]
        .filter((number) => !open.includes(number))
        .map((number) => `${day}的提醒列了并非在办的${number}。`),
    ]),
  };
}

/** 检举控告 are never spoken of in the group. */
export function accusationsNeverInGroup({ petitions, sandbox }: Evidence): Finding {
  const posts = remembered(sandbox, 'post').map(({ post }) => post);
  const accusations = petitions.filter(({ petition }) => isAccusation(petition));
  const faults = accusations.flatMap(({ petition }) =>
    posts
      .filter(({ title, markdown, link }) =>
        [title, markdown, link ?? ''].some((text) => tells(text, petition)),
      )
      .map(({ sentAt }) => `${chineseDay(localDayOf(sentAt))}的群消息提到专办件。`),
  );
  return {
    title: '检举控告件从不出现在群消息中',
    figures: `专办件${accusations.length}件，群消息${posts.length}条`,
    faults,
  };
}

/** Numbers of the ordinary petitions that stood open just before this instant, by their events alone. */
function openBefore(at: Instant, { petitions, office }: Evidence): readonly string[] {
  return petitions.flatMap(({ standings }) => {
    const then = standingBefore(standings, at);
    return then && !isAccusation(then) && !hasEnded(then, office) ? [then.number] : [];
  });
}

function daysOf({ from, until }: Evidence['played']): readonly LocalDay[] {
  const first = localDayOf(from);
  return Array.from({ length: localDayOf(until) - first + 1 }, (_, after) =>
    localDay(first + after),
  );
}

function tells(
  text: string,
  { number, id }: { readonly number: string; readonly id: string },
): boolean {
  return text.includes(number) || text.includes(id);
}

function dayFault(runs: readonly JobRun[], sent: number): string | null {
  const [run] = runs;
  if (!run) return '没有提醒。';
  if (runs.length > 1) return '的提醒做了两次。';
  if (run.status === 'missed') return '的提醒错过未发。';
  if (run.messages === 0) return '的提醒没有写出消息。';
  return sent === run.messages ? null : `应发${run.messages}条，群里有${sent}条。`;
}

/**
 * What the group read. A post that repeats one whose sending was cut off by a kill is left out: the robot has no key
 * by which it could tell, and lost would be worse than twice.
 */
function digestsByDay(evidence: Evidence): ReadonlyMap<LocalDay, readonly GroupPost[]> {
  const cutOff = evidence.messages.filter(({ ambiguous }) => ambiguous).map(({ id }) => id);
  const seen = new Set<number | null>();
  const byDay = new Map<LocalDay, GroupPost[]>();
  for (const post of digestPosts(evidence)) {
    const number = noticeNumber(post.markdown);
    if (number !== null && cutOff.includes(number) && seen.has(number)) continue;
    seen.add(number);
    const day = localDayOf(post.sentAt);
    byDay.set(day, [...(byDay.get(day) ?? []), post]);
  }
  return byDay;
}

function digestPosts({ sandbox, messages }: Evidence): readonly GroupPost[] {
  const title = messages.find(({ template }) => template === 'dailyDigest')?.title;
  return remembered(sandbox, 'post').flatMap(({ post }) => (post.title === title ? [post] : []));
}

/** The reminder goes out before nine. */
function ranAllMorning(day: LocalDay, { from, until }: Evidence['played']): boolean {
  return from <= startOfDay(day) + 8 * HOUR && until >= instant(startOfDay(day) + 9 * HOUR);
}
