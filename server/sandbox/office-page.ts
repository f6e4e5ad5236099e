import type { Middleware } from 'koa';
import { moveClock } from './page-clock.ts';
import { type Answering, given, type OfficePage, refused } from './page-door.ts';
import { changeConnection, changePeople, changeWeather } from './page-events.ts';
import { decide, openApp, readChat, say, tap } from './page-hand.ts';
import { tableOf } from './page-table.ts';

/** What the page with everyone's phones asks for; answers only under `/sandbox/api/`. */
export function officePage(page: OfficePage): Middleware {
  return async (context, next) => {
    const path = /^\/sandbox\/api(\/.*)$/.exec(context.path)?.[1];
    if (path === undefined) return next();
    const { status, body } = await answerOf(page, context.method, path, {
      query: new URLSearchParams(context.querystring),
      body: context.request.body,
    });
    context.status = status;
    context.body = body;
  };
}

async function answerOf(
  page: OfficePage,
  method: string,
  path: string,
  asked: { readonly query: URLSearchParams; readonly body: unknown },
) {
  for (const door of doors) {
    const found = door.method === method ? door.path.exec(path) : null;
    if (found) return await door.answer(page, { ...asked, id: found[1] ?? '' });
  }
  return refused(404, '演示页面没有这个地址。');
}

interface Door {
  readonly method: 'GET' | 'POST';
  /** What stands in brackets is the person's id. */
  readonly path: RegExp;
  readonly answer: Answering;
}

const PHONES_ON_THE_TABLE = 4;

const doors: readonly Door[] = [
  {
    method: 'GET',
    path: /^\/state$/,
    async answer(page, { query }) {
      const phones = (query.get('phones') ?? '').split(',').slice(0, PHONES_ON_THE_TABLE);
      return given(await tableOf(page, phones));
    },
  },
  { method: 'POST', path: /^\/clock$/, answer: moveClock },
  { method: 'POST', path: /^\/weather$/, answer: changeWeather },
  { method: 'POST', path: /^\/connection$/, answer: changeConnection },
  { method: 'POST', path: /^\/people$/, answer: changePeople },
  { method: 'POST', path: onPhone('open'), answer: openApp },
  { method: 'POST', path: onPhone('tap'), answer: tap },
  { method: 'POST', path: onPhone('say'), answer: say },
  { method: 'POST', path: onPhone('read'), answer: readChat },
  { method: 'POST', path: onPhone('decide'), answer: decide },
];

function onPhone(what: string): RegExp {
  return new RegExp(`^/phones/([\\w.-]+)/${what}$`);
}
