import { setImmediate as nextTurn } from 'node:timers/promises';

/** One run of the measurements. */
export interface Run {
  /** Fewer repetitions, less data: to see that everything works and roughly where it stands. */
  readonly quick: boolean;
  /** For everything written; its owner removes it. */
  readonly folder: string;
  /** Tells the person waiting what is being done. */
  readonly say: (text: string) => void;
  /** Lets signals through: to be awaited now and then in long work that never waits. */
  readonly breathe: () => Promise<void>;
}

export function startRun(folder: string, quick: boolean): Run {
  const started = performance.now();
  return {
    quick,
    folder,
    say: (text) => {
      const seconds = Math.round((performance.now() - started) / 1000);
      console.error(`${String(seconds).padStart(4)}s  ${text}`);
    },
    breathe: () => nextTurn(),
  };
}
