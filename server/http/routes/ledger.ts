import { ledgerPage, ledgerQuery } from '../../contract/ledger.ts';
import { ledgerQueryOf } from '../ledger-query.ts';
import { route } from '../route.ts';
import { contextOf } from '../views/context.ts';
import { facetsOf } from '../views/ledger-facets.ts';
import { ledgerRowOf } from '../views/ledger-row.ts';

export const showLedger = route(
  {
    method: 'GET',
    path: '/api/ledger',
    summary: '清单：按条件筛选、全文检索、排序、计数（本人可见范围）',
    access: 'signedIn',
    rate: 'reads',
    query: ledgerQuery,
    answer: ledgerPage,
  },
  async ({ query, person }, scene) => {
    const { offset: asked, cursor, limit, ...filter } = query;
    const { store } = scene.deps;
    const ledger = await store.ledger(ledgerQueryOf(filter, scene), person.id, scene.now);
    const offset = cursor === undefined ? asked : ledger.placeAfter(cursor);
    const items = await ledger.read(offset, limit);
    const last = items.at(-1);
    return {
      status: 200,
      body: {
        now: scene.now,
        items: items.map((item) => ledgerRowOf(item, contextOf(item.petition, person, scene))),
        total: ledger.total,
        offset,
        ...(last && offset + limit < ledger.total ? { nextCursor: last.cursor } : {}),
        facets: facetsOf(ledger.counts, scene),
        searchBehind: ledger.searchBehind,
      },
    };
  },
);
