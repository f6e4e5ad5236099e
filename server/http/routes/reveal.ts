import { revealBody, revealed } from '../../contract/view.ts';
import { type Failure, NOT_FOUND } from '../failures.ts';
import { findVisible } from '../files.ts';
import { route } from '../route.ts';
import { contextOf } from '../views/context.ts';
import { mayReveal } from '../views/reveal.ts';
import { petitionParams } from './petitions.ts';

export const reveal = route(
  {
    method: 'POST',
    path: '/api/petitions/:id/reveal',
    summary: '查看信访人完整信息（须写明原因，查看即留痕）',
    access: 'signedIn',
    rate: 'writes',
    params: petitionParams,
    body: revealBody,
    answer: revealed,
  },
  async ({ params, body, person }, scene) => {
    const { store } = scene.deps;
    const petition = await findVisible(params.id, person, scene);
    if (!petition) return { failure: NOT_FOUND };
    if (!mayReveal(petition, contextOf(petition, person, scene))) {
      await store.recordAudit({
        at: scene.now,
        actor: person.id,
        action: 'refused',
        petitionId: petition.id,
        ok: false,
        detail: 'reveal',
      });
      return { failure: MAY_NOT_REVEAL };
    }
    const petitioner = await store.reveal(petition.id, person.id, body.reason, scene.now);
    if (!petitioner) return { failure: NOT_FOUND };
    return {
      status: 200,
      body: {
        name: petitioner.name,
        phone: petitioner.phone,
        idNumber: petitioner.idNumber,
        address: petitioner.address,
      },
      note: { petition: petition.id },
    };
  },
);

const MAY_NOT_REVEAL: Failure = {
  status: 403,
  code: 'notPermitted',
  message:
    '信访人完整信息只有{office}、{handlingUnit}的{recipient}和承办人可以查看。确需了解，请联系{office}。',
};
