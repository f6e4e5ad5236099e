import { signingBody, signingView } from '../../contract/signing.ts';
import type { StaffMember } from '../../domain/directory.ts';
import type { ActorRule, Regime } from '../../domain/regime.ts';
import type { Failure } from '../failures.ts';
import { route, type Scene } from '../route.ts';

export const showSigning = route(
  {
    method: 'GET',
    path: '/api/signing',
    summary: '本人的签批方式：卡片或应用内，或钉钉审批',
    access: 'signedIn',
    rate: 'reads',
    answer: signingView,
  },
  async ({ person }, scene) => ({ status: 200, body: await signingOf(person, scene) }),
);

export const chooseSigning = route(
  {
    method: 'POST',
    path: '/api/signing',
    summary: '选择本人的签批方式',
    access: 'signedIn',
    rate: 'writes',
    body: signingBody,
    answer: null,
  },
  async ({ body, person }, scene) => {
    const refused = body.way === 'approval' ? await refusalOf(person, scene) : null;
    if (refused) return { failure: refused };
    await scene.deps.store.chooseSigning(person.id, body.way, scene.now);
    return { status: 204 };
  },
);

async function signingOf(person: StaffMember, { deps, directory, regime }: Scene) {
  const { store, offersApprovals } = deps;
  const way = (await store.signsByApproval(person.id)) ? ('approval' as const) : ('card' as const);
  const units = [...directory.units.values()];
  const signs = Object.entries(regime.roles).some(
    ([role, { binding }]) =>
      signsByTap(role, regime) &&
      (binding.kind === 'unit'
        ? units.some(({ posts }) => posts[binding.post] === person.id)
        : person.roles.includes(role)),
  );
  return {
    way,
    offered: offersApprovals && signs,
    hasSpecimen: (await store.specimen(person.id)) !== null,
  };
}

async function refusalOf(person: StaffMember, scene: Scene): Promise<Failure | null> {
  const { offered, hasSpecimen } = await signingOf(person, scene);
  if (!offered) return NOT_OFFERED;
  return hasSpecimen ? null : NO_SPECIMEN;
}

/** Whether the role signs a box of a form with nothing but an opinion: that is what can be asked in an approval. */
function signsByTap(role: string, { stages }: Regime): boolean {
  return Object.values(stages)
    .flatMap(({ acts }) => Object.values(acts))
    .some(
      ({ kind, signs, by }) =>
        signs !== undefined &&
        TAPPED.has(kind) &&
        asksOne(by) &&
        by.some((actor) => actor.role === role),
    );
}

/** An approval is asked of one person: never where any of several may sign. */
function asksOne(by: readonly ActorRule[]): boolean {
  return by.filter(({ when = [] }) => when.length === 0).length <= 1;
}

const TAPPED: ReadonlySet<string> = new Set(['assign', 'approve', 'conclude']);

const NOT_OFFERED: Failure = {
  status: 409,
  code: 'notOffered',
  message: '本单位没有启用钉钉审批，或您没有需要签批的事项。请在卡片或应用内签批。',
};

const NO_SPECIMEN: Failure = {
  status: 409,
  code: 'noSpecimen',
  message: '钉钉审批里没有地方手写签名。请先在“我的”中留存卡片签名，再选择钉钉审批。',
};
