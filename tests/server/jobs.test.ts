import { describe, expect, it } from 'vitest';
import { openOffice } from '../support/office.ts';
import { clerk, demolition, petitionLeader } from '../support/people.ts';
import { at } from '../support/time.ts';
import { assigned } from '../support/walks.ts';

const { liaisonA } = demolition;

describe('the jobs of a running server', () => {
  it('look at once for what was missed, and send what a command has written', async () => {
    const office = openOffice({ at: '2026-09-28 09:00', heartbeat: true });
    await expect.poll(() => office.group().length).toBe(1);
    await assigned(office);
    await expect.poll(() => office.messagesTo(liaisonA).length).toBe(1);
  });

  it('do nothing more once they have been stopped', async () => {
    const office = openOffice({ at: '2026-09-28 09:00', heartbeat: true });
    await expect.poll(() => office.group().length).toBe(1);
    await office.jobs.stop();
    await assigned(office);
    await office.jobs.pump();
    expect(office.messagesTo(liaisonA)).toEqual([]);
    const { queued } = await office.store.messageCounts();
    expect(queued).toBeGreaterThan(0);
  });

  it('end with the message under way and leave the rest for the next start', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    await office.jobs.settle();
    const opinion = '请办理。';
    const to = { unitId: demolition.id };
    const ids = [await office.as(clerk).register(), await office.as(clerk).register()];
    for (const id of ids) await office.as(clerk).does(id, 'signIn');
    for (const id of ids) {
      await office.as(clerk).does(id, 'proposeAssignment', to, { unsent: true });
      await office.as(petitionLeader).does(id, 'assign', { ...to, opinion }, { unsent: true });
    }
    const before = office.dingtalk.calls().length;
    office.dingtalk.onNextCall(() => void office.jobs.stop());
    await office.jobs.pump();
    expect(office.dingtalk.calls()).toHaveLength(before + 1);
    const { queued, sending } = await office.store.messageCounts();
    expect([queued, sending]).toEqual([2, 0]);
  });
});

describe('what is due next', () => {
  it('is the earliest of timers, messages, results and the reminder of the group', async () => {
    const office = openOffice({ at: '2026-09-28 08:00' });
    const reminder = await office.jobs.nextDue();
    expect(reminder).toBeGreaterThan(at('2026-09-28 08:45'));
    expect(reminder).toBeLessThan(at('2026-09-28 08:50'));
    await office.setTime('2026-09-28 09:00');
    expect(await office.jobs.nextDue()).toBeGreaterThan(at('2026-09-29 08:45'));
    await assigned(office);
    // The result of the notices sent now, then the first urging of those who have not looked at them.
    expect(await office.jobs.nextDue()).toBe(at('2026-09-28 09:05'));
    await office.setTime('2026-09-28 09:05');
    expect(await office.jobs.nextDue()).toBe(at('2026-09-28 10:00'));
  });

  it('is past while something waits that nobody has done yet', async () => {
    const office = openOffice({ at: '2026-09-28 09:00' });
    await assigned(office);
    office.skipTo('2026-09-28 13:00');
    expect(await office.jobs.nextDue()).toBeLessThan(office.now());
    await office.jobs.settle();
    expect(await office.jobs.nextDue()).toBeGreaterThan(office.now());
  });
});
