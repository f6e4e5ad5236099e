import { directoryChanged } from '../../contract/directory.ts';
import { officesView, type RegulationView, regulationChangeBody } from '../../contract/offices.ts';
import type { Regime } from '../../domain/regime.ts';
import { regimeInForce } from '../../domain/regime-in-force.ts';
import { regulationChanged } from '../../domain/regulation-change.ts';
import type { Failure } from '../failures.ts';
import { type Route, route } from '../route.ts';
import { DIRECTORY_OVERTAKEN, notSound, waitingNow } from './directory-admin.ts';

const showOffices = route(
  {
    method: 'GET',
    path: '/api/administration/offices',
    summary: '各机构及其现行登记制度',
    access: 'administrator',
    rate: 'reads',
    answer: officesView,
  },
  async (_asked, scene) => {
    const { deps, directory, office, regimes, now } = scene;
    const inForce = (id: string) => regulationView(regimeInForce(regimes, id, now));
    const offices = await deps.store.offices();
    return {
      status: 200,
      body: {
        version: directory.version,
        offices: offices.map(({ id, title, active, regimeId }) => ({
          id,
          title,
          active,
          own: id === office.id,
          regulation: inForce(regimeId),
        })),
        regulations: [...new Set(regimes.map(({ id }) => id))].map(inForce),
      },
    };
  },
);

const changeRegulation = route(
  {
    method: 'POST',
    path: '/api/administration/offices/regulation',
    summary: '变更本机构登记所依据的制度（须写明理由，在办件不变）',
    access: 'administrator',
    rate: 'writes',
    body: regulationChangeBody,
    answer: directoryChanged,
  },
  async ({ body, person }, scene) => {
    const { deps, directory, office, regime: from, regimes, now } = scene;
    if (directory.version !== body.seenVersion) return { failure: DIRECTORY_OVERTAKEN };
    if (!regimes.some(({ id }) => id === body.regimeId)) return { failure: NO_SUCH_REGULATION };
    const regime = regimeInForce(regimes, body.regimeId, now);
    const offices = await deps.store.offices();
    const changed = regulationChanged(
      { directory, office, offices },
      { regime, from, by: person.id },
      regimes,
    );
    if (!changed.ok) return { failure: notSound(changed.refusal) };
    const { people, changes, warnings } = changed.value;
    const answer = { changes: [...changes], warnings: [...warnings] };
    if (body.check || changes.length === 0) {
      return { status: 200, body: { ...answer, version: directory.version } };
    }
    const entry = {
      at: now,
      actor: person.id,
      action: 'directoryChanged',
      ok: true,
      detail: `${changes.join('；')}。理由：${body.reason}`,
    } as const;
    const change = { people, seenVersion: body.seenVersion, entry };
    const after = await deps.store.changeDirectory(change, now, waitingNow(scene));
    if (!after) return { failure: DIRECTORY_OVERTAKEN };
    return { status: 200, body: { ...answer, version: after.version } };
  },
);

export const officeRoutes: readonly Route[] = [showOffices, changeRegulation];

function regulationView(regime: Regime): RegulationView {
  const { id, version, title, documentNumber, issuer, effectiveFrom } = regime;
  const { supersedes = [], appliesTo, interpretedBy } = regime;
  return {
    id,
    version,
    title,
    documentNumber,
    issuer,
    effectiveFrom,
    supersedes: [...supersedes],
    ...(appliesTo === undefined ? {} : { appliesTo }),
    ...(interpretedBy === undefined ? {} : { interpretedBy }),
  };
}

const NO_SUCH_REGULATION: Failure = {
  status: 422,
  code: 'directoryNotSound',
  message: '系统中没有这项制度，请刷新后重新选择。',
};
