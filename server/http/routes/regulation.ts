import { regulationQuery, regulationView } from '../../contract/regulation.ts';
import type { Failure } from '../failures.ts';
import { route } from '../route.ts';
import { regulationViewOf } from '../views/regulation.ts';

export const showRegulation = route(
  {
    method: 'GET',
    path: '/api/regulation',
    summary: '一部制度的环节、时限、选择及其依据',
    access: 'signedIn',
    rate: 'reads',
    query: regulationQuery,
    answer: regulationView,
  },
  ({ query: { id, version } }, { regime, regimes }) => {
    const found =
      id === undefined
        ? regime
        : regimes.findLast(
            (each) => each.id === id && (version === undefined || each.version === version),
          );
    if (!found) return { failure: NO_SUCH_REGULATION };
    return { status: 200, body: regulationViewOf(found, regimes) };
  },
);

const NO_SUCH_REGULATION: Failure = {
  status: 404,
  code: 'noSuchRegulation',
  message: '没有这部制度或这一版，请返回核对。',
};
