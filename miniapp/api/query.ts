import type { QueryAnswer, QueryBody, RatingBody } from '../../server/contract/query.ts';
import { type Answer, call } from './call.ts';

/** POST /api/query: without a login, so that nobody is asked to sign in. */
export function lookUp(body: QueryBody): Promise<Answer<QueryAnswer>> {
  return call<QueryAnswer>('POST', '/query', body);
}

/** POST /api/query/rating */
export function ratePetition(body: RatingBody): Promise<Answer<QueryAnswer>> {
  return call<QueryAnswer>('POST', '/query/rating', body);
}
