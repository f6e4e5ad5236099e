import { z } from 'zod';
import { identifier } from '../../contract/field.ts';
import { registerBody } from '../../contract/registration.ts';
import { petitionAnswer, petitionList, petitionQuery } from '../../contract/view.ts';
import { NOT_FOUND } from '../failures.ts';
import { findVisible, pageOf } from '../files.ts';
import { registrationCommand } from '../registration-command.ts';
import { route } from '../route.ts';
import { submit } from '../submit.ts';
import { summariesOf } from '../summaries.ts';

export const petitionParams = z.strictObject({ id: identifier });

export const listPetitions = route(
  {
    method: 'GET',
    path: '/api/petitions',
    summary: '信访件清单（本人可见范围）',
    access: 'signedIn',
    rate: 'reads',
    query: petitionQuery,
    answer: petitionList,
  },
  async ({ query, person }, scene) => {
    const { store } = scene.deps;
    const page = await store.list(
      {
        scope: query.scope,
        limit: query.limit,
        ...(query.unit === undefined ? {} : { unitId: query.unit }),
        ...(query.stage === undefined ? {} : { stage: query.stage }),
        ...(query.number === undefined ? {} : { number: query.number }),
        ...(query.overdue === undefined ? {} : { overdue: query.overdue === 'true' }),
        ...(query.cursor === undefined ? {} : { cursor: query.cursor }),
      },
      person.id,
      scene.now,
    );
    return {
      status: 200,
      body: {
        now: scene.now,
        items: await summariesOf(page.items, person, scene),
        total: page.total,
        ...(page.nextCursor === undefined ? {} : { nextCursor: page.nextCursor }),
      },
    };
  },
);

export const showPetition = route(
  {
    method: 'GET',
    path: '/api/petitions/:id',
    summary: '信访件详情及本人可办理的操作',
    access: 'signedIn',
    rate: 'reads',
    params: petitionParams,
    answer: petitionAnswer,
  },
  async ({ params, person }, scene) => {
    const petition = await findVisible(params.id, person, scene);
    if (!petition) return { failure: NOT_FOUND };
    return {
      status: 200,
      body: { now: scene.now, petition: await pageOf(petition, person, scene) },
    };
  },
);

export const registerPetition = route(
  {
    method: 'POST',
    path: '/api/petitions',
    summary: '登记信访件',
    access: 'signedIn',
    rate: 'writes',
    body: registerBody,
    answer: petitionAnswer,
    created: true,
  },
  ({ body, person }, scene) =>
    submit(
      {
        commandId: body.commandId,
        by: person.id,
        command: registrationCommand(body.registration, body.attachments),
      },
      person,
      scene,
    ),
);
