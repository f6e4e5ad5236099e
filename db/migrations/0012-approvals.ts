import type { Migration } from '../migrate.ts';

/** Who signs in DingTalk's approvals instead of on cards, and the approvals that were started for them. */
export const approvals: Migration = {
  version: 12,
  keepsRowsOf: [],
  sql: `
CREATE TABLE approval_signers (
  staff_id TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE approvals (
  id INTEGER PRIMARY KEY,
  message_id INTEGER NOT NULL REFERENCES messages (id),
  step_id INTEGER NOT NULL REFERENCES steps (id),
  staff_id TEXT NOT NULL,
  act TEXT NOT NULL,
  business_key TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  instance_id TEXT UNIQUE,
  state TEXT NOT NULL
    CHECK (state IN ('starting', 'running', 'agreed', 'refused', 'withdrawn', 'failed')),
  begun_at INTEGER NOT NULL,
  started_at INTEGER,
  asks INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER,
  reason TEXT,
  UNIQUE (step_id, staff_id)
) STRICT;
CREATE INDEX approvals_message ON approvals (message_id);
CREATE INDEX approvals_due ON approvals (next_at) WHERE next_at IS NOT NULL;
`,
};
