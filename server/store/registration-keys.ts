import type { Command, RegisterPetition, Submission, Submitter } from '../domain/command.ts';
import type { PetitionId } from '../domain/petition.ts';
import { registrationIdentity } from '../domain/registration-identity.ts';
import type { Base } from './base.ts';
import type { PetitionTable } from './petitions.ts';
import type { Visibility } from './visibility.ts';

/** By which a registration is recognised for ever, without being readable. */
export interface RegistrationKeys {
  keep(id: PetitionId, command: Command): void;
  /** The earliest petition of this identity that the person may know of: to others there is none. */
  find(command: Pick<RegisterPetition, 'facts' | 'particulars'>, by: Submitter): PetitionId | null;
  /** What a submission that may be carried out only once was registered as before. */
  repeated(submission: Submission): PetitionId | null;
}

export function openRegistrationKeys(
  { sqlite, sealing }: Base,
  petitions: PetitionTable,
  visibility: Visibility,
): RegistrationKeys {
  const insert = sqlite.prepare('INSERT INTO registration_keys VALUES (?, ?)');
  const select = sqlite
    .prepare<[Buffer], string>(
      `SELECT petition_id FROM registration_keys JOIN petitions ON petitions.id = petition_id
       WHERE identity = ? ORDER BY registered_at, petition_id`,
    )
    .pluck();
  const keyOf = (command: Pick<RegisterPetition, 'facts' | 'particulars'>) =>
    sealing.index('registration', registrationIdentity(command));

  const find: RegistrationKeys['find'] = (command, by) =>
    select.all(keyOf(command)).find((id) => {
      const petition = petitions.find(id);
      return petition !== null && by !== 'system' && visibility.maySee(petition, by);
    }) ?? null;

  return {
    keep(id, command) {
      if (command.type === 'registerPetition') insert.run(keyOf(command), id);
    },
    find,
    repeated: ({ onlyOnce, by, command }) =>
      onlyOnce && command.type === 'registerPetition' ? find(command, by) : null,
  };
}
