import { specimenBody, specimenView } from '../../contract/specimen.ts';
import { NOT_FOUND } from '../failures.ts';
import { route } from '../route.ts';

export const showSpecimen = route(
  {
    method: 'GET',
    path: '/api/specimen',
    summary: '本人的签名留样',
    access: 'signedIn',
    rate: 'reads',
    answer: specimenView,
  },
  async ({ person }, { deps }) => ({
    status: 200,
    body: { handwriting: await deps.store.specimen(person.id) },
  }),
);

export const keepSpecimen = route(
  {
    method: 'POST',
    path: '/api/specimen',
    summary: '留存或更换本人的签名，供在钉钉卡片上签署',
    access: 'signedIn',
    rate: 'writes',
    body: specimenBody,
    answer: null,
  },
  async ({ body, person }, { deps, now }) => {
    await deps.store.keepSpecimen(person.id, body.handwriting, now);
    return { status: 204 };
  },
);

export const withdrawSpecimen = route(
  {
    method: 'DELETE',
    path: '/api/specimen',
    summary: '撤回本人的签名留样',
    access: 'signedIn',
    rate: 'writes',
    answer: null,
  },
  async ({ person }, { deps, now }) => {
    const withdrawn = await deps.store.withdrawSpecimen(person.id, now);
    return withdrawn ? { status: 204 } : { failure: NOT_FOUND };
  },
);
