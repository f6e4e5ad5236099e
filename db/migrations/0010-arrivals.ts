import type { Migration } from '../migrate.ts';

/**
 * What DingTalk has told us. The key is an index that says nothing by itself; the payload, which may hold what somebody
 * typed, is sealed and goes as soon as it has been dealt with.
 */
export const arrivals: Migration = {
  version: 10,
  keepsRowsOf: [],
  sql: `
CREATE TABLE arrivals (
  key BLOB PRIMARY KEY,
  kind TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'failed')),
  attempts INTEGER NOT NULL CHECK (attempts >= 0),
  received_at INTEGER NOT NULL,
  next_at INTEGER NOT NULL,
  payload BLOB,
  CHECK (state = 'done' OR payload IS NOT NULL)
) STRICT;
CREATE INDEX arrivals_waiting ON arrivals (next_at, received_at) WHERE state = 'waiting';
CREATE INDEX arrivals_received ON arrivals (received_at);
`,
};
