import { desc, eq } from 'drizzle-orm';
import { dutyEntries } from '../../db/schema.ts';
import type { DutyEntry, DutyFile } from '../domain/duties.ts';
import type { OfficeId } from '../domain/office.ts';
import { DAY, instant } from '../domain/time.ts';
import type { Base } from './base.ts';
import type { Duties } from './duty-store.ts';
import type { AtOnce } from './promised.ts';

/** An office's duties as written down. What was typed, and the files, are sealed. */
export function openDuties(base: Base, officeId: OfficeId): AtOnce<Duties> {
  const { sqlite, tables, sealing } = base;
  const files = openDutyFiles(base, officeId);

  function read({ id, duty, period, at, content }: typeof dutyEntries.$inferSelect): DutyEntry {
    const written = JSON.parse(sealing.openSealed(content, entryAt(id))) as Written;
    return {
      id,
      duty,
      ...(period === null ? {} : { period }),
      at: instant(at),
      ...written,
      files: files.of(id),
    };
  }

  return {
    dutyEntries: () =>
      tables
        .select()
        .from(dutyEntries)
        .where(eq(dutyEntries.officeId, officeId))
        .orderBy(desc(dutyEntries.at), dutyEntries.id)
        .all()
        .map(read),
    writeDuty: sqlite.transaction(
      (
        { id, duty, period, at, answers, by }: Omit<DutyEntry, 'files'>,
        uploads: readonly string[],
      ) => {
        if (!uploads.every((upload) => files.isFree(upload, by))) return false;
        const content = sealing.seal(
          JSON.stringify({ answers, by } satisfies Written),
          entryAt(id),
        );
        tables
          .insert(dutyEntries)
          .values({ id, officeId, duty, period: period ?? null, at, content })
          .run();
        for (const upload of uploads) files.take(upload, id);
        return true;
      },
    ).immediate,
    keepDutyFile: files.keep,
    dutyFile: files.find,
  };
}

type Written = Pick<DutyEntry, 'answers' | 'by'>;
/** Without `Buffer`, whose bytes stand in a column of their own. */
type Details = DutyFile;

function openDutyFiles({ sqlite, sealing, random }: Base, officeId: OfficeId) {
  const insert = sqlite.prepare('INSERT INTO duty_files VALUES (?, ?, NULL, ?, ?, ?, ?)');
  // Uploads that came to nothing go with the next one.
  const forget = sqlite.prepare('DELETE FROM duty_files WHERE entry_id IS NULL AND at < ?');
  const free = sqlite
    .prepare<unknown[], number>(
      `SELECT 1 FROM duty_files
       WHERE id = ? AND staff_id = ? AND office_id = ? AND entry_id IS NULL`,
    )
    .pluck();
  const take = sqlite.prepare('UPDATE duty_files SET entry_id = ? WHERE id = ?');
  const ofEntry = sqlite.prepare<[string], { id: string; details: Buffer }>(
    'SELECT id, details FROM duty_files WHERE entry_id = ? ORDER BY at, id',
  );
  const one = sqlite.prepare<unknown[], { details: Buffer; content: Buffer }>(
    'SELECT details, content FROM duty_files WHERE id = ? AND entry_id = ? AND office_id = ?',
  );
  const detailsOf = (id: string, details: Buffer) =>
    JSON.parse(sealing.openSealed(details, fileAt('details', id))) as Details;

  return {
    keep({ name, mediaType, content, by, at }: Parameters<AtOnce<Duties>['keepDutyFile']>[0]) {
      const id = random(12).toString('base64url');
      const file: DutyFile = { id, name, mediaType, size: content.length };
      forget.run(at - UPLOADS_KEPT_MS);
      insert.run(
        id,
        officeId,
        by,
        at,
        sealing.seal(JSON.stringify(file), fileAt('details', id)),
        sealing.seal(content, fileAt('content', id)),
      );
      return file;
    },
    isFree: (id: string, by: string) => free.get(id, by, officeId) === 1,
    take: (id: string, entryId: string) => void take.run(entryId, id),
    of: (entryId: string): readonly DutyFile[] =>
      ofEntry.all(entryId).map(({ id, details }) => detailsOf(id, details)),
    find(entryId: string, id: string) {
      const row = one.get(id, entryId, officeId);
      if (!row) return null;
      const content = sealing.openSealedBytes(row.content, fileAt('content', id));
      return { ...detailsOf(id, row.details), content };
    },
  };
}

const UPLOADS_KEPT_MS = 7 * DAY;

function entryAt(id: string): string {
  return `duty_entries|content|${id}`;
}

function fileAt(column: 'details' | 'content', id: string): string {
  return `duty_files|${column}|${id}`;
}
