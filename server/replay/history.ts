import type { PetitionEvent } from '../domain/event.ts';
import { evolve } from '../domain/evolve.ts';
import type { Petition } from '../domain/petition.ts';
import type { Instant } from '../domain/time.ts';

/** A petition as it stood once everything that followed from one command had been recorded. */
export interface Standing {
  readonly since: Instant;
  readonly petition: Petition;
}

/** All of a petition's life, folded anew from its events. */
export function standingsOf(events: readonly PetitionEvent[]): readonly Standing[] {
  const standings: Standing[] = [];
  let petition: Petition | null = null;
  for (const [index, event] of events.entries()) {
    petition = evolve(petition, event);
    const next = events[index + 1];
    if (next === undefined || beginsCommand(next)) standings.push({ since: event.at, petition });
  }
  return standings;
}

/** As it stood just before this instant; null before it was registered. */
export function standingBefore(standings: readonly Standing[], at: Instant): Petition | null {
  return standings.findLast(({ since }) => since < at)?.petition ?? null;
}

/** Clocks start, stop and move in consequence of something; everything else is a command of its own. */
function beginsCommand({ type }: PetitionEvent): boolean {
  return type !== 'clockStarted' && type !== 'clockStopped' && type !== 'deadlineMoved';
}
