import { type Me, me } from '../../contract/people.ts';
import type { StaffMember } from '../../domain/directory.ts';
import { route, type Scene } from '../route.ts';
import { knownWorklists } from '../views/known-worklists.ts';
import { officeHours } from '../views/office-hours.ts';
import { personView } from '../views/people.ts';

export const whoAmI = route(
  {
    method: 'GET',
    path: '/api/me',
    summary: '本人信息',
    access: 'signedIn',
    rate: 'reads',
    answer: me,
  },
  ({ person }, scene) => ({ status: 200, body: meView(person, scene) }),
);

export function meView(
  person: StaffMember,
  { deps, directory, office, regime, calendar, now }: Scene,
): Me {
  const { id, title, documentNumber } = regime;
  return {
    person: personView(person, directory, regime),
    officeTitle: office.title,
    regulation: { id, title, documentNumber },
    terms: regime.terms,
    worklists: knownWorklists(regime),
    now,
    officeHours: officeHours(calendar, now),
    corpId: deps.office.corpId,
    sandbox: deps.sandboxPage !== null,
  };
}
