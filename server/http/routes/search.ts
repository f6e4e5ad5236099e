import { similarBody, similarList } from '../../contract/ledger.ts';
import type { StaffMember } from '../../domain/directory.ts';
import type { SimilarPetition, SimilarTo } from '../../store/ledger-reads.ts';
import { NOT_FOUND } from '../failures.ts';
import { findVisible } from '../files.ts';
import { route, type Scene } from '../route.ts';
import { contextOf } from '../views/context.ts';
import { maskedName } from '../views/masking.ts';
import { petitionParams } from './petitions.ts';

/** Asked while a petition is being registered, before it is one. */
export const findSimilar = route(
  {
    method: 'POST',
    path: '/api/petitions/similar',
    summary: '登记前查重：同一信访人的件和内容相似的件',
    access: 'office',
    rate: 'reads',
    body: similarBody,
    answer: similarList,
  },
  async ({ body, person }, scene) => {
    const { petitioner = {}, title, body: text } = body;
    const given = Object.entries(petitioner).filter(([, value]) => value !== undefined);
    const to = { petitioner: Object.fromEntries(given), title, body: text };
    return { status: 200, body: await listOf(to, person, scene) };
  },
);

/** 同类件 */
export const showSimilar = route(
  {
    method: 'GET',
    path: '/api/petitions/:id/similar',
    summary: '同类件：与本件同一信访人或内容相似的件（本人可见范围）',
    access: 'signedIn',
    rate: 'reads',
    params: petitionParams,
    answer: similarList,
  },
  async ({ params, person }, scene) => {
    const petition = await findVisible(params.id, person, scene);
    const particulars = petition && (await scene.deps.store.particulars(petition.id));
    if (!particulars) return { failure: NOT_FOUND };
    const body = await listOf({ ...particulars, except: petition.id }, person, scene);
    return { status: 200, body };
  },
);

async function listOf(to: SimilarTo, person: StaffMember, scene: Scene) {
  const found = await scene.deps.store.similar(to, person.id);
  return { now: scene.now, items: found.map((similar) => viewOf(similar, person, scene)) };
}

function viewOf(similar: SimilarPetition, person: StaffMember, scene: Scene) {
  const { petition, particulars, samePetitioner, similarity } = similar;
  const { regime, directory } = contextOf(petition, person, scene);
  const stage = regime.stages[petition.stage];
  const unitId = petition.assignments.at(-1)?.unitId;
  const unit = unitId === undefined ? undefined : directory.units.get(unitId);
  return {
    id: petition.id,
    number: petition.number,
    title: particulars.title,
    category: petition.facts.category,
    stageTitle: stage?.title ?? petition.stage,
    ended: stage?.end === true,
    ...(unit ? { unitName: unit.name } : {}),
    registeredAt: petition.registeredAt,
    petitionerName: maskedName(particulars.petitioner.name),
    samePetitioner: [...samePetitioner],
    similarity,
  };
}
