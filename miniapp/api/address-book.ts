import type { AddressBookDecision, AddressBookView } from '../../server/contract/address-book.ts';
import type { DirectoryChangedView } from '../../server/contract/directory.ts';
import type { Answer } from './call.ts';
import { request } from './request.ts';

/** GET /api/administration/address-book */
export function loadAddressBook(): Promise<Answer<AddressBookView>> {
  return request('GET', '/administration/address-book');
}

/** POST /api/administration/address-book/decisions */
export function decideAddress(body: AddressBookDecision): Promise<Answer<DirectoryChangedView>> {
  return request('POST', '/administration/address-book/decisions', body);
}
