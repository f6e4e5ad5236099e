import type { Migration } from '../migrate.ts';

/** Urgent petitions (急事急办) stand before all others. Until now no regulation here knew any. */
export const urgent: Migration = {
  version: 18,
  keepsRowsOf: ['petitions', 'ledger'],
  sql: `
-- The next deadline; of an urgent one in seconds instead of milliseconds, so that it comes first.
ALTER TABLE petitions ADD COLUMN open_order INTEGER;
UPDATE petitions SET open_order = next_due_at;
DROP INDEX petitions_open;
CREATE INDEX petitions_open ON petitions (office_id, open_order, id, number, platform_number,
  stage, unit_id, overdue_after, next_clock, next_due_at, next_nominal_due_at, regime_id,
  regime_version, ended_at)
  WHERE ended_at IS NULL AND confidential = 0;

ALTER TABLE ledger ADD COLUMN due_order INTEGER NOT NULL DEFAULT 0;
UPDATE ledger SET due_order = due_at;
`,
};
