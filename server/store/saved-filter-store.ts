import type { StaffId } from '../domain/directory.ts';

/** Ledger filters that people keep under a name. Their content is sealed: what was searched for may be a name. */
export interface SavedFilters {
  /** One's own by name, then those shared by others where these are wanted. */
  savedFilters(viewer: StaffId, withShared: boolean): Promise<readonly SavedFilter[]>;
  /**
   * Keeps a new filter, or changes the one with this id. Null when there is no such filter, it is another person's
   * and not `managed`, or the person keeps too many already.
   */
  saveFilter(filter: NewFilter, by: StaffId, managesShared: boolean): Promise<SavedFilter | null>;
  /** False when there is none that this person may delete. */
  deleteFilter(id: string, by: StaffId, managesShared: boolean): Promise<boolean>;
}

export interface NewFilter {
  /** Absent: a new one. */
  readonly id?: string;
  readonly name: string;
  readonly query: Readonly<Record<string, string | string[]>>;
  readonly shared: boolean;
}

export interface SavedFilter extends NewFilter {
  readonly id: string;
  readonly owner: StaffId;
}
