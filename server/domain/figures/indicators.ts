import type { Calendar } from '../calendar.ts';
import { localDayOf } from '../time.ts';
import { workingDaysBetween } from '../working-time.ts';
import type { Case } from './case.ts';
import { dueIn, timeliness } from './deadlines.ts';
import { counted, type Indicator, indicator, summed } from './figure.ts';
import { isWithin, type Window } from './period.ts';
import { returnShare, returnsAsked } from './returns.ts';
import type { ReportRules } from './rules.ts';
import { channelOf, concludedIn, isFirst, isRated, registeredIn } from './totals.ts';

/** Every share and mean of the period, each with its parts. */
export function indicators(
  cases: readonly Case[],
  window: Window,
  rules: ReportRules,
  calendar: Calendar,
): readonly Indicator[] {
  const returns = returnsAsked(cases, window);
  return [
    ...rules.timeliness.map((rule) => timeliness(rule, cases, window)),
    repeatRate(cases, window),
    onlineShare(cases, window),
    contactRate(cases, window),
    returnShare(cases, returns, window),
    indicator({
      id: 'lateReturnRate',
      title: '逾期退单率',
      unit: 'share',
      numerator: counted(
        '',
        '逾期退单件次',
        returns.filter(({ asked }) => asked.late),
      ),
      denominator: counted('', '退单件次', returns),
    }),
    participation(cases, window, rules),
    satisfaction('satisfaction', cases, window),
    oneTimeResolution(cases, window),
    averageDays('averageDays', cases, window, calendar),
  ];
}

/** 满意率: of each petition asked within the period, what it said last. */
export function satisfaction(id: string, cases: readonly Case[], window: Window): Indicator {
  const rated = cases.flatMap((each) => {
    const asked = each.petition.followUps.filter(({ at }) => isWithin(at, window));
    const last = asked.findLast(isRated);
    return last ? [{ id: each.id, outcome: last.outcome }] : [];
  });
  return indicator({
    id,
    title: '满意率',
    unit: 'share',
    numerator: counted(
      '',
      '期内回访满意和基本满意件数',
      rated.filter(({ outcome }) => outcome !== 'dissatisfied'),
    ),
    denominator: counted('', '期内回访作出评价件数', rated),
  });
}

/** 平均办理用时: working days after the day of registration, the day of the conclusion included. */
export function averageDays(
  id: string,
  cases: readonly Case[],
  window: Window,
  calendar: Calendar,
): Indicator {
  const concluded = concludedIn(cases, window);
  return indicator({
    id,
    title: '平均办理用时（工作日）',
    unit: 'workDays',
    numerator: summed('', '期内办结件从登记到办结的工作日之和', concluded, ({ petition }) => {
      const { registeredAt, concludedAt = registeredAt } = petition;
      const days = workingDaysBetween(calendar, localDayOf(registeredAt), localDayOf(concludedAt));
      return days.ok ? days.value : 0;
    }),
    denominator: counted('', '期内办结件数', concluded),
  });
}

function repeatRate(cases: readonly Case[], window: Window): Indicator {
  const registered = registeredIn(cases, window);
  return indicator({
    id: 'repeatRate',
    title: '重复信访率',
    unit: 'share',
    numerator: counted(
      '',
      '期内登记重件',
      registered.filter((each) => !isFirst(each)),
    ),
    denominator: counted('', '期内登记件数', registered),
  });
}

function onlineShare(cases: readonly Case[], window: Window): Indicator {
  const registered = registeredIn(cases, window);
  return indicator({
    id: 'onlineShare',
    title: '网信占比',
    unit: 'share',
    numerator: counted(
      '',
      '期内登记网上信访件',
      registered.filter((each) => channelOf(each) === 'online'),
    ),
    denominator: counted('', '期内登记件数', registered),
  });
}

/** 初次信访办理联系率; nobody can be asked to have reached an anonymous petitioner. */
function contactRate(cases: readonly Case[], window: Window): Indicator {
  const first = registeredIn(cases, window).filter(
    (each) => isFirst(each) && !each.petition.facts.anonymous,
  );
  return indicator({
    id: 'contactRate',
    title: '初次信访联系率',
    unit: 'share',
    numerator: counted('', '期内登记的非匿名初件中已联系信访人件数', first.filter(isContacted)),
    denominator: counted('', '期内登记的非匿名初件', first),
  });
}

function isContacted({ petition }: Case): boolean {
  return (
    petition.informed !== undefined ||
    petition.contacts.some(({ outcome }) => outcome === 'reached') ||
    petition.replies.some(({ told }) => told.how !== 'notPossible') ||
    petition.followUps.some(isRated)
  );
}

/**
 * 参评率: whoever could be asked and was not, or could not be reached, counts against it once the time is over. Where
 * the regulation gives no time, everybody whose matter was concluded should have been.
 */
function participation(
  cases: readonly Case[],
  window: Window,
  { followUpClock }: ReportRules,
): Indicator {
  const asked = (
    followUpClock === undefined
      ? concludedIn(cases, window)
      : dueIn(cases, followUpClock, window)
          .filter(({ state }) => state !== 'notYetDue')
          .map((due) => due.case)
  ).filter(({ petition }) => petition.followUps.at(-1)?.outcome !== 'notPossible');
  return indicator({
    id: 'participation',
    title: '参评率',
    unit: 'share',
    numerator: counted(
      '',
      '期内应回访且已评价件数',
      asked.filter(({ petition }) => petition.followUps.some(isRated)),
    ),
    denominator: counted('', '期内应回访件数（已评价与超期未评价之和，不含无法回访件）', asked),
  });
}

/** 一次性化解率: concluded first petitions that were neither brought again nor found wanting. */
function oneTimeResolution(cases: readonly Case[], window: Window): Indicator {
  const repeated = new Set(cases.flatMap(({ petition }) => petition.facts.repeatOf ?? []));
  const concluded = concludedIn(cases, window).filter(isFirst);
  return indicator({
    id: 'oneTimeResolution',
    title: '一次性化解率',
    unit: 'share',
    numerator: counted(
      '',
      '期内办结初件中未再重复信访且未开展核实的件数',
      concluded.filter(
        ({ petition }) => !repeated.has(petition.number) && petition.verifications.length === 0,
      ),
    ),
    denominator: counted('', '期内办结初件', concluded),
  });
}
