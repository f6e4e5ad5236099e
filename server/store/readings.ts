import { and, asc, desc, eq } from 'drizzle-orm';
import { readings } from '../../db/schema.ts';
import type { OfficeId } from '../domain/office.ts';
import type { Reading, ReadingAnswer, ReadingId } from '../domain/reading.ts';
import { instant } from '../domain/time.ts';
import type { Base } from './base.ts';
import type { JobMessage } from './message-store.ts';
import { inOffice } from './offices.ts';
import type { OutboxWriter } from './outbox.ts';
import type { AtOnce } from './promised.ts';
import type { Readings } from './reading-store.ts';

/** An office's readings, sealed: not even how many petitions are in one can be told from outside. */
export function openReadings(
  { sqlite, tables, sealing }: Base,
  outbox: OutboxWriter,
  officeId: OfficeId,
): AtOnce<Readings> {
  function read({ id, at, content }: typeof readings.$inferSelect): Reading {
    const written = JSON.parse(sealing.openSealed(content, readingAt(id))) as Written;
    return { id, at: instant(at), ...written };
  }

  function find(id: ReadingId): Reading | null {
    const row = tables
      .select()
      .from(readings)
      .where(and(eq(readings.id, id), eq(readings.officeId, officeId)))
      .get();
    return row ? read(row) : null;
  }

  const sealed = ({ id, at: _, ...written }: Reading) =>
    sealing.seal(JSON.stringify(written satisfies Written), readingAt(id));

  return {
    readings: () =>
      tables
        .select()
        .from(readings)
        .where(eq(readings.officeId, officeId))
        .orderBy(desc(readings.at), readings.id)
        .all()
        .map(read),
    reading: find,
    giveReading: sqlite.transaction((reading: Reading, message: JobMessage | null) => {
      const { id, at } = reading;
      tables
        .insert(readings)
        .values({ id, officeId, at, content: sealed(reading) })
        .run();
      if (message === null) return;
      const dedupe = inOffice(`reading:${id}`, officeId);
      outbox.tellByJob({ ...message, dedupe }, at, officeId);
    }).immediate,
    answerReading: sqlite.transaction((id: ReadingId, answer: ReadingAnswer) => {
      const reading = find(id);
      if (!reading || reading.read) return false;
      tables
        .update(readings)
        .set({ readAt: answer.at, filed: false, content: sealed({ ...reading, read: answer }) })
        .where(eq(readings.id, id))
        .run();
      return true;
    }).immediate,
    readingsToFile: () =>
      tables
        .select()
        .from(readings)
        .where(and(eq(readings.officeId, officeId), eq(readings.filed, false)))
        .orderBy(asc(readings.at), readings.id)
        .all()
        .map(read),
    noteFiled: sqlite.transaction((id: ReadingId, answered: boolean) => {
      if (find(id)?.read !== undefined && !answered) return;
      tables.update(readings).set({ filed: true }).where(eq(readings.id, id)).run();
    }).immediate,
  };
}

type Written = Omit<Reading, 'id' | 'at'>;

function readingAt(id: ReadingId): string {
  return `readings|content|${id}`;
}
