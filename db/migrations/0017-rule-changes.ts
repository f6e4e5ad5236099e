import type { Migration } from '../migrate.ts';

/** Other versions of a regulation that the office has signed, and which open petitions go over to them. */
export const ruleChanges: Migration = {
  version: 17,
  keepsRowsOf: [],
  sql: `
-- The petitions may be accusations and are sealed, like the reason that was typed.
CREATE TABLE rule_changes (
  id INTEGER PRIMARY KEY,
  command_id TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  staff_id TEXT NOT NULL,
  regime_id TEXT NOT NULL,
  regime_version INTEGER NOT NULL,
  what TEXT NOT NULL,
  reach TEXT NOT NULL CHECK (reach IN ('registered', 'open')),
  handwriting_id TEXT NOT NULL REFERENCES handwriting (id),
  reason BLOB NOT NULL,
  petitions BLOB NOT NULL,
  carried_out_at INTEGER,
  FOREIGN KEY (regime_id, regime_version) REFERENCES regimes (id, version)
) STRICT;
`,
};
