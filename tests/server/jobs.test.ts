import { expect, it } from 'vitest';
import { openOffice } from '../support/office.ts';
import { clerk, demolition, petitionLeader } from '../support/people.ts';

it('pushes an assignment to both liaisons', async () => {
  const office = openOffice({ at: '2026-09-28 09:00' });
  const id = await office.as(clerk).register();
  await office.as(clerk).does(id, 'signIn');
  await office.as(clerk).does(id, 'proposeAssignment', { unitId: demolition.id });
  await office.as(petitionLeader).does(id, 'assign', { unitId: demolition.id, opinion: '请办理。' });
  console.log(office.messagesTo(demolition.liaisonA), office.group(), office.complaints, await office.jobs.nextDue());
  expect(office.messagesTo(demolition.liaisonA)).toHaveLength(1);
});
