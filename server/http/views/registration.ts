import type { PetitionView, RegistrationFormView } from '../../contract/view.ts';
import type { Petition } from '../../domain/petition.ts';
import { REGISTRATION_RECORD } from '../../domain/record.ts';
import { registrationRules } from '../../domain/registering.ts';
import type { ViewContext } from './context.ts';
import { recordFormView } from './record.ts';

type Office = Pick<ViewContext, 'regime' | 'directory'>;

/** What the registration form offers and wants; of a petition that is corrected, nobody whom it is about is offered. */
export function registrationFormView(
  petition: Petition | null,
  { regime, directory }: Office,
): RegistrationFormView {
  const { channels, sources, superiorNeeds, representatives } = registrationRules(regime);
  return {
    channels: channels.map(({ id, title }) => ({ id, title })),
    sources: Object.entries(sources).map(([id, title]) => ({ id, title })),
    superiorNeeds: [...superiorNeeds],
    mostRepresentatives: representatives.most,
    ...(regime.records?.[REGISTRATION_RECORD]
      ? { record: recordFormView(REGISTRATION_RECORD, petition, { regime, directory }) }
      : {}),
  };
}

/** What was registered, as the form has it, for whoever may correct it; without the petitioner. */
export function registrationView(
  petition: Petition,
  context: Office,
): NonNullable<PetitionView['registration']> {
  const { flow, facts, accused, records } = petition;
  const { representatives, platformNumber, externalDueAt, repeatOf } = facts;
  const answers = records.findLast(({ record }) => record === REGISTRATION_RECORD)?.answers;
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
    ...(answers === undefined ? {} : { answers: copied(answers) }),
    form: registrationFormView(petition, context),
  };
}

function copied(answers: Petition['records'][number]['answers']) {
  return Object.fromEntries(
    Object.entries(answers).map(([id, answer]) => [
      id,
      typeof answer === 'object' ? [...answer] : answer,
    ]),
  );
}
