/** What the robot asks of DingTalk; none of it throws. */
export interface BotChannels {
  /** `mention` are the user ids of those addressed in a group. */
  answerInSession(answer: SessionAnswer): Promise<Sent<unknown>>;
  sendToPeople(
    message: Text & { readonly userIds: readonly string[] },
  ): Promise<Sent<{ readonly invalid: readonly string[]; readonly throttled: readonly string[] }>>;
  sendGroupMessage(
    message: Text & {
      readonly messageId: string;
      readonly link: string;
      readonly linkTitle: string;
    },
  ): Promise<Sent<unknown>>;
}

export interface Text {
  readonly title: string;
  readonly markdown: string;
}

interface SessionAnswer extends Text {
  readonly sessionWebhook: string;
  readonly mention?: readonly string[];
}

type Sent<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: { readonly code: string } };

interface Asked {
  readonly key: string;
  readonly inGroup: boolean;
  readonly sessionWebhook: string;
}

interface Place extends Asked {
  readonly asker: string;
  readonly isOfficeGroup: boolean;
}

export interface Voice {
  /** Where the question was asked, or by another way where that way is closed. */
  answer(place: Place, text: Text): Promise<void>;
  /** To somebody who is nobody here: no other way is tried and nothing is spent on it. */
  toStranger(asked: Asked, text: Text): Promise<void>;
  /** To one person alone; false where it cannot have arrived. */
  apart(userId: string, text: Text): Promise<boolean>;
}

export function createVoice(
  channels: BotChannels,
  {
    linkFor,
    log,
  }: {
    readonly linkFor: (path: string) => string;
    readonly log: { warn(fields: object, event: string): void };
  },
): Voice {
  async function inSession(
    asked: Asked,
    text: Text,
    mention: readonly string[] = [],
  ): Promise<boolean> {
    const { sessionWebhook } = asked;
    const sent = await channels.answerInSession({ sessionWebhook, ...text, mention });
    if (!sent.ok) log.warn({ code: sent.failure.code }, 'botSessionClosed');
    return sent.ok;
  }

  async function apart(userId: string, text: Text): Promise<boolean> {
    const sent = await channels.sendToPeople({ ...text, userIds: [userId] });
    const missed = sent.ok ? [...sent.value.invalid, ...sent.value.throttled] : [];
    if (sent.ok && missed.length === 0) return true;
    log.warn({ code: sent.ok ? 'notReached' : sent.failure.code }, 'botAnswerNotSent');
    return false;
  }

  async function intoGroup(messageId: string, text: Text): Promise<void> {
    const link = { link: linkFor('/'), linkTitle: '打开系统' };
    const sent = await channels.sendGroupMessage({ ...text, ...link, messageId });
    if (!sent.ok) log.warn({ code: sent.failure.code }, 'botAnswerNotSent');
  }

  return {
    apart,
    async toStranger(asked, text) {
      await inSession(asked, text);
    },
    async answer(place, text) {
      const mention = place.inGroup ? [place.asker] : [];
      if (await inSession(place, text, mention)) return;
      if (place.inGroup && place.isOfficeGroup) await intoGroup(`bot:${place.key}`, text);
      else await apart(place.asker, text);
    },
  };
}
