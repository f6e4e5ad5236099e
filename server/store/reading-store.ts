import type { Reading, ReadingAnswer, ReadingId } from '../domain/reading.ts';
import type { JobMessage } from './message-store.ts';

/** What an office has put before its leaders. Who may see one is decided by the petitions in it. */
export interface Readings {
  /** Newest first. */
  readings(): Promise<readonly Reading[]>;
  reading(id: ReadingId): Promise<Reading | null>;
  /** Together with the notice to the reader; of an accusation the petition's own command tells him. */
  giveReading(reading: Reading, message: JobMessage | null): Promise<void>;
  /** False where it has been answered before, or there is none: the first answer stays. */
  answerReading(id: ReadingId, answer: ReadingAnswer): Promise<boolean>;
  /** Those that are not yet on the file of each of their petitions, oldest first. */
  readingsToFile(): Promise<readonly Reading[]>;
  /** `answered`: with the answer, unless it came in between. */
  noteFiled(id: ReadingId, answered: boolean): Promise<void>;
}
