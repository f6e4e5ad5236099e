import type { Calendar } from './domain/calendar.ts';
import type { Submission } from './domain/command.ts';
import type { Decide } from './domain/decide.ts';
import type { Instant } from './domain/time.ts';
import type { Answer, Settled, Store } from './store/store.ts';

/** Carries out one submission; the answer comes when it is on disk. A rejection is a bug or a broken machine. */
export type Execute = (submission: Submission) => Promise<Answer>;

/** The only way a petition changes: taps, card buttons, approval events and timers all come through here. */
export function createExecutor({ store, decide, clock, calendar, wake }: Executing): Execute {
  let waiting: Waiting[] = [];

  async function drain(): Promise<void> {
    const batch = waiting.slice(0, MOST_PER_TRANSACTION);
    waiting = waiting.slice(MOST_PER_TRANSACTION);
    if (waiting.length > 0) setImmediate(drain);
    try {
      const settled = await carryOut(batch.map(({ submission }) => submission));
      for (const [index, each] of batch.entries()) each.settle(settled[index]);
      if (settled.some((each) => 'answer' in each && each.answer.ok)) wake();
    } catch (bug) {
      // Nothing was committed; whoever has been answered already is not answered again.
      for (const each of batch) each.settle({ bug });
    }
  }

  function carryOut(batch: readonly Submission[]): Promise<readonly Settled[]> {
    const now = clock();
    return store.executeBatch(batch, now, (petition, { by, command }, held) =>
      decide(petition, command, { ...held, now, by, calendar: calendar() }),
    );
  }

  return (submission) =>
    new Promise((resolve, reject) => {
      // Whatever arrives in this turn of the event loop shares one transaction, hence one flush to disk.
      if (waiting.length === 0) setImmediate(drain);
      waiting.push({
        submission,
        settle(settled) {
          if (settled && 'answer' in settled) resolve(settled.answer);
          else reject(settled?.bug ?? new Error('a submission was left without an answer'));
        },
      });
    });
}

export interface Executing {
  readonly store: Pick<Store, 'executeBatch'>;
  readonly decide: Decide;
  readonly clock: () => Instant;
  /** The working calendar in force. */
  readonly calendar: () => Calendar;
  /** Called when something was recorded, so that its messages go out at once. */
  readonly wake: () => void;
}

interface Waiting {
  readonly submission: Submission;
  readonly settle: (settled: Settled | undefined) => void;
}

const MOST_PER_TRANSACTION = 200;
