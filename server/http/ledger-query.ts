import type { LedgerFilter } from '../contract/ledger.ts';
import { type Instant, type LocalDay, localDay, localDayOf, startOfDay } from '../domain/time.ts';
import { addWorkingDays } from '../domain/working-time.ts';
import type { LedgerQuery, Range } from '../store/ledger-reads.ts';
import type { Scene } from './route.ts';

/** The filter as the store understands it: days become instants, the last day counts whole. */
export function ledgerQueryOf(filter: LedgerFilter, scene: Scene): LedgerQuery {
  const {
    text,
    number,
    receivedFrom,
    receivedTo,
    registeredFrom,
    registeredTo,
    concludedFrom,
    concludedTo,
    dueBy,
    dueWithin,
    sort = filter.scope === 'open' ? 'due' : 'registered',
    order = sort === 'due' ? 'asc' : 'desc',
    ...same
  } = filter;
  return {
    ...defined(same),
    scope: filter.scope,
    ...(text ? { text } : {}),
    ...(number ? { number } : {}),
    ...range('received', receivedFrom, receivedTo),
    ...range('registered', registeredFrom, registeredTo),
    ...range('concluded', concludedFrom, concludedTo),
    ...dueRange(dueBy, dueWithin, scene),
    sort,
    descending: order === 'desc',
  };
}

function range<Name extends string>(
  name: Name,
  from: LocalDay | undefined,
  to: LocalDay | undefined,
): { readonly [Key in Name]?: Range } {
  if (from === undefined && to === undefined) return {};
  const ends = {
    ...(from === undefined ? {} : { from: startOfDay(from) }),
    ...(to === undefined ? {} : { before: endOf(to) }),
  };
  return { [name]: ends } as { readonly [Key in Name]?: Range };
}

/** Within some working days means still to come; by a day means whatever has passed as well. */
function dueRange(
  by: LocalDay | undefined,
  within: number | undefined,
  { now, calendar }: Scene,
): { readonly due?: Range } {
  const reached = within === undefined ? null : addWorkingDays(calendar, localDayOf(now), within);
  const days = [...(reached?.ok ? [reached.value] : []), ...(by === undefined ? [] : [by])];
  if (days.length === 0) return {};
  const before = endOf(localDay(Math.min(...days)));
  return { due: { before, ...(within === undefined ? {} : { from: now }) } };
}

function endOf(day: LocalDay): Instant {
  return startOfDay(localDay(day + 1));
}

type Defined<Fields> = { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };

function defined<Fields extends object>(fields: Fields): Defined<Fields> {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as Defined<Fields>;
}
