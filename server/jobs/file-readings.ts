import { filingOf } from '../domain/reading-rules.ts';
import type { Instant } from '../domain/time.ts';
import type { JobSurroundings } from './surroundings.ts';

/** Readings that a server going down kept from the files of their petitions are put there. */
export async function fileReadings(
  { store, execute }: JobSurroundings,
  now: Instant,
): Promise<number> {
  const waiting = await store.readingsToFile();
  if (waiting.length === 0) return 0;
  const regime = await store.regimeInForce(now);
  for (const reading of waiting) {
    for (const submission of filingOf(reading, regime)) await execute(submission);
    await store.noteFiled(reading.id, reading.read !== undefined);
  }
  return waiting.length;
}
