import { DAY, instant } from '../domain/time.ts';
import { unanswered } from './logbook.ts';
import type { Intention } from './players.ts';
import { brew } from './storms.ts';
import { carryOut, plan, resume } from './take-step.ts';
import type { World } from './world.ts';

/** So long after the last arrival what is still open is left open. */
const LONGEST_WAIT = 200 * DAY;
/** Two days on, DingTalk has been asked for the last results. */
const LAST_RESULTS = 2 * DAY;

/**
 * Plays the file to its end: every petition comes in at its time, people do their parts, and the office's clock goes
 * from one event to the next. False when it was stopped before.
 */
export async function play(world: World, stopped: () => boolean): Promise<boolean> {
  const { server, tracks, logbook } = world;
  const arrivals = [...tracks.values()].map(({ petition }) => petition.receivedAt);
  const horizon = Math.max(...arrivals) + LONGEST_WAIT;
  const interrupted = unanswered(logbook.earlier);
  if (interrupted) await resume(world, interrupted);
  for (const track of tracks.values()) await plan(world, track);
  for (;;) {
    if (stopped()) return false;
    const soonest = earliest(world.next);
    if (soonest === null || soonest.intention.at > horizon) break;
    const track = tracks.get(soonest.subject);
    if (!track) throw new Error(`petition ${soonest.subject} is not on the table`);
    await server.clock.to(soonest.intention.at);
    if (world.stormy) brew(world, track);
    await carryOut(world, track, soonest.intention);
    await server.jobs.settle();
  }
  await server.clock.to(instant(world.now() + LAST_RESULTS));
  return true;
}

function earliest(next: ReadonlyMap<number, Intention>) {
  let soonest: { readonly subject: number; readonly intention: Intention } | null = null;
  for (const [subject, intention] of next) {
    if (soonest === null || intention.at < soonest.intention.at) soonest = { subject, intention };
  }
  return soonest;
}
