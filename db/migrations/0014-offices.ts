import type { Migration } from '../migrate.ts';

/**
 * Several offices in one installation. Everything there was before is the main office's. Each index that leads to an
 * office's petitions begins with the office, so that none pays for the others.
 */
export const offices: Migration = {
  version: 14,
  keepsRowsOf: [
    'petitions',
    'ledger',
    'messages',
    'numbers',
    'reports',
    'report_advice',
    'warnings',
  ],
  sql: `
ALTER TABLE petitions ADD COLUMN office_id TEXT NOT NULL DEFAULT 'main';
DROP INDEX petitions_open;
CREATE INDEX petitions_open ON petitions (office_id, next_due_at, id, number, platform_number,
  stage, unit_id, overdue_after, next_clock, next_nominal_due_at, regime_id, regime_version,
  ended_at)
  WHERE ended_at IS NULL AND confidential = 0;
DROP INDEX petitions_ended;
CREATE INDEX petitions_ended ON petitions (office_id, registered_at, id, ended_at)
  WHERE ended_at IS NOT NULL AND confidential = 0;
DROP INDEX petitions_registered;
CREATE INDEX petitions_registered ON petitions (office_id, registered_at, id)
  WHERE confidential = 0;
DROP INDEX petitions_figures;
CREATE INDEX petitions_figures ON petitions (office_id, figures_until, registered_at, id)
  WHERE confidential = 0;
DROP INDEX petitions_number;
CREATE UNIQUE INDEX petitions_number ON petitions (office_id, number) WHERE number IS NOT NULL;

ALTER TABLE ledger ADD COLUMN office TEXT NOT NULL DEFAULT 'main';
-- A message about a petition is for whoever may see that; of the others only the office's own are.
ALTER TABLE messages ADD COLUMN office_id TEXT NOT NULL DEFAULT 'main';

CREATE TABLE numbers_by_office (
  office_id TEXT NOT NULL,
  regime_id TEXT NOT NULL,
  series TEXT NOT NULL,
  year INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (office_id, regime_id, series, year)
) STRICT, WITHOUT ROWID;
INSERT INTO numbers_by_office SELECT 'main', regime_id, series, year, last FROM numbers;
DROP TABLE numbers;
ALTER TABLE numbers_by_office RENAME TO numbers;

CREATE TABLE reports_by_office (
  office_id TEXT NOT NULL,
  period TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  issued_at INTEGER NOT NULL,
  content BLOB NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (office_id, period, version)
) STRICT, WITHOUT ROWID;
INSERT INTO reports_by_office
  SELECT 'main', period, version, issued_at, content, hash FROM reports;
DROP TABLE reports;
ALTER TABLE reports_by_office RENAME TO reports;
CREATE TRIGGER reports_stay BEFORE UPDATE ON reports
  BEGIN SELECT RAISE(ABORT, 'an issued report is never changed'); END;
CREATE TRIGGER reports_remain BEFORE DELETE ON reports
  BEGIN SELECT RAISE(ABORT, 'an issued report is never changed'); END;

CREATE TABLE report_advice_by_office (
  office_id TEXT NOT NULL,
  period TEXT NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (office_id, period)
) STRICT, WITHOUT ROWID;
INSERT INTO report_advice_by_office SELECT 'main', period, content FROM report_advice;
DROP TABLE report_advice;
ALTER TABLE report_advice_by_office RENAME TO report_advice;

CREATE TABLE warnings_by_office (
  office_id TEXT NOT NULL,
  period TEXT NOT NULL,
  cluster BLOB NOT NULL,
  at INTEGER NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (office_id, period, cluster)
) STRICT, WITHOUT ROWID;
INSERT INTO warnings_by_office SELECT 'main', period, cluster, at, content FROM warnings;
DROP TABLE warnings;
ALTER TABLE warnings_by_office RENAME TO warnings;
`,
};
