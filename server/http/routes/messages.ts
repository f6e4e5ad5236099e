import { messageList, messageQuery } from '../../contract/office.ts';
import type { StaffId } from '../../domain/directory.ts';
import type { PetitionId } from '../../domain/petition.ts';
import { DAY, type Instant, instant, startOfDay } from '../../domain/time.ts';
import type { LoggedMessage } from '../../store/message-store.ts';
import type { Store } from '../../store/store.ts';
import { route } from '../route.ts';
import { loggedMessageView } from '../views/message.ts';

export const listMessages = route(
  {
    method: 'GET',
    path: '/api/messages',
    summary: '通知记录及送达情况（信访机构）',
    access: 'office',
    rate: 'reads',
    query: messageQuery,
    answer: messageList,
  },
  async ({ query, person }, { deps: { store }, directory, now }) => {
    const { number, staffId, day } = query;
    const petitionId = number ? await petitionNumbered(number, person.id, store, now) : undefined;
    if (petitionId === null) return { status: 200, body: { now, items: [] } };
    const messages = await store.messageLog(
      {
        limit: query.limit,
        ...(petitionId === undefined ? {} : { petitionId }),
        ...(staffId ? { staffId } : {}),
        ...(day === undefined
          ? {}
          : { from: startOfDay(day), until: instant(startOfDay(day) + DAY) }),
        ...(query.state === undefined ? {} : { states: [query.state] }),
        ...(query.cursor === undefined ? {} : { before: Number(query.cursor) }),
      },
      person.id,
    );
    const viewed = async (message: LoggedMessage) => {
      const { petitionId: about } = message;
      const petition = about === undefined ? null : await store.petition(about);
      return loggedMessageView(message, directory, petition?.number);
    };
    const last = messages.length === query.limit ? messages.at(-1) : undefined;
    return {
      status: 200,
      body: {
        now,
        items: await Promise.all(messages.map(viewed)),
        ...(last ? { nextCursor: String(last.id) } : {}),
      },
    };
  },
);

/** Null when this person may not see one with the number, or there is none. */
async function petitionNumbered(
  number: string,
  viewer: StaffId,
  store: Store,
  now: Instant,
): Promise<PetitionId | null> {
  const { items } = await store.list({ scope: 'all', number, limit: 100 }, viewer, now);
  return items.find((petition) => petition.number === number)?.id ?? null;
}
