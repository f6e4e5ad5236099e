import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  isFromList,
  listOf,
  markOpened,
  stepInList,
  wayBack,
} from '../../miniapp/desk/ledger/current-list.ts';

const ids = ['first', 'second', 'third'];
/** Each test is somebody else, who has left no list behind. */
let nextPerson = 0;

/** A server that has these petitions in its ledger, in this order. */
function serverWith(list: readonly string[]) {
  const page = { now: 0, items: list.map((id) => ({ id })), total: list.length, offset: 0 };
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(page)));
}

/** The list as a person sees it who has opened its second petition. */
async function opened() {
  serverWith(ids);
  const list = listOf({ unit: ['city'] }, `person-${nextPerson++}`);
  list.rows.want(0, 3);
  await vi.waitFor(() => expect(list.rows.rowAt(1)?.id).toBe('second'));
  list.active.value = 1;
  markOpened('second');
  return list;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('walking through the list from petition to petition', () => {
  it('goes to the next and back again', async () => {
    await opened();
    expect(stepInList(1)).toBe('third');
    expect(isFromList('third')).toBe(true);
    expect(stepInList(-1)).toBe('second');
    expect(stepInList(-1)).toBe('first');
  });

  it('stops at either end', async () => {
    await opened();
    stepInList(1);
    expect(stepInList(1)).toBeNull();
    stepInList(-1);
    stepInList(-1);
    expect(stepInList(-1)).toBeNull();
    expect(isFromList('first')).toBe(true);
  });

  it('leaves out nobody when an act has taken the petition off the list', async () => {
    const list = await opened();
    serverWith(['first', 'third']);
    list.rows.refresh();
    await vi.waitFor(() => expect(list.rows.rowAt(1)?.id).toBe('third'));
    expect(stepInList(1)).toBe('third');
    expect(stepInList(-1)).toBe('first');
  });
});

describe('the list that was left behind', () => {
  it('is the same again for the same filter, with its place', () => {
    serverWith(ids);
    const list = listOf({ unit: ['city'] }, 'clerk');
    expect(listOf({ unit: ['city'] }, 'clerk')).toBe(list);
    expect(wayBack()).toEqual({ path: '/desk/ledger', query: { unit: 'city' } });
    expect(listOf({ unit: ['demolition'] }, 'clerk')).not.toBe(list);
  });

  it('is nobody else’s', () => {
    serverWith(ids);
    const list = listOf({}, 'clerk');
    expect(listOf({}, 'leader')).not.toBe(list);
  });
});
