import { describe, expect, it } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import {
  type AddressFilter,
  addressOf,
  filterIn,
  filterTitles,
  parametersOf,
  withFilter,
} from '../../miniapp/desk/ledger/filter-address.ts';
import { chipsOf, flagWords, outcomes } from '../../miniapp/desk/ledger/filter-chips.ts';
import { ledgerFilter } from '../../server/contract/ledger.ts';

const full: AddressFilter = {
  scope: ['all'],
  text: ['过渡费'],
  unit: ['demolition', 'city'],
  dueWithin: ['3'],
  overdue: ['true'],
  outcome: ['dissatisfied'],
  sort: ['received'],
  order: ['desc'],
};

/** As a colleague gets it who is sent the address. */
async function sent(filter: AddressFilter): Promise<AddressFilter> {
  const page = { template: '<p />' };
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/ledger', component: page }],
  });
  const { fullPath } = router.resolve({ path: '/ledger', query: addressOf(filter) });
  await router.push(fullPath);
  return filterIn(router.currentRoute.value.query);
}

describe('the filter in the address', () => {
  it('shows a colleague the same list', async () => {
    expect(await sent(full)).toEqual(full);
    expect(await sent({ unit: ['city'] })).toEqual({ unit: ['city'] });
    expect(await sent({})).toEqual({});
  });

  it('does not write out the usual scope, and keeps an unusual one', () => {
    expect(addressOf({ scope: ['open'], overdue: ['true'] })).toEqual({ overdue: 'true' });
    expect(addressOf({ scope: ['ended'] })).toEqual({ scope: 'ended' });
  });

  it('leaves out what it does not know, and what is empty', () => {
    expect(filterIn({ nonsense: '1', text: ' ', unit: ['city', null] })).toEqual({
      unit: ['city'],
    });
  });

  it('knows every parameter that the server takes', () => {
    expect(Object.keys(filterTitles).sort()).toEqual(Object.keys(ledgerFilter.shape).sort());
  });

  it('asks the server for what it says', () => {
    const parameters = parametersOf(full);
    expect(parameters.getAll('unit')).toEqual(['demolition', 'city']);
    const asked = Object.fromEntries(
      [...new Set(parameters.keys())].map((name) => [name, parameters.getAll(name)]),
    );
    const single = Object.fromEntries(
      Object.entries(asked).map(([name, values]) => [
        name,
        values.length === 1 ? values[0] : values,
      ]),
    );
    expect(ledgerFilter.safeParse(single).success).toBe(true);
  });

  it('is put together and taken apart one parameter at a time', () => {
    const one = withFilter({}, 'stage', ['handling']);
    expect(withFilter(one, 'stage', ['handling', 'assigned'])).toEqual({
      stage: ['handling', 'assigned'],
    });
    expect(withFilter(one, 'stage', [])).toEqual({});
  });
});

describe('the chips', () => {
  it('say in words what is set, and leave out what has a control of its own', () => {
    const labels = chipsOf(full, { demolition: '征迁部', city: '城市管理部' }).map(
      ({ label }) => label,
    );
    expect(labels).toEqual([
      '检索：过渡费',
      '单位：征迁部、城市管理部',
      '3个工作日内到期',
      '已超期',
      '回访结果：不满意',
    ]);
  });

  it('say what a no means', () => {
    expect(chipsOf({ overdue: ['false'], dueWithin: ['0'] }, {}).map(({ label }) => label)).toEqual(
      ['今日到期', '未超期'],
    );
  });

  it('have words for every yes-or-no and every outcome that the server knows', () => {
    const flags = Object.keys(flagWords);
    const takesYes = (name: string) => ledgerFilter.safeParse({ [name]: 'true' });
    const yesOrNo = Object.keys(ledgerFilter.shape).filter((name) => {
      const read = takesYes(name);
      return read.success && read.data[name as keyof typeof read.data] === true;
    });
    expect(flags.sort()).toEqual(yesOrNo.sort());
    const known = outcomes.map(({ value }) => value);
    expect(ledgerFilter.safeParse({ outcome: known }).success).toBe(true);
  });
});
