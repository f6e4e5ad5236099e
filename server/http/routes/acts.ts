import { z } from 'zod';
import { actBody } from '../../contract/act-input.ts';
import { identifier } from '../../contract/field.ts';
import { petitionAnswer } from '../../contract/view.ts';
import type { TakeAct } from '../../domain/command.ts';
import { NOT_FOUND } from '../failures.ts';
import { findVisible } from '../files.ts';
import { correction } from '../registration-command.ts';
import { route, type Scene } from '../route.ts';
import { submit } from '../submit.ts';

export const takeAct = route(
  {
    method: 'POST',
    path: '/api/petitions/:id/acts/:act',
    summary: '办理一个环节（接件、退单、签批、回访等）',
    access: 'signedIn',
    rate: 'writes',
    params: z.strictObject({ id: identifier, act: identifier }),
    body: actBody,
    answer: petitionAnswer,
  },
  async ({ params, body, person }, scene) => {
    // The command path asks too, but a command sent twice gets its first answer, whoever may see the petition by now.
    if (!(await findVisible(params.id, person, scene))) return { failure: NOT_FOUND };
    return submit(
      {
        commandId: body.commandId,
        petitionId: params.id,
        seenVersion: body.seenVersion,
        by: person.id,
        command: await actCommand(params, body, scene),
      },
      person,
      scene,
    );
  },
);

async function actCommand(
  { id, act }: { readonly id: string; readonly act: string },
  { input, handwriting, amendment, answers }: z.output<typeof actBody>,
  { deps: { store } }: Scene,
): Promise<TakeAct> {
  const registered = amendment ? await store.particulars(id) : null;
  return {
    type: 'takeAct',
    act,
    input,
    ...(handwriting === undefined ? {} : { handwriting }),
    ...(answers === undefined ? {} : { answers }),
    ...(amendment && registered ? { amendment: correction(amendment, registered.petitioner) } : {}),
  };
}
