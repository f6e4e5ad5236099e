import type { Migration } from '../migrate.ts';

/**
 * Ledgers read in from outside. What stands in them is sealed; a registration key finds the same petition again
 * without saying whose it is, and stays as long as the petition does.
 */
export const imports: Migration = {
  version: 5,
  keepsRowsOf: [],
  sql: `
CREATE TABLE registration_keys (
  identity BLOB NOT NULL,
  petition_id TEXT NOT NULL REFERENCES petitions (id),
  PRIMARY KEY (identity, petition_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE imports (
  id TEXT PRIMARY KEY,
  staff_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('preview', 'running', 'cancelled', 'done')),
  created_at INTEGER NOT NULL,
  content BLOB NOT NULL
) STRICT;
CREATE INDEX imports_of_staff ON imports (staff_id, created_at);

CREATE TABLE import_rows (
  import_id TEXT NOT NULL REFERENCES imports (id),
  line INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('ready', 'faulty', 'known', 'registered', 'refused')),
  petition_id TEXT REFERENCES petitions (id),
  content BLOB NOT NULL,
  PRIMARY KEY (import_id, line)
) STRICT;
CREATE INDEX import_rows_by_outcome ON import_rows (import_id, outcome, line);
`,
};
