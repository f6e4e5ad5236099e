import type { Migration } from '../migrate.ts';

/**
 * What an office does beside its petitions: duties as they were written down, and what was put before its leaders to
 * read. Everything typed is sealed; what has been written down stays.
 */
export const officeWork: Migration = {
  version: 15,
  keepsRowsOf: [],
  sql: `
CREATE TABLE duty_entries (
  id TEXT PRIMARY KEY,
  office_id TEXT NOT NULL,
  duty TEXT NOT NULL,
  period TEXT,
  at INTEGER NOT NULL,
  content BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX duty_entries_of ON duty_entries (office_id, duty, period, at);
CREATE TRIGGER duty_entries_stay BEFORE UPDATE ON duty_entries
  BEGIN SELECT RAISE(ABORT, 'what was written down is never changed'); END;
CREATE TRIGGER duty_entries_remain BEFORE DELETE ON duty_entries
  BEGIN SELECT RAISE(ABORT, 'what was written down is never changed'); END;

CREATE TABLE duty_files (
  id TEXT PRIMARY KEY,
  office_id TEXT NOT NULL,
  entry_id TEXT REFERENCES duty_entries (id),
  staff_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  details BLOB NOT NULL,
  content BLOB NOT NULL
) STRICT;
CREATE INDEX duty_files_entry ON duty_files (entry_id) WHERE entry_id IS NOT NULL;

CREATE TABLE readings (
  id TEXT PRIMARY KEY,
  office_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  read_at INTEGER,
  filed INTEGER NOT NULL DEFAULT 0 CHECK (filed IN (0, 1)),
  content BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX readings_of ON readings (office_id, at);
CREATE INDEX readings_unfiled ON readings (office_id, id) WHERE filed = 0;
`,
};
