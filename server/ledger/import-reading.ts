import type { StaffId } from '../domain/directory.ts';
import type { PetitionId } from '../domain/petition.ts';
import { registrationIdentity } from '../domain/registration-identity.ts';
import type { ImportRow, ImportShelf } from '../store/import-store.ts';
import { type ReadRow, type RowReading, readRow } from './import-row.ts';
import type { ReadSheet } from './import-sheet.ts';

/** Every row with what would come of it now. Pauses now and then: others want to work meanwhile. */
export async function readRows(
  rows: ReadSheet['rows'],
  reading: RowReading,
  store: Pick<ImportShelf, 'registeredAs'>,
  by: StaffId,
): Promise<readonly ImportRow[]> {
  const seen = new Map<string, number>();
  const done: ImportRow[] = [];
  for (let start = 0; start < rows.length; start += AT_ONCE) {
    const batch = rows.slice(start, start + AT_ONCE).map(({ row, cells }) => ({
      row,
      cells,
      read: onlyFirst(row, readRow(cells, reading), seen),
    }));
    const commands = batch.flatMap(({ read }) => (read.ok ? [read.command] : []));
    const known = [...(await store.registeredAs(commands, by))];
    for (const { row, cells, read } of batch) {
      done.push(importRow(row, cells, read, read.ok ? (known.shift() ?? null) : null));
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  return done;
}

/** The second row of the same petition is a fault of the sheet: which of the two is right, only its owner knows. */
function onlyFirst(row: number, read: ReadRow, seen: Map<string, number>): ReadRow {
  if (!read.ok) return read;
  const identity = registrationIdentity(read.command);
  const first = seen.get(identity);
  if (first === undefined) {
    seen.set(identity, row);
    return read;
  }
  const byNumber = read.command.facts.platformNumber !== undefined;
  const what = byNumber ? '信访件编号' : '姓名、信访日期和标题';
  const message = `与第${first}行的${what}相同。同一件只登记一次；确是两件的，请区分后重新导入。`;
  return { ok: false, faults: [{ field: byNumber ? 'platformNumber' : 'title', message }] };
}

function importRow(
  row: number,
  cells: readonly string[],
  read: ReadRow,
  known: PetitionId | null,
): ImportRow {
  if (!read.ok) return { row, cells, outcome: 'faulty', late: false, faults: read.faults };
  const { late } = read;
  if (known === null) return { row, cells, outcome: 'ready', late, faults: [] };
  return { row, cells, outcome: 'known', petitionId: known, late: false, faults: [] };
}

const AT_ONCE = 250;
