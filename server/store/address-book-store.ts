import type { AddressEntry, AddressSaid } from '../domain/address-book.ts';
import type { StaffId } from '../domain/directory.ts';
import type { Instant } from '../domain/time.ts';
import type { AuditEntry } from './access-store.ts';

/** What DingTalk's address book has said of the office's people and of strangers. It changes nothing by itself. */
export interface AddressBookShelf {
  addressBook(): Promise<ReadonlyMap<StaffId, AddressEntry>>;
  /** Null for somebody it does not know. */
  noteAddresses(said: ReadonlyMap<StaffId, AddressSaid | null>, now: Instant): Promise<void>;
  /**
   * Everybody who is there. Strangers never met before are taken for known, so nothing is made of them; those who are
   * not there any more are forgotten.
   */
  noteStrangers(present: ReadonlySet<StaffId>): Promise<void>;
  /** The office's people whom it does not know (any longer), with when that was first found. */
  missingPeople(): Promise<ReadonlyMap<StaffId, Instant>>;
  /** False, and nothing written, when it says something else by now. */
  setAddressAside(id: StaffId, revision: number, entry: AuditEntry): Promise<boolean>;
}
