import type { ActKind } from '../domain/act-input.ts';
import type { StaffId } from '../domain/directory.ts';
import type { Instant } from '../domain/time.ts';
import { ERRANDS } from './errands.ts';
import type { Fate } from './fates.ts';
import type { Answered } from './logbook.ts';
import type { FilePetition } from './petitions-file.ts';

/** One petition of the file on its way through the office, as the players remember it. */
export interface Track {
  readonly petition: FilePetition;
  readonly fate: Fate;
  /** The clerk who keeps the file. */
  readonly clerk: StaffId;
  readonly registered: { readonly id: string; readonly number: string } | null;
  readonly ended: boolean;
  readonly stage: string;
  /** When the last step was taken; errands beside the flow do not count. */
  readonly since: Instant;
  /** How often it has come into each stage, or has stayed there after a step (a follow-up that reached nobody). */
  readonly visits: ReadonlyMap<string, number>;
  /** When an act of each kind was taken last. */
  readonly taken: ReadonlyMap<ActKind, Instant>;
  /** Acts taken since it came into its stage, which have left it there. */
  readonly stayed: ReadonlySet<string>;
}

/** What has become of it, by the answer to what was sent. A refusal changes nothing. */
export function followed(track: Track, { act, actKind, at, petition }: Answered): Track {
  if (!petition) return track;
  const { id, number, stage, ended } = petition;
  const moved = stage !== track.stage;
  const stepped = moved || actKind === undefined || !ERRANDS.has(actKind);
  return {
    ...track,
    registered: { id, number },
    ended,
    stage,
    since: stepped ? at : track.since,
    visits: stepped
      ? new Map(track.visits).set(stage, (track.visits.get(stage) ?? 0) + 1)
      : track.visits,
    taken: actKind === undefined ? track.taken : new Map(track.taken).set(actKind, at),
    stayed: moved || act === undefined ? new Set() : new Set([...track.stayed, act]),
  };
}
