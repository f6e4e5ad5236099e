import { type DirectoryView, directoryView } from '../../contract/people.ts';
import type { Directory } from '../../domain/directory.ts';
import { recipientsOf } from '../../domain/dispatch.ts';
import type { Regime } from '../../domain/regime.ts';
import { route } from '../route.ts';

export const showDirectory = route(
  {
    method: 'GET',
    path: '/api/directory',
    summary: '单位与人员',
    access: 'signedIn',
    rate: 'reads',
    answer: directoryView,
  },
  (_asked, { directory, regime }) => ({ status: 200, body: viewOf(directory, regime) }),
);

function viewOf(directory: Directory, regime: Regime): DirectoryView {
  const units = [...directory.units.values()].filter(({ active }) => active);
  const staff = [...directory.staff.values()].filter(({ active }) => active);
  return {
    units: units.map(({ id, name, posts }) => ({
      id,
      name,
      posts: { ...posts },
      pushable: recipientsOf(id, directory, regime).complete,
    })),
    staff: staff.map(({ id, name, title, unitId }) => ({
      id,
      name,
      title,
      ...(unitId === undefined ? {} : { unitId }),
    })),
  };
}
