import { type Change, lastChanged } from './change.ts';

/** What runs beside the flow: consultation, supervision, letters, extension, telling the petitioner, flags. */
export const requestChanges: {
  readonly [Kind in
    | 'answerFlags'
    | 'consult'
    | 'concludeConsultation'
    | 'requestExtension'
    | 'grantExtension'
    | 'refuseExtension'
    | 'sendLetter'
    | 'recordLetterReply'
    | 'openSupervision'
    | 'closeSupervision'
    | 'inform']: Change<Kind>;
} = {
  answerFlags: (petition, { at, by, outcome }, { weeklyConsultation, supervision }) => ({
    ...petition,
    flags: { weeklyConsultation, supervision },
    supervisions:
      outcome.number === undefined
        ? petition.supervisions
        : [
            ...petition.supervisions,
            {
              number: outcome.number,
              openedAt: at,
              openedBy: by,
              reason: '办结后列入督查督办',
            },
          ],
  }),
  consult: (petition, { at, by }, { reason }) => ({
    ...petition,
    consultations: [...petition.consultations, { openedAt: at, openedBy: by, reason }],
  }),
  concludeConsultation: (petition, { at, by }, { kind: _kind, ...agreed }) => ({
    ...petition,
    // 周会商 answered with yes leads here without a request of its own.
    consultations:
      petition.consultations.at(-1)?.concludedAt === undefined && petition.consultations.length > 0
        ? lastChanged(petition.consultations, (meeting) => ({
            ...meeting,
            ...agreed,
            concludedAt: at,
          }))
        : [
            ...petition.consultations,
            { openedAt: at, openedBy: by, reason: '进入周会商', ...agreed, concludedAt: at },
          ],
  }),
  requestExtension: (petition, { at, by }, { days, reason }) => ({
    ...petition,
    extensions: [...petition.extensions, { requestedAt: at, requestedBy: by, days, reason }],
  }),
  grantExtension: (petition, { at, by }, { opinion }) => ({
    ...petition,
    extensions: lastChanged(petition.extensions, (asked) => ({
      ...asked,
      outcome: 'granted',
      decidedBy: by,
      decidedAt: at,
      decision: opinion,
    })),
  }),
  refuseExtension: (petition, { at, by }, { reason }) => ({
    ...petition,
    extensions: lastChanged(petition.extensions, (asked) => ({
      ...asked,
      outcome: 'refused',
      decidedBy: by,
      decidedAt: at,
      decision: reason,
    })),
  }),
  sendLetter: (petition, { at, by, outcome }, { addressee, matter, request }) => ({
    ...petition,
    letters: [
      ...petition.letters,
      { number: outcome.number ?? '', addressee, matter, request, sentAt: at, sentBy: by },
    ],
  }),
  recordLetterReply: (petition, { at }, { letterNumber, summary }) => ({
    ...petition,
    letters: petition.letters.map((letter) =>
      letter.number === letterNumber ? { ...letter, reply: { at, summary } } : letter,
    ),
  }),
  openSupervision: (petition, { at, by, outcome }, { reason, dueOn }) => ({
    ...petition,
    supervisions: [
      ...petition.supervisions,
      {
        number: outcome.number ?? '',
        openedAt: at,
        openedBy: by,
        reason,
        ...(dueOn === undefined ? {} : { dueOn }),
      },
    ],
  }),
  closeSupervision: (petition, { at }, { outcome }) => ({
    ...petition,
    supervisions: petition.supervisions.map((episode) =>
      episode.closedAt === undefined ? { ...episode, outcome, closedAt: at } : episode,
    ),
  }),
  inform: (petition, { at }, { how, on }) => ({ ...petition, informed: { at, how, on } }),
};
