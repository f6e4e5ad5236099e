import { z } from 'zod';
import { identifier } from '../../contract/field.ts';
import { savedFilter, savedFilterBody, savedFilterList } from '../../contract/ledger.ts';
import type { StaffMember } from '../../domain/directory.ts';
import type { SavedFilter } from '../../store/saved-filter-store.ts';
import { type Failure, NOT_FOUND } from '../failures.ts';
import { route, type Scene } from '../route.ts';
import { isOffice, nameOf } from '../views/people.ts';

export const listSavedFilters = route(
  {
    method: 'GET',
    path: '/api/saved-filters',
    summary: '保存的清单筛选条件：本人的和信访机构共享的',
    access: 'signedIn',
    rate: 'reads',
    answer: savedFilterList,
  },
  async ({ person }, scene) => {
    const filters = await scene.deps.store.savedFilters(person.id, person.roles.length > 0);
    return { status: 200, body: { items: filters.map((kept) => viewOf(kept, person, scene)) } };
  },
);

export const saveFilter = route(
  {
    method: 'POST',
    path: '/api/saved-filters',
    summary: '保存清单筛选条件；共享仅限信访机构',
    access: 'signedIn',
    rate: 'writes',
    body: savedFilterBody,
    answer: savedFilter,
    created: true,
  },
  async ({ body, person }, scene) => {
    const { id, name, query } = body;
    const manages = isOffice(person, scene.regime);
    if (body.shared && !manages) return { failure: MAY_NOT_SHARE };
    const filter = { ...(id === undefined ? {} : { id }), name, query, shared: body.shared };
    const kept = await scene.deps.store.saveFilter(filter, person.id, manages);
    if (kept) return { status: 201, body: viewOf(kept, person, scene) };
    return { failure: id === undefined ? TOO_MANY : NOT_FOUND };
  },
);

export const deleteFilter = route(
  {
    method: 'DELETE',
    path: '/api/saved-filters/:id',
    summary: '删除保存的清单筛选条件',
    access: 'signedIn',
    rate: 'writes',
    params: z.strictObject({ id: identifier }),
    answer: null,
  },
  async ({ params, person }, scene) => {
    const manages = isOffice(person, scene.regime);
    const deleted = await scene.deps.store.deleteFilter(params.id, person.id, manages);
    return deleted ? { status: 204 } : { failure: NOT_FOUND };
  },
);

function viewOf(kept: SavedFilter, person: StaffMember, { regime, directory }: Scene) {
  return {
    id: kept.id,
    name: kept.name,
    query: kept.query,
    shared: kept.shared,
    mine: kept.owner === person.id || (kept.shared && isOffice(person, regime)),
    ownerName: nameOf(kept.owner, directory),
  };
}

const MAY_NOT_SHARE: Failure = {
  status: 403,
  code: 'notPermitted',
  message: '只有{office}人员可以共享筛选条件。您可以保存为本人使用。',
};

const TOO_MANY: Failure = {
  status: 409,
  code: 'tooMany',
  message: '保存的筛选条件已达100个，请先删除不用的。',
};
