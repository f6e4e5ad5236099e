import type { Calendar } from '../calendar.ts';
import { holds } from '../guards.ts';
import type { Case } from './case.ts';
import { counted, type Figure, type Indicator, indicator } from './figure.ts';
import type { Window } from './period.ts';
import type { CountBase, CountRule, ReportRules } from './rules.ts';
import { concludedIn, openIn, registeredIn } from './totals.ts';

/** What the regulation itself wants counted (越级、非正常、重大), by the conditions its own file gives. */
export function ruledCounts(
  cases: readonly Case[],
  window: Window,
  { counts = [] }: Pick<ReportRules, 'counts'>,
  calendar: Calendar,
): { readonly figures: readonly Figure[]; readonly shares: readonly Indicator[] } {
  const counting = counts.map((rule) => {
    const all = bases[rule.of](cases, window);
    return { rule, all, those: meeting(rule, all, window, calendar) };
  });
  return {
    figures: counting.map(({ rule, those }) => counted(rule.id, rule.title, those)),
    shares: counting.flatMap(({ rule, all, those }) =>
      rule.share === undefined
        ? []
        : indicator({
            id: `${rule.id}Share`,
            title: rule.share,
            unit: 'share',
            numerator: counted('', rule.title, those),
            denominator: counted('', baseTitles[rule.of], all),
          }),
    ),
  };
}

function meeting(
  { when }: CountRule,
  cases: readonly Case[],
  { seenAt }: Window,
  calendar: Calendar,
): readonly Case[] {
  return cases.filter(({ petition, regime }) =>
    holds(when, petition, { now: seenAt, calendar, regime }),
  );
}

const bases: Readonly<
  Record<CountBase, (cases: readonly Case[], window: Window) => readonly Case[]>
> = {
  registered: registeredIn,
  concluded: concludedIn,
  open: openIn,
};

const baseTitles: Readonly<Record<CountBase, string>> = {
  registered: '期内登记件数',
  concluded: '期内办结件数',
  open: '期末在办件数',
};
