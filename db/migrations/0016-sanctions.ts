import type { Migration } from '../migrate.ts';

/** What happened to the office's notices, sealed and chained; a row is never changed. */
export const sanctions: Migration = {
  version: 16,
  keepsRowsOf: [],
  sql: `
CREATE TABLE sanction_events (
  sequence INTEGER PRIMARY KEY,
  office_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  content BLOB NOT NULL,
  mac BLOB NOT NULL
) STRICT;
CREATE TRIGGER sanction_events_stay BEFORE UPDATE ON sanction_events
  BEGIN SELECT RAISE(ABORT, 'notices are append-only'); END;
CREATE TRIGGER sanction_events_remain BEFORE DELETE ON sanction_events
  BEGIN SELECT RAISE(ABORT, 'notices are append-only'); END;
`,
};
