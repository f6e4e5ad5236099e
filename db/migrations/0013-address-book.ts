import type { Migration } from '../migrate.ts';

/** What DingTalk's address book last said of each person, sealed, and what the office has made of it. */
export const addressBook: Migration = {
  version: 13,
  keepsRowsOf: [],
  sql: `
CREATE TABLE address_book (
  user_id TEXT PRIMARY KEY,
  said BLOB,
  revision INTEGER NOT NULL,
  set_aside INTEGER NOT NULL CHECK (set_aside IN (0, 1)),
  ours INTEGER NOT NULL CHECK (ours IN (0, 1)),
  missing_since INTEGER
) STRICT, WITHOUT ROWID;
`,
};
