import type { OfficeId } from '../domain/office.ts';
import { officeOf } from '../domain/office.ts';
import type { AddressBookShelf } from './address-book-store.ts';
import type { Administration } from './administration-store.ts';
import type { DirectoryShelf } from './directory.ts';
import { mergedChange } from './offices.ts';
import type { AtOnce } from './promised.ts';
import type { OfficeDirectory } from './store.ts';

type Whole = AtOnce<
  Pick<OfficeDirectory, 'replaceDirectory'> &
    Pick<Administration, 'changeDirectory' | 'absences' | 'putAbsencesInForce'> &
    Pick<AddressBookShelf, 'addressBook' | 'missingPeople'>
>;

/** The methods about people as one office knows them: it neither sees nor changes anybody else's. */
export function openOwnPeople(
  whole: Whole,
  shelf: DirectoryShelf,
  officeId: OfficeId,
): Whole & AtOnce<Pick<OfficeDirectory, 'directory'>> {
  const isOwn = (id: string) => shelf.of(officeId).staff.has(id);
  const isForeign = (id: string) => {
    const person = shelf.current().staff.get(id);
    return person !== undefined && officeOf(person) !== officeId;
  };
  const current = () => shelf.of(officeId);

  return {
    directory: current,
    async replaceDirectory(people, now, waitingFor) {
      const merged = mergedChange(shelf, officeId, people);
      if (merged) await whole.replaceDirectory(merged, now, waitingFor);
      return current();
    },
    async changeDirectory({ people, ...change }, now, waitingFor) {
      const merged = mergedChange(shelf, officeId, people);
      if (!merged) return null;
      const changed = await whole.changeDirectory({ people: merged, ...change }, now, waitingFor);
      return changed && current();
    },
    absences: async (from) => (await whole.absences(from)).filter(({ staffId }) => isOwn(staffId)),
    async putAbsencesInForce(today, now, waitingFor) {
      await whole.putAbsencesInForce(today, now, waitingFor);
      return current();
    },
    // A stranger may join any office; somebody else's people are nobody's business.
    addressBook: async () =>
      new Map([...(await whole.addressBook())].filter(([id]) => !isForeign(id))),
    missingPeople: async () =>
      new Map([...(await whole.missingPeople())].filter(([id]) => isOwn(id))),
  };
}
