import type { Migration } from '../migrate.ts';

/** The one handwriting that a person keeps here to sign with from a card, sealed. */
export const specimens: Migration = {
  version: 11,
  keepsRowsOf: [],
  sql: `
CREATE TABLE specimens (
  staff_id TEXT PRIMARY KEY,
  handwriting BLOB NOT NULL
) STRICT, WITHOUT ROWID;
`,
};
