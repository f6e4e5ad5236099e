import { type DirectoryView, directoryView } from '../../contract/people.ts';
import { type Directory, liaisonPair } from '../../domain/directory.ts';
import { route } from '../route.ts';

export const showDirectory = route(
  {
    method: 'GET',
    path: '/api/directory',
    summary: '部室与人员',
    access: 'signedIn',
    rate: 'reads',
    answer: directoryView,
  },
  (_asked, { directory }) => ({ status: 200, body: viewOf(directory) }),
);

function viewOf(directory: Directory): DirectoryView {
  const units = [...directory.units.values()].filter(({ active }) => active);
  const staff = [...directory.staff.values()].filter(({ active }) => active);
  return {
    units: units.map(({ id, name, liaisonA, liaisonB, head, leader }) => ({
      id,
      name,
      ...(liaisonA === undefined ? {} : { liaisonA }),
      ...(liaisonB === undefined ? {} : { liaisonB }),
      ...(head === undefined ? {} : { head }),
      ...(leader === undefined ? {} : { leader }),
      pushable: liaisonPair(directory, id) !== null,
    })),
    staff: staff.map(({ id, name, title, unitId }) => ({
      id,
      name,
      title,
      ...(unitId === undefined ? {} : { unitId }),
    })),
  };
}
