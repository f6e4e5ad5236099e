/**
 * The working calendar as an office keeps it: plain text dates (`YYYY-MM-DD`), readable as JSON.
 * `calendarProblems` says whether it makes sense, `buildCalendar` turns it into something to calculate with.
 */
export interface CalendarData {
  readonly officeHours: readonly OfficeHours[];
  readonly years: readonly CalendarYear[];
}

/** One timetable of the office. The one with the latest `effectiveFrom` not after a day governs that day. */
export interface OfficeHours {
  readonly title: string;
  readonly effectiveFrom: string;
  /** The day the office decided it; absent means it was always known. */
  readonly knownFrom?: string;
  /** Together they cover every day of a year exactly once. */
  readonly seasons: readonly Season[];
}

export interface Season {
  /** `MM-DD`, inclusive; a season whose `to` is before its `from` runs over New Year. */
  readonly from: string;
  readonly to: string;
  /** `['08:30', '12:00']`, half-open, ascending, not touching midnight beyond `24:00`. */
  readonly intervals: readonly (readonly [opens: string, closes: string])[];
}

/** The holiday arrangement of one year. A year that is not listed is not known, which is not the same as ordinary. */
export interface CalendarYear {
  readonly year: number;
  /** The yearly notice first, then its amendments. */
  readonly versions: readonly CalendarVersion[];
}

/** What one notice says. An amendment restates the holidays it names and leaves the others as they were. */
export interface CalendarVersion {
  readonly notice: Notice;
  /** The day of publication, from which the office could know. */
  readonly knownFrom: string;
  readonly holidays: readonly Holiday[];
}

export interface Notice {
  /** 国办发明电〔2025〕7号 */
  readonly number: string;
  readonly title: string;
  readonly issuedOn: string;
}

/** Days off, inclusive, with the rest days worked in exchange (调休上班). They may lie in the year before. */
export interface Holiday {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly makeUpDays: readonly string[];
}
