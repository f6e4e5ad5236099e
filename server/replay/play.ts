import type { ActBody } from '../contract/act-input.ts';
import type { RegisterBody } from '../contract/registration.ts';
import { petitionAnswer, type PetitionView } from '../contract/view.ts';
import type { StaffId } from '../domain/directory.ts';
import { DAY, HOUR, type Instant, instant, MINUTE } from '../domain/time.ts';
import { officeTimeFrom } from '../domain/working-time.ts';
import type { RunningServer } from '../start.ts';
import { entryFor } from './act-entry.ts';
import type { Fate } from './fates.ts';
import { type Answered, type Logbook, type Sending, unanswered } from './logbook.ts';
import { type Intention, intentionFor, pageFor, type Planning } from './players.ts';
import type { FilePetition } from './petitions-file.ts';
import { registrationOf } from './registration.ts';
import { afterWork } from './situation.ts';
import { followed, type Track } from './track.ts';
import { handwritingOf } from './typed.ts';

export interface Playing extends Planning {
  readonly server: Pick<RunningServer, 'clock' | 'jobs' | 'sandbox'>;
  readonly petitions: readonly FilePetition[];
  readonly fates: ReadonlyMap<number, Fate>;
  readonly logbook: Logbook;
  readonly seed: number;
  /** Told after every step. */
  readonly onStep: (tracks: readonly Track[]) => Promise<void> | void;
  /** Asked before every step: true ends the play as it stands. */
  readonly stopped: () => boolean;
}

export interface Played {
  readonly tracks: readonly Track[];
  /** What the office did not let a player do although it had been offered a moment before. */
  readonly refused: readonly { readonly act: string; readonly status: number; readonly text: string }[];
}

/**
 * Plays the file to its end: every petition comes in at its time, people do their parts, and the office's clock goes
 * from one event to the next. What is still open long after the last arrival stays open.
 */
export async function play(playing: Playing): Promise<Played> {
  const { server, logbook } = playing;
  const tracks = new Map(playing.petitions.map((petition) => [petition.id, beginning(petition, playing)]));
  const next = new Map<number, Intention>();
  const refused: Played['refused'][number][] = [];
  const dropped = new Map<number, Set<string>>();
  const lastArrival = Math.max(...playing.petitions.map(({ receivedAt }) => receivedAt));
  const horizon = lastArrival + LONGEST_WAIT;

  for (const line of logbook.earlier) if (line.kind === 'answered') follow(line);
  const interrupted = unanswered(logbook.earlier);
  if (interrupted) await send(interrupted);
  for (const track of tracks.values()) await plan(track.petition.id);

  for (;;) {
    const soonest = earliest(next);
    if (soonest === null || soonest.at > horizon || playing.stopped()) break;
    await server.clock.to(soonest.at);
    await carryOut(soonest.subject, soonest);
    await server.jobs.settle();
    await playing.onStep([...tracks.values()]);
  }
  // Two days on, DingTalk has been asked for the last results.
  if (!playing.stopped()) await server.clock.to(instant(server.clock.now() + 2 * DAY));
  return { tracks: [...tracks.values()], refused };

}
