import { buildCalendar, type Calendar } from './domain/calendar.ts';
import { withCalendarChange } from './domain/calendar-change.ts';
import type { CalendarData } from './domain/calendar-data.ts';
import type { Store } from './store/store.ts';

/** The working calendar in force: what the office started with, and every change it has signed since. */
export interface OfficeCalendar {
  readonly current: () => Calendar;
  readonly data: () => CalendarData;
  /** Takes in what has been signed meanwhile. The calendar stays the same one where nothing has. */
  reload(): Promise<void>;
}

/** Knows only the beginning until it is told to `reload`. */
export function createOfficeCalendar(
  store: () => Pick<Store, 'calendarChanges'>,
  beginning: () => CalendarData,
): OfficeCalendar {
  let data = beginning();
  let calendar = buildCalendar(data);
  return {
    current: () => calendar,
    data: () => data,
    async reload() {
      const changes = await store().calendarChanges();
      const next = changes.reduce(
        (known, { change }) => withCalendarChange(known, change),
        beginning(),
      );
      if (JSON.stringify(next) === JSON.stringify(data)) return;
      data = next;
      calendar = buildCalendar(data);
    },
  };
}
