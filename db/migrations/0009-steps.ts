import type { Migration } from '../migrate.ts';

/**
 * What DingTalk shows of a step: cards and to-dos follow the petition. A step is the stay of a petition in one stage;
 * an earlier version's open petitions get theirs with the next command.
 */
export const steps: Migration = {
  version: 9,
  keepsRowsOf: ['messages'],
  sql: `
CREATE TABLE steps (
  id INTEGER PRIMARY KEY,
  petition_id TEXT NOT NULL REFERENCES petitions (id),
  opened_at INTEGER NOT NULL,
  closed_at INTEGER,
  status TEXT NOT NULL CHECK (status IN ('open', 'done', 'closed')),
  status_text TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX steps_open ON steps (petition_id) WHERE status = 'open';
CREATE INDEX steps_petition ON steps (petition_id);
CREATE INDEX steps_open_since ON steps (opened_at) WHERE status = 'open';

ALTER TABLE messages ADD COLUMN step_id INTEGER REFERENCES steps (id);
ALTER TABLE messages ADD COLUMN ended_step_id INTEGER REFERENCES steps (id);
CREATE INDEX messages_step ON messages (step_id) WHERE step_id IS NOT NULL;
CREATE INDEX messages_ended_step ON messages (ended_step_id) WHERE ended_step_id IS NOT NULL;

CREATE TABLE cards (
  message_id INTEGER PRIMARY KEY REFERENCES messages (id),
  step_id INTEGER NOT NULL REFERENCES steps (id),
  track TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  is_over INTEGER NOT NULL DEFAULT 0 CHECK (is_over IN (0, 1)),
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER,
  reason TEXT
) STRICT;
CREATE INDEX cards_step ON cards (step_id);
CREATE INDEX cards_due ON cards (next_at) WHERE next_at IS NOT NULL;

CREATE TABLE to_dos (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL UNIQUE,
  petition_id TEXT NOT NULL REFERENCES petitions (id),
  wanted TEXT NOT NULL,
  shown TEXT,
  done INTEGER NOT NULL CHECK (done IN (0, 1)),
  task_id TEXT,
  creator TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER,
  reason TEXT
) STRICT;
CREATE UNIQUE INDEX to_dos_open ON to_dos (petition_id) WHERE done = 0;
CREATE INDEX to_dos_due ON to_dos (next_at) WHERE next_at IS NOT NULL;

CREATE TABLE union_ids (
  staff_id TEXT PRIMARY KEY,
  union_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE urges (
  step_id INTEGER NOT NULL REFERENCES steps (id),
  rung TEXT NOT NULL,
  at INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  PRIMARY KEY (step_id, rung)
) STRICT, WITHOUT ROWID;
`,
};
