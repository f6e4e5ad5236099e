import type { Migration } from '../migrate.ts';

/** What the office keeps of itself: changes of its working calendar, and who is out. */
export const administration: Migration = {
  version: 4,
  keepsRowsOf: [],
  sql: `
-- Each is a version: none is changed or taken back, a later one prevails. The moves are the deadlines that whoever
-- signed had been shown; they may name an accusation and are sealed.
CREATE TABLE calendar_changes (
  id INTEGER PRIMARY KEY,
  command_id TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  staff_id TEXT NOT NULL,
  body TEXT NOT NULL,
  handwriting_id TEXT NOT NULL REFERENCES handwriting (id),
  reason BLOB NOT NULL,
  moves BLOB NOT NULL,
  carried_out_at INTEGER
) STRICT;

CREATE TABLE absences (
  id INTEGER PRIMARY KEY,
  staff_id TEXT NOT NULL,
  from_day INTEGER NOT NULL,
  to_day INTEGER NOT NULL CHECK (to_day >= from_day),
  why TEXT NOT NULL CHECK (why IN ('duty', 'leave', 'training', 'other')),
  entered_by TEXT NOT NULL,
  entered_at INTEGER NOT NULL,
  withdrawn_at INTEGER
) STRICT;
`,
};
