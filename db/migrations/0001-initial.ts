import type { Migration } from '../migrate.ts';

/**
 * Instants are milliseconds, days are counted from 1970-01-01 in Asia/Shanghai. A blob begins with its suite byte:
 * 0 = plain JSON, 1 = sealed. Nothing cascades: a row that is referred to cannot be deleted.
 */
export const initial: Migration = {
  version: 1,
  keepsRowsOf: [],
  sql: `
CREATE TABLE installation (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  name TEXT NOT NULL,
  key_check BLOB NOT NULL
) STRICT;

CREATE TABLE regimes (
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  hash TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE directories (
  version INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;

CREATE TABLE numbers (
  regime_id TEXT NOT NULL,
  series TEXT NOT NULL,
  year INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (regime_id, series, year)
) STRICT, WITHOUT ROWID;

-- The columns after ended_at exist for lists and digests; of an accusation they say nothing.
CREATE TABLE petitions (
  id TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  regime_id TEXT NOT NULL,
  regime_version INTEGER NOT NULL,
  confidential INTEGER NOT NULL CHECK (confidential IN (0, 1)),
  registered_at INTEGER NOT NULL,
  ended_at INTEGER,
  number TEXT,
  platform_number TEXT,
  stage TEXT,
  unit_id TEXT,
  next_clock TEXT,
  next_due_at INTEGER,
  next_nominal_due_at INTEGER,
  overdue_after INTEGER,
  provisional INTEGER NOT NULL CHECK (provisional IN (0, 1)),
  state BLOB NOT NULL,
  FOREIGN KEY (regime_id, regime_version) REFERENCES regimes (id, version),
  CHECK (confidential = 0 OR coalesce(number, platform_number, stage, unit_id, next_clock,
    next_due_at, next_nominal_due_at, overdue_after) IS NULL)
) STRICT;
-- ended_at is repeated so that these indexes answer alone, without a look at the rows.
CREATE INDEX petitions_open ON petitions (next_due_at, id, number, platform_number, stage, unit_id,
  overdue_after, next_clock, next_nominal_due_at, regime_id, regime_version, ended_at)
  WHERE ended_at IS NULL AND confidential = 0;
CREATE INDEX petitions_ended ON petitions (registered_at, id, ended_at)
  WHERE ended_at IS NOT NULL AND confidential = 0;
CREATE INDEX petitions_registered ON petitions (registered_at, id) WHERE confidential = 0;
CREATE INDEX petitions_confidential ON petitions (ended_at, id) WHERE confidential = 1;
CREATE INDEX petitions_provisional ON petitions (id) WHERE provisional = 1;
CREATE UNIQUE INDEX petitions_number ON petitions (number) WHERE number IS NOT NULL;
CREATE INDEX petitions_platform_number ON petitions (platform_number)
  WHERE platform_number IS NOT NULL;

CREATE TABLE events (
  sequence INTEGER PRIMARY KEY,
  petition_id TEXT NOT NULL REFERENCES petitions (id),
  version INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  payload BLOB NOT NULL,
  mac BLOB NOT NULL
) STRICT;
CREATE INDEX events_petition ON events (petition_id);
CREATE TRIGGER events_stay BEFORE UPDATE ON events
  BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER events_remain BEFORE DELETE ON events
  BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;

CREATE TABLE particulars (
  petition_id TEXT NOT NULL REFERENCES petitions (id),
  version INTEGER NOT NULL,
  content BLOB NOT NULL,
  phone_index BLOB,
  id_number_index BLOB,
  name_index BLOB,
  PRIMARY KEY (petition_id, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX particulars_phone ON particulars (phone_index) WHERE phone_index IS NOT NULL;
CREATE INDEX particulars_id_number ON particulars (id_number_index)
  WHERE id_number_index IS NOT NULL;
CREATE INDEX particulars_name ON particulars (name_index) WHERE name_index IS NOT NULL;

CREATE TABLE handwriting (
  id TEXT PRIMARY KEY,
  path TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE timers (
  petition_id TEXT NOT NULL REFERENCES petitions (id),
  clock TEXT NOT NULL,
  instance INTEGER NOT NULL,
  warning INTEGER NOT NULL,
  fire_at INTEGER NOT NULL,
  PRIMARY KEY (petition_id, clock, instance, warning)
) STRICT, WITHOUT ROWID;
CREATE INDEX timers_due ON timers (fire_at);

CREATE TABLE waiting (
  petition_id TEXT NOT NULL REFERENCES petitions (id),
  staff_id TEXT NOT NULL,
  PRIMARY KEY (petition_id, staff_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX waiting_staff ON waiting (staff_id);

-- ended repeats what the petition is, so that a person's few open petitions are found beside many archived ones.
CREATE TABLE participants (
  petition_id TEXT NOT NULL REFERENCES petitions (id),
  staff_id TEXT NOT NULL,
  ended INTEGER NOT NULL CHECK (ended IN (0, 1)),
  PRIMARY KEY (petition_id, staff_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX participants_staff ON participants (staff_id, ended);

-- Units an ordinary petition is or was assigned to, and people and units that must not know of it.
CREATE TABLE assigned_units (
  petition_id TEXT NOT NULL REFERENCES petitions (id),
  unit_id TEXT NOT NULL,
  ended INTEGER NOT NULL CHECK (ended IN (0, 1)),
  PRIMARY KEY (petition_id, unit_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX assigned_units_unit ON assigned_units (unit_id, ended);
CREATE TABLE exclusions (
  petition_id TEXT NOT NULL REFERENCES petitions (id),
  kind TEXT NOT NULL CHECK (kind IN ('staff', 'unit')),
  excluded_id TEXT NOT NULL,
  PRIMARY KEY (kind, excluded_id, petition_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX exclusions_petition ON exclusions (petition_id);

CREATE TABLE answers (
  command_id TEXT PRIMARY KEY,
  fingerprint BLOB NOT NULL,
  answer TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE messages (
  id INTEGER PRIMARY KEY,
  dedupe TEXT NOT NULL UNIQUE,
  petition_id TEXT REFERENCES petitions (id),
  channel TEXT NOT NULL CHECK (channel IN ('people', 'group')),
  content BLOB NOT NULL,
  link TEXT,
  clock TEXT,
  clock_instance INTEGER,
  state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'accepted', 'delivered', 'blocked',
    'dead', 'expired', 'superseded')),
  reason TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER,
  expires_at INTEGER NOT NULL,
  ambiguous INTEGER NOT NULL DEFAULT 0 CHECK (ambiguous IN (0, 1)),
  task_id TEXT,
  accepted_at INTEGER,
  polls INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX messages_queued ON messages (next_at, id) WHERE state = 'queued';
CREATE INDEX messages_accepted ON messages (next_at, id)
  WHERE state = 'accepted' AND next_at IS NOT NULL;
CREATE INDEX messages_sending ON messages (id) WHERE state = 'sending';
CREATE INDEX messages_petition ON messages (petition_id) WHERE petition_id IS NOT NULL;
-- For counting. An index that began with the state would be taken for the partial ones above.
CREATE INDEX messages_created ON messages (created_at, state);

CREATE TABLE recipients (
  message_id INTEGER NOT NULL REFERENCES messages (id),
  staff_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'read', 'blocked')),
  reason TEXT,
  PRIMARY KEY (message_id, staff_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE calls (
  month TEXT NOT NULL,
  api TEXT NOT NULL,
  billable INTEGER NOT NULL CHECK (billable IN (0, 1)),
  calls INTEGER NOT NULL,
  PRIMARY KEY (month, api, billable)
) STRICT, WITHOUT ROWID;

CREATE TABLE job_runs (
  job TEXT NOT NULL,
  day INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('done', 'late', 'missed')),
  at INTEGER NOT NULL,
  messages INTEGER NOT NULL,
  reason TEXT,
  PRIMARY KEY (job, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
  token_hash BLOB PRIMARY KEY,
  staff_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  idle_until INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_staff ON sessions (staff_id);

CREATE TABLE audit (
  sequence INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor TEXT,
  action TEXT NOT NULL,
  petition_id TEXT,
  ok INTEGER NOT NULL CHECK (ok IN (0, 1)),
  detail BLOB,
  mac BLOB NOT NULL
) STRICT;
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
  BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
CREATE TRIGGER audit_remains BEFORE DELETE ON audit
  BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
`,
};
