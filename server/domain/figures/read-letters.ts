import type { Calendar } from '../calendar.ts';
import { localDayOf } from '../time.ts';
import { workingDaysBetween } from '../working-time.ts';
import type { Case } from './case.ts';
import { counted, type Figure, type Indicator, indicator, summed } from './figure.ts';
import { isWithin, type Window } from './period.ts';

/** 领导批阅: letters put before leaders in the period, how many came back, and after how long. */
export function readLetters(
  cases: readonly Case[],
  window: Window,
  calendar: Calendar,
): { readonly figures: readonly Figure[]; readonly shares: readonly Indicator[] } {
  if (!cases.some(({ regime }) => regime.readings !== undefined))
    return { figures: [], shares: [] };
  const given = cases.flatMap(({ id, petition }) =>
    petition.readings.filter(({ at }) => isWithin(at, window)).map((reading) => ({ id, reading })),
  );
  const read = given.flatMap(({ id, reading: { at, read: answer } }) =>
    answer === undefined ? [] : [{ id, given: at, read: answer.at }],
  );
  return {
    figures: [
      counted('readings', '呈送领导批阅件次', given),
      counted('read', '其中已批阅件次', read),
    ],
    shares: [
      indicator({
        id: 'readShare',
        title: '批阅率',
        unit: 'share',
        numerator: counted('', '期内呈送且已批阅件次', read),
        denominator: counted('', '期内呈送领导批阅件次', given),
      }),
      indicator({
        id: 'readingDays',
        title: '平均批阅用时（工作日）',
        unit: 'workDays',
        numerator: summed('', '期内呈送的已批阅件从呈送到批阅的工作日之和', read, (each) => {
          const days = workingDaysBetween(calendar, localDayOf(each.given), localDayOf(each.read));
          return days.ok ? days.value : 0;
        }),
        denominator: counted('', '期内呈送且已批阅件次', read),
      }),
    ],
  };
}
