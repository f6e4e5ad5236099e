import type { Guard } from './guard.ts';
import type { FieldId, RecordId } from './record.ts';

/** What a petitioner finds out by himself, with the number of his petition and the end of his telephone number. */
export interface QueryRules {
  readonly source: string;
  /** Where he may rate, once: the choice of this record that he answers. Absent where nothing can be rated. */
  readonly rating?: {
    readonly record: RecordId;
    readonly field: FieldId;
    readonly when?: readonly Guard[];
  };
}
