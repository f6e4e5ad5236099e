import type { DutyRecord } from '../domain/duty-states.ts';
import type { Duties } from './duty-store.ts';
import type { Readings } from './reading-store.ts';

/** What has been done of all duties, in the office's own entries and in what was put before its leaders. */
export async function readDuties(store: Duties & Readings): Promise<DutyRecord> {
  return { entries: await store.dutyEntries(), readings: await store.readings() };
}
