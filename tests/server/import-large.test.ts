import { describe, expect, it } from 'vitest';
import type { ImportRow } from '../../server/store/import-store.ts';
import { importDeskOf } from '../support/import-desk.ts';
import { LEDGER_HEADER, ledgerRow, workbookOf } from '../support/ledgers.ts';
import { type Office, openOffice } from '../support/office.ts';
import { clerk, director } from '../support/people.ts';

const ROWS = 5000;
const FAULTY = 40;
/** Every 125th row is planted with a fault, in turn of another kind. */
const EVERY = ROWS / FAULTY;
const FAULTS = [
  { 信访日期: '去年春天' },
  { 限办时间: '' },
  { 信访形式: '飞鸽' },
  { 标题: '' },
  { 身份证号: '33060219900307032' },
  { 办理状态: '办结' },
  { 诉求类型: '检举控告' },
  { 内容分类: '' },
] as const;

function largeLedger() {
  return workbookOf([
    LEDGER_HEADER,
    ...Array.from({ length: ROWS }, (_, index) =>
      ledgerRow(
        index,
        (index + 1) % EVERY === 0 ? FAULTS[((index + 1) / EVERY) % FAULTS.length] : {},
      ),
    ),
  ]);
}

async function person(office: Office, id: string) {
  const found = (await office.store.directory()).staff.get(id);
  if (!found) throw new Error(`no ${id}`);
  return found;
}

async function uploaded(office: Office, bytes: Buffer): Promise<string> {
  const kept = await importDeskOf(office).upload(bytes, '台账.xlsx', await person(office, clerk));
  if (!kept.ok) throw new Error(kept.refusal);
  return kept.value;
}

/** Everything that has been registered, by the superior's number. */
async function registeredNumbers({ store, now }: Office): Promise<readonly (string | undefined)[]> {
  const numbers: (string | undefined)[] = [];
  let cursor: string | undefined;
  do {
    const query = { scope: 'all', limit: 100, ...(cursor ? { cursor } : {}) } as const;
    const page = await store.list(query, director, now());
    numbers.push(...page.items.map(({ facts }) => facts.platformNumber));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return numbers;
}

async function registeredTotal({ store, now }: Office): Promise<number> {
  return (await store.list({ scope: 'all', limit: 1 }, director, now())).total;
}

function rowsWith(office: Office, id: string, outcomes: readonly ImportRow['outcome'][]) {
  return office.store.importRows(id, { outcomes, after: 0, limit: ROWS });
}

describe('a ledger of five thousand rows with forty faults', () => {
  it('is registered once, through a crash, a restart and a second import, with every fault named', async () => {
    const office = openOffice({ at: '2026-03-16 09:00', onDisk: true });
    const bytes = await largeLedger();
    const id = await uploaded(office, bytes);
    const faulty = await rowsWith(office, id, ['faulty']);
    expect(faulty.map(({ row }) => row)).toEqual(
      Array.from({ length: FAULTY }, (_, index) => (index + 1) * EVERY + 1),
    );
    for (const { faults } of faulty) {
      expect(faults).toHaveLength(1);
      // Told by the form, or by the regulation's own rules: by field either way.
      const [fault] = faults;
      expect(fault && 'refusal' in fault ? fault.refusal : fault).toMatchObject({
        field: expect.any(String),
      });
    }

    let done = 0;
    // The process dies in the middle of a batch: some of its rows are on disk, none has its outcome.
    const dying: Office['execute'] = (submission) => {
      done += 1;
      return done > 1010 ? new Promise(() => {}) : office.execute(submission);
    };
    const { store, now } = office;
    await importDeskOf({ store, now, execute: dying }, 'dies').start(id);
    await expect.poll(() => done, { timeout: 60_000 }).toBe(1025);
    await expect.poll(() => registeredTotal(office), { timeout: 60_000 }).toBe(1010);
    expect((await office.store.importCounts(id)).registered).toBe(1000);

    await office.restart('killed');
    await importDeskOf(office).settled();
    expect(await office.store.importCounts(id)).toEqual({
      ready: 0,
      faulty: FAULTY,
      known: 0,
      registered: ROWS - FAULTY,
      refused: 0,
    });
    const numbers = await registeredNumbers(office);
    expect(numbers).toHaveLength(ROWS - FAULTY);
    expect(new Set(numbers).size).toBe(ROWS - FAULTY);

    const again = await uploaded(office, bytes);
    expect(await office.store.importCounts(again)).toMatchObject({
      known: ROWS - FAULTY,
      ready: 0,
    });
    expect(await registeredTotal(office)).toBe(ROWS - FAULTY);
  }, 120_000);
});
