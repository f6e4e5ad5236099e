import { waitingFor } from '../access.ts';
import type { FileReading } from '../command.ts';
import type { Circumstances, Decision } from '../decision.ts';
import type { PetitionEvent } from '../event.ts';
import { evolve } from '../evolve.ts';
import { confidentialReading, instructionMessages } from '../messages.ts';
import type { Petition } from '../petition.ts';
import { ok, refuse } from '../result.ts';
import type { Wording } from '../wording.ts';

/**
 * What leaders read and wrote on a reading belongs on the file of every petition in it: the instruction reaches
 * whoever handles the petition. An answer that comes before its reading was filed brings both.
 */
export function decideReading(
  petition: Petition,
  { reading: { read, ...given } }: FileReading,
  circumstances: Circumstances,
  wording: Wording,
): Decision {
  if (circumstances.by !== 'system') return refuse({ code: 'notPermitted' });
  const filed = petition.readings.find(({ id }) => id === given.id);
  const events: readonly PetitionEvent[] = [
    ...(filed ? [] : [{ type: 'readingGiven', at: circumstances.now, reading: given } as const]),
    ...(read === undefined || filed?.read
      ? []
      : [
          {
            type: 'readingAnswered',
            at: circumstances.now,
            by: given.reader,
            reading: given.id,
            instruction: read.instruction,
          } as const,
        ]),
  ];
  if (events.length === 0) return refuse({ code: 'nothingToDo' });
  const after = events.reduce(evolve, petition);
  const instructed = read !== undefined && read.instruction !== '' && filed?.read === undefined;
  return ok({
    events,
    // The version stays: nothing a person was about to do has become another thing.
    petition: after,
    messages: [
      ...(filed ? [] : confidentialReading(after, given.reader, circumstances, wording)),
      ...(instructed ? instructionMessages(after, given.reader, circumstances, wording) : []),
    ],
    timers: [],
    waitingFor: waitingFor(after, circumstances),
  });
}
