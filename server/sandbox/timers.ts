import type { SandboxState } from './state.ts';

const LOOK_EVERY_MS = 25;

/** Runs it once so much has elapsed, unless called off by what this returns. */
export function after(state: SandboxState, ms: number, run: () => void): () => void {
  const timer = { at: state.elapsed() + ms, run };
  state.timers.add(timer);
  return () => state.timers.delete(timer);
}

/** Elapsed time may be the caller's own, so it is looked at instead of waited for. Returns what stops the looking. */
export function keepTime(state: SandboxState): () => void {
  const looking = setInterval(() => {
    const now = state.elapsed();
    const due = [...state.timers].filter(({ at }) => at <= now).sort((a, b) => a.at - b.at);
    for (const timer of due) {
      // One that ran before may have called this one off.
      if (state.timers.delete(timer)) timer.run();
    }
  }, LOOK_EVERY_MS);
  looking.unref();
  return () => clearInterval(looking);
}
