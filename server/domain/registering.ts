import type { AppealType, PetitionChannel, PetitionSource } from './petition-kinds.ts';
import { type Answers, isAnswered, REGISTRATION_RECORD } from './record.ts';
import type { Regime } from './regime.ts';
import type { RegistrationRules } from './registration-rules.ts';
import { channelTitles, sourceTitles } from './titles.ts';

/** What the regime says, and the statute where it says nothing. */
export function registrationRules({ registration }: Pick<Regime, 'registration'>) {
  return { ...STATUTE, ...registration };
}

/**
 * The statute's kind that follows from what was answered: an option of the registration's record may carry it, and
 * then it is not asked a second time. Undefined where no chosen option says it.
 */
export function derivedAppealType(
  { records }: Pick<Regime, 'records'>,
  answers: Answers = {},
): AppealType | undefined {
  for (const field of records?.[REGISTRATION_RECORD]?.fields ?? []) {
    if (!('options' in field)) continue;
    const chosen = field.options.find(
      ({ id, appealType }) => appealType !== undefined && isAnswered(answers[field.id], id),
    );
    if (chosen?.appealType !== undefined) return chosen.appealType;
  }
  return undefined;
}

/** Whether every petition's kind of the statute follows from what is answered at its registration. */
export function appealTypeTold({ records }: Pick<Regime, 'records'>): boolean {
  const fields = records?.[REGISTRATION_RECORD]?.fields ?? [];
  return fields.some(
    (field) =>
      field.optional !== true &&
      field.when === undefined &&
      'options' in field &&
      field.options.every(({ appealType }) => appealType !== undefined),
  );
}

/** The channel in the office's own word; the forms' word for one it no longer offers. */
export function channelTitle(channel: PetitionChannel, regime: Regime): string {
  const own = registrationRules(regime).channels.find(({ id }) => id === channel);
  return own?.title ?? channelTitles[channel];
}

export function sourceTitle(source: PetitionSource, regime: Regime): string {
  return registrationRules(regime).sources[source];
}

const USUAL: readonly PetitionChannel[] = ['letter', 'visit', 'call', 'online', 'agent'];

const STATUTE = {
  channels: USUAL.map((id) => ({ id, title: channelTitles[id] })),
  sources: sourceTitles,
  superiorNeeds: [],
  representatives: {
    most: 5,
    source: '《信访工作条例》第二十条第三款「推选代表，代表人数不得超过5人」',
  },
} satisfies RegistrationRules;
