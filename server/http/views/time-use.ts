import type { PetitionView } from '../../contract/view.ts';
import type { PetitionEvent } from '../../domain/event.ts';
import { measuredTimes } from '../../domain/measures.ts';
import { inTerms } from '../../domain/terms.ts';
import { durationText, MINUTE } from '../../domain/time.ts';
import { type HolderKind, timeUse } from '../../domain/time-use.ts';
import type { ViewContext } from './context.ts';

/** 时间用在哪里, longest first. Absent where the life of the petition leaves the calendar. */
export function timeUseView(
  events: readonly PetitionEvent[],
  context: ViewContext,
): PetitionView['timeUse'] {
  const use = timeUse(events, context);
  if (!use) return undefined;
  return {
    totalWorkingMs: use.totalWorkingMs,
    totalText: textOf(use.totalWorkingMs),
    holders: use.holders
      .toSorted((left, right) => right.workingMs - left.workingMs)
      .map(({ kind, title, people, workingMs, stages }) => ({
        kind,
        title: title === '' ? inTerms(kindTitles[kind], context.regime.terms) : title,
        people: [...people],
        workingMs,
        text: textOf(workingMs),
        stages: stages.map((part) => ({
          title: context.regime.stages[part.stage]?.title ?? part.stage,
          text: textOf(part.workingMs),
        })),
      })),
    measured: measuredOf(events, context),
  };
}

/** What is asked for 及时, and how long it has taken. */
function measuredOf(events: readonly PetitionEvent[], { regime, calendar, now }: ViewContext) {
  return measuredTimes(events, regime, calendar, now).flatMap(({ measure, to, workingMs }) => {
    const rule = regime.measures?.[measure];
    if (!rule) return [];
    const { article, quote } = rule.clause;
    return {
      title: rule.title,
      text: textOf(workingMs),
      over: to !== undefined,
      article,
      quote,
    };
  });
}

const kindTitles: Readonly<Record<HolderKind, string>> = {
  office: '{office}',
  leader: '签批领导',
  unit: '{handlingUnit}',
  caseworker: '承办人',
  outside: '外单位',
};

/** `21小时45分`; less than a minute is still one. */
function textOf(workingMs: number): string {
  return durationText(workingMs === 0 ? 0 : Math.max(1, Math.round(workingMs / MINUTE)) * MINUTE);
}
