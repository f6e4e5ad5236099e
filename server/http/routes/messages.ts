import { messageList, messageQuery } from '../../contract/office.ts';
import { route } from '../route.ts';
import { loggedMessageView } from '../views/message.ts';

export const listMessages = route(
  {
    method: 'GET',
    path: '/api/messages',
    summary: '通知记录及送达情况（信访办）',
    access: 'office',
    rate: 'reads',
    query: messageQuery,
    answer: messageList,
  },
  async ({ query, person }, { deps: { store }, directory, now }) => {
    const messages = await store.messageLog(
      {
        limit: query.limit,
        ...(query.state === undefined ? {} : { states: [query.state] }),
        ...(query.cursor === undefined ? {} : { before: Number(query.cursor) }),
      },
      person.id,
    );
    const last = messages.length === query.limit ? messages.at(-1) : undefined;
    return {
      status: 200,
      body: {
        now,
        items: messages.map((message) => loggedMessageView(message, directory)),
        ...(last ? { nextCursor: String(last.id) } : {}),
      },
    };
  },
);
