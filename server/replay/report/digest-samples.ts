import { chineseDay, chineseMoment, localDayOf } from '../../domain/time.ts';
import type { GroupPost } from '../../sandbox/seen.ts';
import { type Evidence, remembered } from '../verdict/evidence.ts';

/** The reminders of three days as the group read them: the first, one in the middle, the last that named a petition. */
export function digestSamples({ sandbox, office, messages }: Evidence): readonly string[] {
  const title = messages.find(({ template }) => template === 'dailyDigest')?.title;
  const posts = remembered(sandbox, 'post')
    .map(({ post }) => post)
    .filter((post) => post.title === title);
  const { namedDays } = office.calendar;
  const telling = posts.filter(({ markdown }) => /在办[1-9]/.test(markdown));
  const makeUp = telling.filter(
    ({ sentAt }) => namedDays.get(localDayOf(sentAt))?.kind === 'makeUpDay',
  );
  const chosen = [
    ['第一份', posts[0]],
    makeUp.length > 0
      ? (['调休上班日', nearestMiddle(makeUp, posts)] as const)
      : (['中间一份', nearestMiddle(telling, posts)] as const),
    ['最后一份有在办件的', telling.at(-1)],
  ] as const;
  return chosen.flatMap(([what, post]) => (post ? ['', ...sampleLines(what, post)] : []));
}

function nearestMiddle(
  candidates: readonly GroupPost[],
  posts: readonly GroupPost[],
): GroupPost | undefined {
  const middle = posts[Math.floor(posts.length / 2)]?.sentAt ?? 0;
  const distance = ({ sentAt }: GroupPost) => Math.abs(sentAt - middle);
  return candidates.toSorted((left, right) => distance(left) - distance(right))[0];
}

function sampleLines(what: string, { sentAt, markdown }: GroupPost): readonly string[] {
  const day = chineseDay(localDayOf(sentAt), 'withYear');
  return [
    `〔${what}：${day}，${chineseMoment(sentAt).slice(-5)}发出〕`,
    ...markdown
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map((line) => `  │ ${line.replaceAll('**', '')}`),
  ];
}
