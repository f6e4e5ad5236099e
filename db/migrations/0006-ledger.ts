import type { Migration } from '../migrate.ts';

/**
 * The ledger holds what ordinary petitions are filtered, sorted and counted by; of an accusation there is no row.
 * It starts empty: the program fills it, in steps that survive an interruption, before the office opens.
 */
export const ledger: Migration = {
  version: 6,
  keepsRowsOf: [],
  sql: `
-- row counts from 1 without gaps: nothing is ever deleted. An empty text says that there is none.
CREATE TABLE ledger (
  row INTEGER PRIMARY KEY,
  petition_id TEXT NOT NULL UNIQUE REFERENCES petitions (id),
  flow TEXT NOT NULL,
  stage TEXT NOT NULL,
  node TEXT NOT NULL,
  unit TEXT NOT NULL,
  caseworker TEXT NOT NULL,
  category TEXT NOT NULL,
  appeal_type TEXT NOT NULL,
  source TEXT NOT NULL,
  channel TEXT NOT NULL,
  outcome TEXT NOT NULL,
  ended INTEGER NOT NULL CHECK (ended IN (0, 1)),
  repeated INTEGER NOT NULL CHECK (repeated IN (0, 1)),
  returned INTEGER NOT NULL CHECK (returned IN (0, 1)),
  extended INTEGER NOT NULL CHECK (extended IN (0, 1)),
  in_verification INTEGER NOT NULL CHECK (in_verification IN (0, 1)),
  supervised INTEGER NOT NULL CHECK (supervised IN (0, 1)),
  consultation INTEGER NOT NULL CHECK (consultation IN (0, 1)),
  due_at INTEGER NOT NULL,
  overdue_after INTEGER,
  received_at INTEGER NOT NULL,
  registered_at INTEGER NOT NULL,
  concluded_at INTEGER,
  people_count INTEGER NOT NULL,
  number TEXT NOT NULL,
  platform_number TEXT,
  -- Versions of the petition: of the latest change to its wording, and the one that can be found by it.
  text_version INTEGER NOT NULL,
  searchable_version INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX ledger_number ON ledger (number);
CREATE INDEX ledger_platform_number ON ledger (platform_number)
  WHERE platform_number IS NOT NULL;
CREATE INDEX ledger_unsearchable ON ledger (row) WHERE searchable_version < text_version;

-- By which edition of the program the ledger was computed, and how far it has come with it.
CREATE TABLE ledger_edition (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  edition INTEGER NOT NULL,
  filled_to TEXT
) STRICT;
INSERT INTO ledger_edition VALUES (1, 0, '');

-- Which of a block of 4,096 ledger rows contain a pair of characters. The pair is only there as a number made with
-- a secret key.
CREATE TABLE search_postings (
  block INTEGER NOT NULL,
  token INTEGER NOT NULL,
  rows BLOB NOT NULL,
  PRIMARY KEY (block, token)
) STRICT, WITHOUT ROWID;

CREATE TABLE saved_filters (
  id TEXT PRIMARY KEY,
  staff_id TEXT NOT NULL,
  shared INTEGER NOT NULL CHECK (shared IN (0, 1)),
  content BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX saved_filters_staff ON saved_filters (staff_id);
`,
};
