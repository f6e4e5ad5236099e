import type { Migration } from '../migrate.ts';

/** Both blobs are always sealed. `on_file` = 0: sent, but no act has put it on a file yet. */
export const attachments: Migration = {
  version: 2,
  keepsRowsOf: [],
  sql: `
CREATE TABLE attachments (
  id TEXT PRIMARY KEY,
  petition_id TEXT REFERENCES petitions (id),
  staff_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  on_file INTEGER NOT NULL CHECK (on_file IN (0, 1)),
  details BLOB NOT NULL,
  content BLOB NOT NULL,
  CHECK (on_file = 0 OR petition_id IS NOT NULL)
) STRICT;

CREATE INDEX attachments_of_petition ON attachments (petition_id);
CREATE INDEX attachments_waiting ON attachments (at) WHERE on_file = 0;
`,
};
