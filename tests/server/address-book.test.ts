import { describe, expect, it } from 'vitest';
import { CANTEEN, openAddressBookOffice } from '../support/address-book.ts';
import { demolition, director } from '../support/people.ts';

/** Monday; the first look is in the night to Tuesday or an hour after the start, whichever the test comes to. */
const MONDAY = '2026-03-16 09:00';

describe('who is pushed as having left', () => {
  it('leaves at once when DingTalk does not know him either: the next request is not answered', async () => {
    const office = await openAddressBookOffice(MONDAY);
    const phone = await office.as(demolition.liaisonB);
    expect((await phone.get('/api/me')).status).toBe(200);
    office.sandbox.leave(demolition.liaisonB);
    await office.watch.heardOf([demolition.liaisonB], 'left');
    expect(await office.works(demolition.liaisonB)).toBe(false);
    expect((await phone.get('/api/me')).status).toBe(401);
  });

  it('stays when DingTalk still knows him: what is pushed is a hint only', async () => {
    const office = await openAddressBookOffice(MONDAY);
    const phone = await office.as(demolition.liaisonB);
    await office.watch.heardOf([demolition.liaisonB], 'left');
    expect(await office.works(demolition.liaisonB)).toBe(true);
    expect((await phone.get('/api/me')).status).toBe(200);
  });

  it.each(['busy', 'html', 'resetBeforeWork'] as const)(
    'stays while DingTalk cannot be asked (%s), and has to be told again',
    async (weather) => {
      const office = await openAddressBookOffice(MONDAY);
      office.sandbox.leave(demolition.liaisonB);
      office.sandbox.setWeather(weather);
      await expect(office.watch.heardOf([demolition.liaisonB], 'left')).rejects.toThrow();
      expect(await office.works(demolition.liaisonB)).toBe(true);
      office.sandbox.setWeather(null);
      await office.watch.heardOf([demolition.liaisonB], 'left');
      expect(await office.works(demolition.liaisonB)).toBe(false);
    },
  );

  it('is nobody’s business when he is a stranger', async () => {
    const office = await openAddressBookOffice(MONDAY);
    await office.watch.heardOf(['canteen-cook'], 'left');
    expect(office.asked()).toEqual([]);
  });

  it('does not leave on the word that he has changed, but only an hour later', async () => {
    const office = await openAddressBookOffice(MONDAY);
    office.sandbox.leave(demolition.liaisonB);
    await office.watch.heardOf([demolition.liaisonB], 'changed');
    expect(await office.works(demolition.liaisonB)).toBe(true);
    await office.lookAt('2026-03-16 09:59');
    expect(await office.works(demolition.liaisonB)).toBe(true);
    await office.lookAt('2026-03-16 10:00');
    expect(await office.works(demolition.liaisonB)).toBe(false);
  });
});

describe('the nightly look', () => {
  it('lets nobody go whom it misses once, and lets him go an hour later', async () => {
    const office = await openAddressBookOffice(MONDAY);
    await office.lookAt('2026-03-16 10:00');
    office.sandbox.leave(demolition.caseworker);
    await office.lookAt('2026-03-17 02:19');
    expect((await office.office.store.missingPeople()).size).toBe(0);
    await office.lookAt('2026-03-17 02:20');
    expect([...(await office.office.store.missingPeople()).keys()]).toEqual([
      demolition.caseworker,
    ]);
    await office.lookAt('2026-03-17 03:19');
    expect(await office.works(demolition.caseworker)).toBe(true);
    await office.lookAt('2026-03-17 03:20');
    expect(await office.works(demolition.caseworker)).toBe(false);
  });

  it('forgets that it missed somebody who is there the second time', async () => {
    const office = await openAddressBookOffice(MONDAY);
    const [person] = office.sandbox.people().filter(({ userId }) => userId === demolition.head);
    office.sandbox.leave(demolition.head);
    await office.lookAt('2026-03-16 10:00');
    if (person) office.sandbox.join(person);
    await office.lookAt('2026-03-16 11:00');
    expect(await office.works(demolition.head)).toBe(true);
    expect((await office.office.store.missingPeople()).size).toBe(0);
  });

  it('remembers over a restart whom it missed', async () => {
    const office = await openAddressBookOffice(MONDAY);
    office.sandbox.leave(demolition.head);
    await office.lookAt('2026-03-16 10:00');
    office.restartWatch();
    await office.lookAt('2026-03-16 11:00');
    expect(await office.works(demolition.head)).toBe(false);
  });

  it('is made once a day, and made up for when the server was down that night', async () => {
    const office = await openAddressBookOffice(MONDAY);
    await office.lookAt('2026-03-16 10:00');
    const once = office.asked().length;
    await office.lookAt('2026-03-16 23:59');
    expect(office.asked().length).toBe(once);
    await office.lookAt('2026-03-19 08:00');
    expect(office.asked().length).toBeGreaterThan(once);
    const madeUp = office.asked().length;
    await office.lookAt('2026-03-20 02:19');
    expect(office.asked().length).toBe(madeUp);
    await office.lookAt('2026-03-20 02:20');
    expect(office.asked().length).toBeGreaterThan(madeUp);
  });

  it('concludes nothing from half an answer and asks again an hour later', async () => {
    const office = await openAddressBookOffice(MONDAY);
    office.sandbox.leave(demolition.head);
    office.sandbox.setWeather('busy', { api: 'user/get' });
    await office.lookAt('2026-03-16 10:00');
    expect((await office.office.store.missingPeople()).size).toBe(0);
    office.sandbox.setWeather(null);
    await office.lookAt('2026-03-16 10:59');
    expect((await office.office.store.missingPeople()).size).toBe(0);
    await office.lookAt('2026-03-16 11:00');
    expect((await office.office.store.missingPeople()).size).toBe(1);
  });

  it('says that it has not been possible for two days, and no longer once it is', async () => {
    const office = await openAddressBookOffice(MONDAY);
    await office.lookAt('2026-03-16 10:00');
    office.sandbox.setWeather('busy');
    await office.lookAt('2026-03-17 02:20');
    await office.lookAt('2026-03-18 09:59');
    expect(office.watch.troubles()).toEqual([]);
    await office.lookAt('2026-03-18 11:00');
    expect(office.watch.troubles()[0]?.explanation).toContain('已两天未能核对钉钉通讯录');
    office.sandbox.setWeather(null);
    await office.lookAt('2026-03-18 12:00');
    expect(office.watch.troubles()).toEqual([]);
  });

  it('is made soon after departments have changed, but not twice in an hour', async () => {
    const office = await openAddressBookOffice(MONDAY);
    await office.lookAt('2026-03-16 10:00');
    const once = office.asked().length;
    office.watch.heardOfDepartments();
    await office.lookAt('2026-03-16 10:59');
    expect(office.asked().length).toBe(once);
    await office.lookAt('2026-03-16 11:00');
    expect(office.asked().length).toBeGreaterThan(once);
  });
});

describe('many missing at once', () => {
  /** 39 people: a fifth of them is 7.8. */
  const some = (office: Awaited<ReturnType<typeof openAddressBookOffice>>, count: number) =>
    office.sandbox
      .people()
      .map(({ userId }) => userId)
      .filter((userId) => userId !== director)
      .slice(-count);

  it.each([
    [7, 7],
    [8, 0],
  ])('%i of 39: %i leave', async (missing, left) => {
    const office = await openAddressBookOffice(MONDAY);
    for (const userId of some(office, missing)) office.sandbox.leave(userId);
    await office.lookAt('2026-03-16 10:00');
    await office.lookAt('2026-03-16 11:00');
    const { staff } = await office.office.store.directory();
    expect([...staff.values()].filter(({ active }) => !active)).toHaveLength(left);
    const said = office.watch
      .troubles()
      .map(({ explanation }) => explanation)
      .join('');
    expect(said.includes('疑似授权范围变化')).toBe(left === 0);
  });

  it('are not let go one by one either when they are pushed', async () => {
    const office = await openAddressBookOffice(MONDAY);
    const userIds = some(office, 8);
    for (const userId of userIds) office.sandbox.leave(userId);
    await office.watch.heardOf(userIds, 'left');
    const { staff } = await office.office.store.directory();
    expect([...staff.values()].every(({ active }) => active)).toBe(true);
  });

  it('are back when the scope is: nobody is called new then', async () => {
    const office = await openAddressBookOffice(MONDAY);
    office.sandbox.join({ userId: 'cook', name: '厨师', departmentIds: [CANTEEN] });
    await office.lookAt('2026-03-16 10:00');
    const everybody = office.sandbox.people();
    for (const { userId } of everybody) if (userId !== director) office.sandbox.leave(userId);
    await office.lookAt('2026-03-17 02:20');
    for (const person of everybody) if (person.userId !== director) office.sandbox.join(person);
    await office.lookAt('2026-03-18 02:20');
    expect(office.watch.troubles()).toEqual([]);
    const phone = await office.as(director);
    const shown = (await phone.get('/api/administration/address-book')).json();
    expect([shown.entries, shown.missing]).toEqual([[], []]);
  });
});
