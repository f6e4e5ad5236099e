import type { Calendar } from '../calendar.ts';
import type { Measure } from '../clock-rule.ts';
import { measuredTimes } from '../measures.ts';
import type { PetitionId } from '../petition.ts';
import type { MeasureId, Regime } from '../regime.ts';
import { HOUR, MINUTE } from '../time.ts';
import type { Case } from './case.ts';
import { counted, type Indicator, indicator, summed } from './figure.ts';
import { isWithin, type Window } from './period.ts';
import type { Group } from './totals.ts';

/** What a text asks to be done 及时 and gives no number for: how long it took on the mean, and how it was spread. */
export interface MeasuredFigures {
  readonly groups: readonly Group[];
  readonly means: readonly Indicator[];
}

export function measuredFigures(
  cases: readonly Case[],
  window: Window,
  measures: Regime['measures'],
  calendar: Calendar,
): MeasuredFigures {
  const each = Object.entries(measures ?? {}).map(([id, measure]) => {
    const taken = takenFor(id, measure, cases, window, calendar);
    return { group: spread(id, measure, taken), mean: mean(id, measure, taken) };
  });
  return { groups: each.map(({ group }) => group), means: each.map((one) => one.mean) };
}

/** The id of the mean in `{…}` of a report's line, and of its spread as `{byMeasured.…}`. */
export function measuredId(measure: MeasureId): string {
  return `measured.${measure}`;
}

/** One stretch that was over within the period, or is going on at its end. */
interface Taken {
  readonly id: PetitionId;
  readonly workingMs: number;
  readonly over: boolean;
}

/** By the milestones of the petition's own regulation, also where an earlier version did not measure yet. */
function takenFor(
  id: MeasureId,
  measure: Measure,
  cases: readonly Case[],
  window: Window,
  calendar: Calendar,
): readonly Taken[] {
  return cases.flatMap(({ id: petition, events, regime }) =>
    measuredTimes(events, { ...regime, measures: { [id]: measure } }, calendar, window.seenAt)
      .filter(({ to }) => to === undefined || isWithin(to, window))
      .map(({ to, workingMs }) => ({ id: petition, workingMs, over: to !== undefined })),
  );
}

function mean(id: MeasureId, { title }: Measure, taken: readonly Taken[]): Indicator {
  const over = taken.filter((one) => one.over);
  return indicator({
    id: measuredId(id),
    title: `${title}，平均`,
    unit: 'workMinutes',
    numerator: summed('', '期内完成的工作时间之和（分钟）', over, ({ workingMs }) =>
      Math.round(workingMs / MINUTE),
    ),
    denominator: counted('', '期内完成件次', over),
  });
}

/** Up to and with so many working hours; what took longer than all of them is the last. */
const STEPS = [
  { hours: 1, id: 'hour', title: '1工作小时以内' },
  { hours: 4, id: 'halfDay', title: '1至4工作小时' },
  { hours: 8, id: 'day', title: '4至8工作小时' },
  { hours: Number.POSITIVE_INFINITY, id: 'longer', title: '超过8工作小时' },
] as const;

function spread(id: MeasureId, { title }: Measure, taken: readonly Taken[]): Group {
  const group = measuredId(id);
  const stepOf = ({ workingMs }: Taken) => STEPS.find(({ hours }) => workingMs <= hours * HOUR);
  return {
    id: group,
    title,
    figures: [
      ...STEPS.map((step) =>
        counted(
          `${group}.${step.id}`,
          step.title,
          taken.filter((one) => one.over && stepOf(one) === step),
        ),
      ),
      counted(
        `${group}.open`,
        '期末尚未完成',
        taken.filter(({ over }) => !over),
      ),
    ],
  };
}
