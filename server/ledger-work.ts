import type { Logger } from 'pino';
import type { Store } from './store/store.ts';

/**
 * Keeps the ledger quick and its text search up to date in between everything else, so that nobody's question has to.
 * What was being done when the process ended is simply done again. Returns how to end it.
 */
export function startLedgerWork(
  store: Pick<Store, 'prepareLedger'>,
  log: Pick<Logger, 'info' | 'error'>,
): () => Promise<void> {
  let over = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  async function work(): Promise<void> {
    try {
      let steps = 0;
      for (let behind = 1; behind > 0 && !over; steps += 1) {
        behind = await store.prepareLedger();
        if (behind > 0 && steps % STEPS_TOLD === 0) log.info({ behind }, 'searchCatchingUp');
      }
    } catch (error) {
      // The next look tries again; a question that needs it says that it is behind.
      log.error({ err: error }, 'ledgerWorkFailed');
    }
    if (!over) later();
  }

  function later(): void {
    timer = setTimeout(() => {
      running = work();
    }, PAUSE_MS);
    timer.unref();
  }

  running = work();
  return async () => {
    over = true;
    clearTimeout(timer);
    await running;
  };
}

const PAUSE_MS = 2000;
/** Steps of four thousand petitions between two lines of the log. */
const STEPS_TOLD = 5;
