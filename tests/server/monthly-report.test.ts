import { describe, expect, it } from 'vitest';
import { isoText } from '../../server/domain/time.ts';
import { type Office, openOffice } from '../support/office.ts';
import { clerk, demolition, petitionLeader, principal } from '../support/people.ts';
import { concluded } from '../support/walks.ts';

const leaders = [principal, petitionLeader, 'leader-land', 'leader-works', 'leader-affairs'];
const noticed = (office: Office, staffId: string) =>
  office
    .messagesTo(staffId)
    .filter(({ title }) => title === '每月信访情况')
    .map(({ at }) => isoText(at).slice(0, 16));

describe('the monthly report', () => {
  it('reaches every leader once, at nine on the first working day of the next month', async () => {
    const office = openOffice({ at: '2026-08-03 09:00' });
    await concluded(office);
    await office.setTime('2026-10-31 23:59');
    // 1–7 October are holidays; the first working day is the 8th.
    for (const leader of leaders) {
      expect(noticed(office, leader)).toEqual(['2026-09-01T09:00', '2026-10-08T09:00']);
    }
    for (const other of [clerk, demolition.liaisonA, demolition.head]) {
      expect(noticed(office, other)).toEqual([]);
    }
    expect(await office.store.issuedReport('2026-08')).toMatchObject({ version: 1 });
  });
});
