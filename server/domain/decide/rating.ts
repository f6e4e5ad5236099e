import { waitingFor } from '../access.ts';
import type { RatePetition } from '../command.ts';
import type { Circumstances, Decision } from '../decision.ts';
import type { PetitionerRated } from '../event.ts';
import { evolve } from '../evolve.ts';
import { ratingMessages } from '../messages.ts';
import type { Petition } from '../petition.ts';
import { mayStillRate } from '../rating.ts';
import { ok, refuse } from '../result.ts';
import type { Wording } from '../wording.ts';
import { recordRefusal } from './record.ts';

/** 信访人评价: once, where the regulation lets him rate without coming by. Only the system submits it. */
export function decideRating(
  petition: Petition,
  { rating }: RatePetition,
  circumstances: Circumstances,
  wording: Wording,
): Decision {
  if (circumstances.by !== 'system') return refuse({ code: 'notPermitted' });
  const rules = circumstances.regime.query?.rating;
  if (!rules || !mayStillRate(petition, circumstances)) return refuse({ code: 'nothingToDo' });
  const answers = { [rules.field]: rating };
  const fault = recordRefusal(rules.record, answers, circumstances);
  if (fault) return refuse(fault);
  const event: PetitionerRated = {
    type: 'petitionerRated',
    at: circumstances.now,
    record: rules.record,
    answers,
  };
  const after = evolve(petition, event);
  return ok({
    events: [event],
    // The version stays: nothing a person was about to do has become another thing.
    petition: after,
    messages: ratingMessages(after, circumstances, wording),
    timers: [],
    waitingFor: waitingFor(after, circumstances),
  });
}
