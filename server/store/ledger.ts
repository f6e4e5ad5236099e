import { setImmediate } from 'node:timers/promises';
import type { StaffMember } from '../domain/directory.ts';
import { officeOf } from '../domain/office.ts';
import type { Petition } from '../domain/petition.ts';
import type { Base } from './base.ts';
import { conditionsOf, type Test } from './ledger-conditions.ts';
import { type LedgerEntry, ledgerEntry } from './ledger-entry.ts';
import { createLedgerMemory, type LedgerMemory } from './ledger-memory.ts';
import { createOrders, ORDER_COLUMNS } from './ledger-order.ts';
import type { LedgerParts } from './ledger-parts.ts';
import type { LedgerQuery, LedgerReads } from './ledger-reads.ts';
import { scan } from './ledger-scan.ts';
import { openSnapshots, type Secret } from './ledger-snapshot.ts';
import type { LedgerRow, LedgerTable } from './ledger-table.ts';
import { openLedgerVisibility } from './ledger-visibility.ts';
import type { AtOnce } from './promised.ts';

/**
 * The ledger over the columns in memory, which are read from the table in pieces when first needed and follow it from
 * then on. Accusations are never among them: each question opens those of the person's own chain.
 */
export function openLedger(
  base: Base,
  parts: LedgerParts,
): AtOnce<Pick<LedgerReads, 'ledger' | 'prepareLedger'>> {
  const { table, directory, search, index } = parts;
  const memory = createLedgerMemory(FIRST_CAPACITY);
  const orders = createOrders(memory);
  const visibility = openLedgerVisibility(base);
  const { loaded, follow } = following(table, memory, (rows) => {
    orders.changed(rows);
    visibility.changed(rows);
  });
  const snapshots = openSnapshots(base, parts, memory);

  function ordinary(query: LedgerQuery, person: StaffMember, now: number) {
    const officeId = officeOf(person);
    const { always, ...conditions } = conditionsOf(query, memory, { officeId, now });
    const own = directory.of(officeId);
    const asked = { memory, directory: own, petitioners: person.roles.length > 0 };
    const tests: readonly (Test | null)[] = [
      visibility.test(person, memory.rows(), directory.current().version),
      query.number ? visibility.numbered(query.number, memory.rows()) : null,
      ...always,
      ...(query.text ? search.tests(query.text, asked) : []),
    ];
    const all = tests.filter((test) => test !== null);
    return scan(memory, orders.by(query.sort), query.descending, { ...conditions, always: all });
  }

  /** The same conditions on a ledger of nothing but the accusations this person may see. */
  function accusations(query: LedgerQuery, person: StaffMember, now: number) {
    const { number, text } = query;
    const seen = parts.accusations
      .seenBy(person.id, 'all')
      .map(({ petition }) => petition)
      .filter((petition) => number === undefined || isNumbered(petition, number))
      .filter((petition) => !text || search.holds(petition, text, directory.of(officeOf(person))));
    const own = createLedgerMemory(seen.length);
    for (const [place, petition] of seen.entries()) {
      own.put(place + 1, ledgerEntry(petition, parts.regimes.pinned(petition.regime)));
    }
    const order = Uint32Array.from(seen, (_, place) => place + 1);
    const found = scan(
      own,
      order,
      false,
      conditionsOf(query, own, { officeId: officeOf(person), now }),
    );
    const values = own.moment(ORDER_COLUMNS[query.sort]);
    const secrets = [...found.rows].flatMap((row): Secret[] => {
      const petition = seen[row - 1];
      return petition ? [{ petition, value: values[row] ?? 0 }] : [];
    });
    return { ...found, secrets };
  }

  return {
    async ledger(query, viewer, now) {
      const person = directory.current().staff.get(viewer);
      if (!person?.active) return snapshots.empty;
      await loaded();
      const searchBehind = query.text ? await index.catchUp() : 0;
      follow();
      const [found, sealed] = [ordinary(query, person, now), accusations(query, person, now)];
      return snapshots.of({ found, sealed, query, viewer, now, searchBehind });
    },
    async prepareLedger() {
      await loaded();
      follow();
      return index.catchUp();
    },
  };
}

/** Keeps the memory like the table: read in pieces at first, then only what has changed. */
function following(
  table: LedgerTable,
  memory: LedgerMemory,
  changed: (rows: ReadonlySet<number>) => void,
) {
  let loading: Promise<void> | null = null;

  async function load(): Promise<void> {
    for (let rows = table.page(0, LOAD_STEP); rows.length > 0; ) {
      for (const row of rows) memory.put(row.row, entryOf(row));
      await setImmediate();
      rows = table.page(memory.rows(), LOAD_STEP);
    }
  }

  return {
    loaded: () => {
      loading ??= load();
      return loading;
    },
    follow(): void {
      const rows = new Set<number>();
      for (const id of table.takeChanged()) {
        const row = table.find(id);
        if (!row) continue;
        memory.put(row.row, entryOf(row));
        rows.add(row.row);
      }
      changed(rows);
    },
  };
}

const FIRST_CAPACITY = 4096;
const LOAD_STEP = 2000;

function entryOf(row: LedgerRow): LedgerEntry {
  // The table has the entry's own types, but for yes and no, which are 1 and 0.
  return row as unknown as LedgerEntry;
}

function isNumbered({ number, facts }: Petition, start: string): boolean {
  return number.startsWith(start) || facts.platformNumber?.startsWith(start) === true;
}
