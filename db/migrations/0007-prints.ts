import type { Migration } from '../migrate.ts';

/** What was printed of a petition is asked on its page: without the index that would read the whole audit trail. */
export const prints: Migration = {
  version: 7,
  keepsRowsOf: [],
  sql: `CREATE INDEX audit_prints ON audit (petition_id, sequence) WHERE action = 'print';`,
};
