import { followApprovals } from './approval-following.ts';
import { askForResults } from './ask-results.ts';
import { openChannels } from './channels.ts';
import { followSteps } from './follow-steps.ts';
import { sendDue } from './send-due.ts';
import type { JobSurroundings, Trouble } from './surroundings.ts';

/** Sends what waits in the outbox and learns what became of it. Nothing is ever sent anywhere else. */
export interface Pump {
  /**
   * Until nothing is due; one run at a time. Called during a run, it makes that run look once more. Answers how many
   * messages and results were dealt with; rejects only when the store does.
   */
  run(): Promise<number>;
  troubles(): readonly Trouble[];
  /** Takes up nothing more; resolves when what is under way has ended. */
  stop(): Promise<void>;
}

export function createPump(given: JobSurroundings): Pump {
  const { store, clock } = given;
  const channels = openChannels(given);
  let running: Promise<number> | null = null;
  let again = false;
  let stopped = false;
  const mayGoOn = () => !stopped;

  async function drain(): Promise<number> {
    let done = 0;
    do {
      again = false;
      if (!(await isAnythingDue())) continue;
      // Messages before results: when calls run short, telling people comes first.
      done += await sendDue(given, channels, mayGoOn);
      done += await followSteps(given, channels, mayGoOn);
      done += await followApprovals(given, channels, mayGoOn);
      done += await askForResults(given, channels, mayGoOn);
    } while (again && !stopped);
    return done;
  }

  async function isAnythingDue(): Promise<boolean> {
    const next = [await store.nextMessageAt(), await store.nextFollowerAt()];
    return next.some((at) => at !== null && at <= clock());
  }

  return {
    run() {
      if (stopped) return Promise.resolve(0);
      again = true;
      running ??= drain().finally(() => {
        running = null;
      });
      return running;
    },
    troubles: channels.troubles,
    async stop() {
      stopped = true;
      await running;
    },
  };
}
