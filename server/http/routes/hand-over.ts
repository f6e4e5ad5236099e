import {
  absenceBody,
  absenceParams,
  handOverBody,
  handOverResult,
  holdings,
  staffParams,
} from '../../contract/directory.ts';
import type { StaffMember } from '../../domain/directory.ts';
import { handedOver, postsHeld } from '../../domain/directory-change.ts';
import { type Holding, holdingOf, namingAct } from '../../domain/hand-over.ts';
import { responsibleUnit } from '../../domain/staffing.ts';
import { inTerms } from '../../domain/terms.ts';
import { localDayOf } from '../../domain/time.ts';
import { type Failure, NOT_FOUND } from '../failures.ts';
import { refusalFailure } from '../refusals.ts';
import { type Route, route, type Scene } from '../route.ts';
import { contextOf } from '../views/context.ts';
import { DIRECTORY_OVERTAKEN, notSound, waitingNow } from './directory-admin.ts';

const showHoldings = route(
  {
    method: 'GET',
    path: '/api/administration/staff/:id/holdings',
    summary: '此人手上的岗位与在办件（移交预览，不写入）',
    access: 'administrator',
    rate: 'reads',
    params: staffParams,
    answer: holdings,
  },
  async ({ params, person }, scene) => {
    const { directory, regime } = scene;
    const holder = directory.staff.get(params.id);
    if (!holder) return { failure: NOT_FOUND };
    const held = await heldBy(params.id, person, scene);
    return {
      status: 200,
      body: {
        name: holder.name,
        posts: [...postsHeld(directory, holder.id, regime)],
        petitions: held.map(({ petition, caseworker }) => {
          const unit = directory.units.get(responsibleUnit(petition) ?? '');
          const stages = contextOf(petition, person, scene).regime.stages;
          return {
            id: petition.id,
            number: petition.number,
            stageTitle: stages[petition.stage]?.title ?? petition.stage,
            ...(unit ? { unitName: unit.name } : {}),
            caseworker,
          };
        }),
      },
    };
  },
);

const handOver = route(
  {
    method: 'POST',
    path: '/api/administration/hand-overs',
    summary: '工作移交：岗位随名单变更，承办件逐件更换承办人',
    access: 'administrator',
    rate: 'writes',
    body: handOverBody,
    answer: handOverResult,
  },
  async ({ body, person }, scene) => {
    const { directory, regime, now, deps } = scene;
    if (directory.version !== body.seenVersion) return { failure: DIRECTORY_OVERTAKEN };
    // Before anything is done: a hand-over that cannot be completed is not begun.
    const checked = handedOver(directory, body, regime);
    if (!checked.ok) return { failure: notSound(checked.refusal) };
    const held = await heldBy(body.from, person, scene);
    const results = [];
    for (const holding of held) {
      results.push(await handOverOne(holding, body, person, scene));
    }
    const stuck = results.filter(({ ok }) => !ok).length;
    const settled = handedOver(directory, { ...body, leaves: body.leaves && stuck === 0 }, regime);
    if (!settled.ok) return { failure: notSound(settled.refusal) };
    const { people, changes, warnings } = settled.value;
    const detail = `${changes.join('；')}；承办件${results.length - stuck}件。理由：${body.reason}`;
    const entry = {
      at: now,
      actor: person.id,
      action: 'handedOver',
      ok: stuck === 0,
      detail,
    } as const;
    const change = { people, seenVersion: body.seenVersion, entry };
    const after = await deps.store.changeDirectory(change, now, waitingNow(scene));
    if (!after) return { failure: DIRECTORY_OVERTAKEN };
    const name = directory.staff.get(body.from)?.name ?? '';
    const staying =
      body.leaves && stuck > 0
        ? [`尚有${stuck}件未能移交，${name}暂不设为离岗，请处理后再办。`]
        : [];
    return {
      status: 200,
      body: { changes: [...changes], warnings: [...staying, ...warnings], petitions: results },
    };
  },
);

const enterAbsence = route(
  {
    method: 'POST',
    path: '/api/administration/absences',
    summary: '登记外出：期间由替代人员一并办理',
    access: 'administrator',
    rate: 'writes',
    body: absenceBody,
    answer: null,
  },
  async ({ body, person }, scene) => {
    const { deps, directory, now } = scene;
    const today = localDayOf(now);
    if (!directory.staff.get(body.staffId)?.active) return { failure: NOT_FOUND };
    if (body.to < today) return { failure: OVER_ALREADY };
    const same = (await deps.store.absences(today)).some(
      ({ staffId, from, to }) => staffId === body.staffId && from === body.from && to === body.to,
    );
    if (!same) await deps.store.enterAbsence(body, person.id, now);
    await deps.store.putAbsencesInForce(today, now, waitingNow(scene));
    return { status: 204 };
  },
);

const withdrawAbsence = route(
  {
    method: 'DELETE',
    path: '/api/administration/absences/:id',
    summary: '撤销外出登记（提前返岗）',
    access: 'administrator',
    rate: 'writes',
    params: absenceParams,
    answer: null,
  },
  async ({ params, person }, scene) => {
    const { deps, now } = scene;
    const withdrawn = await deps.store.withdrawAbsence(params.id, person.id, now);
    if (!withdrawn) return { failure: NOT_FOUND };
    await deps.store.putAbsencesInForce(localDayOf(now), now, waitingNow(scene));
    return { status: 204 };
  },
);

export const handOverRoutes: readonly Route[] = [
  showHoldings,
  handOver,
  enterAbsence,
  withdrawAbsence,
];

/** What the administrator may know of it. */
async function heldBy(
  staffId: string,
  person: StaffMember,
  scene: Scene,
): Promise<readonly Holding[]> {
  const petitions = await scene.deps.store.openPetitions(person.id);
  return petitions.flatMap(
    (petition) => holdingOf(petition, staffId, contextOf(petition, person, scene)) ?? [],
  );
}

/** By the same command as at any other time, or, where the petition goes with the post, not at all. */
async function handOverOne(
  { petition, caseworker }: Holding,
  { to, commandId }: { readonly to: string; readonly commandId: string },
  person: StaffMember,
  scene: Scene,
) {
  const { id, number } = petition;
  if (!caseworker) return { id, number, ok: true, message: '随岗位移交' };
  const act = namingAct(petition, person.id, contextOf(petition, person, scene));
  if (act === null) {
    return { id, number, ok: false, message: inTerms(HANDED_ON_THERE, scene.regime.terms) };
  }
  const answer = await scene.deps.execute({
    commandId: `${commandId}-${id}`,
    petitionId: id,
    by: person.id,
    command: { type: 'takeAct', act, input: { kind: 'nameCaseworker', caseworkerId: to } },
  });
  if (answer.ok) return { id, number, ok: true, message: '已更换承办人' };
  return { id, number, ok: false, message: refusalFailure(answer.refusal, scene).message };
}

const OVER_ALREADY: Failure = {
  status: 422,
  code: 'invalid',
  message: '外出时间已经过去，请核对日期。',
};

const HANDED_ON_THERE = '按制度由{handlingUnit}更换承办人，请其{recipient}办理。';
