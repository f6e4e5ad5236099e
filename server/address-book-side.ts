import type { Logger } from 'pino';
import type { DingTalkSide } from './dingtalk-side.ts';
import { type AddressBookWatch, watchAddressBook } from './jobs/address-book.ts';
import type { OfficeBooks } from './office-books.ts';

/** The office's people beside DingTalk's. */
export function addressBookOf(
  { store, clock, calendar, wording }: OfficeBooks,
  { dingTalk: book }: DingTalkSide,
  log: Logger,
): AddressBookWatch {
  return watchAddressBook({ store, clock: clock.now, calendar, wording, book, log });
}
