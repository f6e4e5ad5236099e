import type { QueryAnswer } from '../../contract/query.ts';
import type { GuardContext } from '../../domain/guards.ts';
import { latestRecord } from '../../domain/guards.ts';
import type { Petition } from '../../domain/petition.ts';
import { mayStillRate } from '../../domain/rating.ts';
import { civilDateOf, type LocalDay, localDayOf } from '../../domain/time.ts';

/** What the petitioner is told: in which state his petition is, and since when. Nobody's name and nobody's words. */
export function queryView(petition: Petition, context: GuardContext): QueryAnswer['petition'] {
  const { regime } = context;
  const stage = regime.stages[petition.stage];
  const rating = ratingView(petition, context);
  return {
    number: petition.number,
    regimeTitle: regime.title,
    stageTitle: stage?.title ?? '',
    ended: stage?.end === true,
    days: daysOf(petition),
    ...(rating ? { rating } : {}),
  };
}

function daysOf({ facts, registeredAt, stageSince, concludedAt, deliveredReply }: Petition) {
  const days: readonly (readonly [string, LocalDay | undefined])[] = [
    ['收到', localDayOf(facts.receivedAt)],
    ['登记', localDayOf(registeredAt)],
    ['办结', concludedAt === undefined ? undefined : localDayOf(concludedAt)],
    ['答复', deliveredReply?.on],
    ['进入目前环节', localDayOf(stageSince)],
  ];
  return days.flatMap(([label, day]) => (day === undefined ? [] : [{ label, day: written(day) }]));
}

function ratingView(petition: Petition, context: GuardContext) {
  const rules = context.regime.query?.rating;
  const form = rules && context.regime.records?.[rules.record];
  const field = form?.fields.find(({ id }) => id === rules?.field);
  if (!rules || !form || !field || !('options' in field)) return undefined;
  const given = latestRecord(petition, rules.record, context.regime)?.answers[rules.field];
  const title = field.options.find(({ id }) => id === given)?.title;
  return {
    title: form.title,
    choices: mayStillRate(petition, context)
      ? field.options.map((option) => ({ id: option.id, title: option.title }))
      : [],
    ...(title === undefined ? {} : { given: title }),
  };
}

function written(day: LocalDay): string {
  const { year, month, dayOfMonth } = civilDateOf(day);
  return `${year}年${month}月${dayOfMonth}日`;
}
