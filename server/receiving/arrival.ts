/**
 * One thing DingTalk has told us, whichever way it came. `key` is the same for every repetition of the same thing and
 * for nothing else; it serves as command id of what comes of it.
 */
export type Arrival =
  | {
      readonly kind: 'cardTap';
      readonly key: string;
      readonly outTrackId: string;
      readonly userId: string;
      readonly actionId: string;
      readonly params: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'chat';
      readonly key: string;
      readonly conversationId: string;
      readonly inGroup: boolean;
      /** Null for people outside the organisation. */
      readonly senderId: string | null;
      /** Null for pictures, recordings and files, and where DingTalk kept it back. */
      readonly text: string | null;
      readonly sessionWebhook: string;
      /** Milliseconds; DingTalk often ends the session long before. */
      readonly sessionUntil: number;
      /** DingTalk kept the words back because the month's calls are used up. */
      readonly overQuota: boolean;
    }
  | {
      readonly kind: 'approval';
      readonly key: string;
      readonly instanceId: string;
      readonly processCode: string;
      readonly change: 'start' | 'finish' | 'terminate' | 'delete';
    }
  | {
      readonly kind: 'people';
      readonly key: string;
      readonly change: 'joined' | 'changed' | 'left';
      readonly userIds: readonly string[];
    }
  | { readonly kind: 'departments'; readonly key: string }
  | {
      readonly kind: 'messageRead';
      readonly key: string;
      /** Of the message, as sending it answered. */
      readonly receipt: string;
      readonly userId: string;
    };

/** What the card shows whoever tapped it; null leaves it as it is. */
export type CardAnswer = { readonly variables: Readonly<Record<string, string>> } | null;

/**
 * What the office makes of each kind. A handler that throws is asked again later, also after a restart, so it must
 * bear repetition; a card tap is moreover asked again for every repeated frame.
 */
export type ArrivalHandlers = {
  readonly [Kind in Arrival['kind']]: (
    arrival: Extract<Arrival, { kind: Kind }>,
  ) => Promise<Kind extends 'cardTap' ? CardAnswer : void>;
};
