import type { Migration } from '../migrate.ts';

/** The register of 联系函 asks which petitions have one; the ledger computes the mark when it is next filled. */
export const letters: Migration = {
  version: 8,
  keepsRowsOf: ['ledger'],
  sql: `ALTER TABLE ledger ADD COLUMN lettered INTEGER NOT NULL DEFAULT 0 CHECK (lettered IN (0, 1));`,
};
