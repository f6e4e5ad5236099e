import { z } from 'zod';
import type { Caller } from './caller.ts';
import { type CallOutcome, failed, failureOf } from './failures.ts';
import type { PlatformRefusal } from './open-platform.ts';
import { openInDingTalk } from './page-link.ts';
import { isSafeId } from './safe-id.ts';
import type { PersonRefusal } from './work-notice.ts';

/** What a card shows; every value is text, lists are JSON text. */
export type CardVariables = Readonly<Record<string, string>>;

export interface NewCard {
  /** Ours. A second delivery under the same id shows nothing new and is a success. */
  readonly outTrackId: string;
  /** At most 20: each sees the card in the chat with the robot. */
  readonly userIds: readonly string[];
  /** Names of at most 100 bytes, values of at most 1024 bytes, about 340 Chinese characters. */
  readonly variables: CardVariables;
  /** More variables: absolute addresses of pages, which open inside DingTalk. An empty one stays empty. */
  readonly pages?: CardVariables;
  /** Shows in the list of conversations and in the notification. */
  readonly summary: string;
}

export interface CardChange {
  readonly outTrackId: string;
  /** Variables not named here stay as they are. */
  readonly variables: CardVariables;
  /** What single people see instead, by user id. */
  readonly personal?: Readonly<Record<string, CardVariables>>;
}

export interface Cards {
  readonly deliverCard: (
    card: NewCard,
  ) => Promise<CallOutcome<{ refused: readonly PersonRefusal[] }>>;
  /** One whose delivery was in doubt and never happened shows nothing any more, and that is a success. */
  readonly updateCard: (change: CardChange) => Promise<CallOutcome<null>>;
  /** Tells DingTalk where taps go when it calls us by HTTP; signed with `secret`. Needed once per address. */
  readonly registerCardCallback: (callback: {
    readonly url: string;
    readonly secret: string;
  }) => Promise<CallOutcome<null>>;
}

export interface CardChannel {
  readonly robotCode?: string;
  readonly cardTemplateId?: string;
  readonly receive?: 'stream' | 'callback' | 'off';
}

export function connectCards(caller: Caller, channel: CardChannel): Cards {
  const { robotCode, cardTemplateId, receive = 'stream' } = channel;
  return {
    async deliverCard({ pages = {}, ...given }) {
      if (!robotCode || !cardTemplateId) return failed('cardNotConfigured');
      const card = { ...given, variables: { ...given.variables, ...insideDingTalk(pages) } };
      const fault = faultOfPeople(card.userIds) ?? faultOfValues(card.variables);
      if (fault) return failed(fault);
      const request = {
        ...deliveryOf(card, robotCode),
        cardTemplateId,
        ...callbackOf(receive),
      };
      return await caller.platform(
        {
          api: `${path}/createAndDeliver`,
          charged: true,
          answer: deliveredTo(card.userIds),
          doneBefore: ({ code }) =>
            code === 'param.cardAlreadyExist' ? { value: { refused: [] } } : null,
        },
        ({ card: load, runtime }, token) => {
          const { module, client } = load();
          return client.createAndDeliverWithOptions(
            new module.CreateAndDeliverRequest(request),
            new module.CreateAndDeliverHeaders({ xAcsDingtalkAccessToken: token }),
            runtime,
          );
        },
      );
    },
    async updateCard({ outTrackId, variables, personal = {} }) {
      const faults = [variables, ...Object.values(personal)].map(faultOfValues);
      const fault = faults.find((found) => found !== null);
      if (fault) return failed(fault);
      const request = {
        outTrackId,
        cardData: { cardParamMap: variables },
        cardUpdateOptions: { updateCardDataByKey: true, updatePrivateDataByKey: true },
        ...(Object.keys(personal).length > 0
          ? { privateData: privateData(personal), userIdType: 1 }
          : {}),
      };
      return await caller.platform(
        { api: path, charged: true, answer: doneAnswer, doneBefore: gone },
        ({ card, runtime }, token) => {
          const { module, client } = card();
          return client.updateCardWithOptions(
            new module.UpdateCardRequest(request),
            new module.UpdateCardHeaders({ xAcsDingtalkAccessToken: token }),
            runtime,
          );
        },
      );
    },
    async registerCardCallback({ url, secret }) {
      const request = {
        callbackRouteKey: CALLBACK_ROUTE,
        callbackUrl: url,
        apiSecret: secret,
        forceUpdate: true,
      };
      return await caller.platform(
        { api: '/v1.0/card/callbacks/register', charged: true, answer: doneAnswer },
        ({ card, runtime }, token) => {
          const { module, client } = card();
          return client.registerCallbackWithOptions(
            new module.RegisterCallbackRequest(request),
            new module.RegisterCallbackHeaders({ xAcsDingtalkAccessToken: token }),
            runtime,
          );
        },
      );
    },
  };
}

const path = '/v1.0/card/instances';

const gone = ({ code }: PlatformRefusal) =>
  code === 'param.cardNotExist' ? { value: null } : null;

/** One address for all our cards. */
const CALLBACK_ROUTE = 'petition-office';

function insideDingTalk(pages: CardVariables): CardVariables {
  const opening = Object.entries(pages).map(([name, page]) => [
    name,
    page === '' ? '' : openInDingTalk(page),
  ]);
  return Object.fromEntries(opening);
}

function deliveryOf({ outTrackId, userIds, variables, summary }: NewCard, robotCode: string) {
  const spaces = userIds.map((userId) => `IM_ROBOT.${userId}`);
  return {
    outTrackId,
    openSpaceId: `dtv1.card//${spaces.join(';')}`,
    userIdType: 1,
    cardData: { cardParamMap: variables },
    imRobotOpenSpaceModel: {
      supportForward: false,
      lastMessageI18n: { ZH_CN: summary },
      notification: { alertContent: summary },
    },
    imRobotOpenDeliverModel: { spaceType: 'IM_ROBOT', robotCode },
  };
}

function callbackOf(receive: 'stream' | 'callback' | 'off') {
  if (receive === 'off') return {};
  return receive === 'stream'
    ? { callbackType: 'STREAM' }
    : { callbackType: 'HTTP', callbackRouteKey: CALLBACK_ROUTE };
}

function privateData(personal: Readonly<Record<string, CardVariables>>) {
  return Object.fromEntries(
    Object.entries(personal).map(([userId, variables]) => [userId, { cardParamMap: variables }]),
  );
}

function faultOfPeople(userIds: readonly string[]): string | null {
  if (userIds.length === 0) return 'noRecipients';
  if (userIds.length > 20) return 'tooManyRecipients';
  return userIds.every(isSafeId) ? null : 'unsafeId';
}

function faultOfValues(variables: CardVariables): string | null {
  const fits = Object.entries(variables).every(
    ([name, value]) => Buffer.byteLength(name) <= 100 && Buffer.byteLength(value) <= 1024,
  );
  return fits ? null : 'tooLong';
}

/** A success of the call says nothing about each person; whoever has no success of their own was not reached. */
function deliveredTo(userIds: readonly string[]) {
  const place = z.object({ spaceId: z.string().default(''), success: z.boolean().default(false) });
  return z
    .object({ result: z.object({ deliverResults: z.array(place).min(1) }) })
    .transform(({ result: { deliverResults } }) => {
      const named = userIds.map((userId) =>
        deliverResults.find(({ spaceId }) => spaceId === userId || spaceId.endsWith(`.${userId}`)),
      );
      // Spaces that carry names of DingTalk's own come in the order we asked for them.
      const isNamed = named.some((found) => found !== undefined);
      const results = isNamed ? named : deliverResults;
      return { refused: userIds.filter((_, index) => !results[index]?.success).map(notReached) };
    });
}

function notReached(userId: string): PersonRefusal {
  const { class: failureClass, code, explanation } = failureOf('cardNotDelivered');
  return { userId, code, class: failureClass, explanation };
}

const doneAnswer = z.object({ success: z.literal(true) }).transform(() => null);
