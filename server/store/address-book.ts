import { and, eq, isNotNull } from 'drizzle-orm';
import { addressBook } from '../../db/schema-dingtalk.ts';
import { type AddressEntry, type AddressSaid, noted } from '../domain/address-book.ts';
import type { StaffId } from '../domain/directory.ts';
import { type Instant, instant } from '../domain/time.ts';
import type { AddressBookShelf } from './address-book-store.ts';
import type { AuditLog } from './audit.ts';
import type { Base } from './base.ts';
import { canonicalJson } from './canonical-json.ts';
import type { DirectoryShelf } from './directory.ts';
import type { AtOnce } from './promised.ts';

type Row = typeof addressBook.$inferSelect;

export function openAddressBook(
  { sqlite, tables, sealing }: Base,
  directory: Pick<DirectoryShelf, 'current'>,
  audit: Pick<AuditLog, 'append'>,
): AtOnce<AddressBookShelf> {
  const isOurs = (id: StaffId) => directory.current().staff.get(id)?.active === true;
  const rows = () => tables.select().from(addressBook).all();

  function find(userId: StaffId): AddressEntry | undefined {
    const row = tables.select().from(addressBook).where(eq(addressBook.userId, userId)).get();
    return row && entryIn(row, sealing);
  }

  function forget(userId: StaffId): void {
    tables.delete(addressBook).where(eq(addressBook.userId, userId)).run();
  }

  function put(userId: StaffId, { said, missingSince, ...entry }: AddressEntry): void {
    const values = {
      ...entry,
      said: said === null ? null : sealing.seal(canonicalJson(said), placeOf(userId)),
      missingSince: missingSince ?? null,
    };
    tables
      .insert(addressBook)
      .values({ userId, ...values })
      .onConflictDoUpdate({ target: addressBook.userId, set: values })
      .run();
  }

  const note = sqlite.transaction(
    (said: ReadonlyMap<StaffId, AddressSaid | null>, now: Instant) => {
      for (const [userId, answer] of said) {
        const entry = noted(find(userId), answer, isOurs(userId), now);
        if (entry) put(userId, entry);
        else forget(userId);
      }
    },
  );

  const noteStrangers = sqlite.transaction((present: ReadonlySet<StaffId>) => {
    const known = new Set<StaffId>();
    for (const { userId, ours } of rows()) {
      known.add(userId);
      if (!(ours || present.has(userId))) forget(userId);
    }
    const fresh = [...present].filter((userId) => !(known.has(userId) || isOurs(userId)));
    for (const userId of fresh) {
      put(userId, { said: null, revision: 1, setAside: true, ours: false });
    }
  });

  const setAside = sqlite.transaction(
    (userId: StaffId, revision: number, entry: Parameters<AuditLog['append']>[0]) => {
      const row = and(eq(addressBook.userId, userId), eq(addressBook.revision, revision));
      const done = tables.update(addressBook).set({ setAside: true }).where(row).run();
      if (done.changes === 1) audit.append(entry);
      return done.changes === 1;
    },
  );

  return {
    addressBook: () => new Map(rows().map((row) => [row.userId, entryIn(row, sealing)])),
    noteAddresses: (said, now) => note.immediate(said, now),
    noteStrangers: (present) => noteStrangers.immediate(present),
    missingPeople: () =>
      new Map(
        tables
          .select()
          .from(addressBook)
          .where(isNotNull(addressBook.missingSince))
          .all()
          .filter(({ userId }) => isOurs(userId))
          .map(({ userId, missingSince }) => [userId, instant(missingSince ?? 0)]),
      ),
    setAddressAside: (id, revision, entry) => setAside.immediate(id, revision, entry),
  };
}

function entryIn(
  { userId, said, revision, setAside, ours, missingSince }: Row,
  { openSealed }: Base['sealing'],
): AddressEntry {
  const opened = said && (JSON.parse(openSealed(said, placeOf(userId))) as AddressSaid);
  return {
    said: opened,
    revision,
    setAside,
    ours,
    ...(missingSince === null ? {} : { missingSince: instant(missingSince) }),
  };
}

/** One that is moved to another person's row does not open. */
function placeOf(userId: StaffId): string {
  return `address_book|said|${userId}`;
}
