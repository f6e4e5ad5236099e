import type { PetitionView } from '../../contract/view.ts';
import type { Petition } from '../../domain/petition.ts';

/** What was registered, as the form has it, for whoever may correct it; without the petitioner. */
export function registrationView({
  flow,
  facts,
  accused,
}: Petition): NonNullable<PetitionView['registration']> {
  const { representatives, platformNumber, externalDueAt, repeatOf } = facts;
  return {
    flow,
    source: facts.source,
    channel: facts.channel,
    category: facts.category,
    appealType: facts.appealType,
    peopleCount: facts.peopleCount,
    ...(representatives === undefined ? {} : { representatives }),
    ...(platformNumber === undefined ? {} : { platformNumber }),
    ...(externalDueAt === undefined ? {} : { externalDueAt }),
    receivedAt: facts.receivedAt,
    anonymous: facts.anonymous,
    repeated: facts.repeated,
    ...(repeatOf === undefined ? {} : { repeatOf }),
    accused: {
      staffIds: [...accused.staffIds],
      unitIds: [...accused.unitIds],
      outside: accused.outside,
    },
  };
}
