import type { Migration } from '../migrate.ts';

/**
 * Figures and reports. `figures_until` keeps the million archived petitions out of a month's figures; of an accusation
 * it says nothing. A report that has been issued is never changed: what is added to it is another version.
 */
export const figures: Migration = {
  version: 3,
  keepsRowsOf: ['petitions'],
  sql: `
ALTER TABLE petitions ADD COLUMN figures_until INTEGER
  CHECK (confidential = 0 OR figures_until IS NULL);
UPDATE petitions SET figures_until = CASE
  WHEN ended_at IS NULL THEN 9007199254740991
  ELSE max(ended_at, coalesce(
    (SELECT max(json_extract(clock.value, '$.dueAt'))
     FROM json_each(CAST(substr(state, 2) AS TEXT), '$.clocks') AS clock), 0))
  END WHERE confidential = 0;
CREATE INDEX petitions_figures ON petitions (figures_until, registered_at, id)
  WHERE confidential = 0;

CREATE TABLE reports (
  period TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  issued_at INTEGER NOT NULL,
  content BLOB NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (period, version)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER reports_stay BEFORE UPDATE ON reports
  BEGIN SELECT RAISE(ABORT, 'an issued report is never changed'); END;
CREATE TRIGGER reports_remain BEFORE DELETE ON reports
  BEGIN SELECT RAISE(ABORT, 'an issued report is never changed'); END;

CREATE TABLE report_advice (
  period TEXT PRIMARY KEY,
  content BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE warnings (
  period TEXT NOT NULL,
  cluster BLOB NOT NULL,
  at INTEGER NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (period, cluster)
) STRICT, WITHOUT ROWID;

CREATE TABLE watched_places (
  id TEXT PRIMARY KEY,
  unit_id TEXT NOT NULL,
  swept_on INTEGER,
  ended_at INTEGER,
  content BLOB NOT NULL
) STRICT, WITHOUT ROWID;
`,
};
