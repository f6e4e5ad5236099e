import type { Command } from './command.ts';
import { decideAct } from './decide/act.ts';
import { decideAdoption } from './decide/adoption.ts';
import { decideRating } from './decide/rating.ts';
import { decideReading } from './decide/reading.ts';
import { decideRecalculation } from './decide/recalculation.ts';
import { decideRegistration } from './decide/registration.ts';
import { decideWarning } from './decide/warning.ts';
import type { Circumstances, Decision } from './decision.ts';
import type { Petition } from './petition.ts';
import { assertNever, refuse } from './result.ts';
import type { Wording } from './wording.ts';

export type Decide = (
  petition: Petition | null,
  command: Command,
  circumstances: Circumstances,
) => Decision;

/**
 * The one place where it is decided what happens to a petition. Pure: the same petition, command and circumstances
 * give the same events, messages and timers, or the same refusal.
 */
export function decideWith(wording: Wording): Decide {
  return (petition, command, circumstances) => {
    if (command.type === 'registerPetition') {
      return decideRegistration(command, circumstances, wording);
    }
    if (petition === null) return refuse({ code: 'notFound' });
    switch (command.type) {
      case 'takeAct':
        return decideAct(petition, command, circumstances, wording);
      case 'fireWarning':
        return decideWarning(petition, command, circumstances, wording);
      case 'recalculateDeadline':
        return decideRecalculation(petition, command, circumstances, wording);
      case 'fileReading':
        return decideReading(petition, command, circumstances, wording);
      case 'ratePetition':
        return decideRating(petition, command, circumstances, wording);
      case 'adoptRegime':
        return decideAdoption(petition, command, circumstances, wording);
      default:
        return assertNever(command);
    }
  };
}
