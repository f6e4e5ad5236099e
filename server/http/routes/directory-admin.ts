import {
  administeredDirectory,
  directoryChangeBody,
  directoryChanged,
} from '../../contract/directory.ts';
import { waitingFor } from '../../domain/access.ts';
import type { StaffMember } from '../../domain/directory.ts';
import { changedDirectory, type DirectoryChange } from '../../domain/directory-change.ts';
import { holdingOf } from '../../domain/hand-over.ts';
import { localDayOf } from '../../domain/time.ts';
import type { Failure } from '../failures.ts';
import { route, type Scene } from '../route.ts';
import { administeredDirectoryView } from '../views/administration.ts';
import { contextOf } from '../views/context.ts';

export const showAdministeredDirectory = route(
  {
    method: 'GET',
    path: '/api/administration/directory',
    summary: '单位、人员、岗位与外出登记（管理）',
    access: 'administrator',
    rate: 'reads',
    answer: administeredDirectory,
  },
  async ({ person }, { deps: { store }, directory, regime, now }) => {
    const [absences, petitions] = await Promise.all([
      store.absences(localDayOf(now)),
      store.openPetitions(person.id),
    ]);
    const view = administeredDirectoryView({ directory, regime, absences, petitions, now });
    return { status: 200, body: view };
  },
);

export const changeDirectory = route(
  {
    method: 'POST',
    path: '/api/administration/directory',
    summary: '变更一个单位或一名人员（须写明理由，变更即留痕）',
    access: 'administrator',
    rate: 'writes',
    body: directoryChangeBody,
    answer: directoryChanged,
  },
  async ({ body, person }, scene) => {
    const { directory, regime, now, deps } = scene;
    if (directory.version !== body.seenVersion) return { failure: DIRECTORY_OVERTAKEN };
    const change = changeOf(body.change);
    const changed = changedDirectory(directory, change, regime);
    const problems = [
      ...(changed.ok ? [] : changed.refusal),
      ...(await stillHeld(change, person, scene)),
    ];
    if (!changed.ok || problems.length > 0) return { failure: notSound(problems) };
    const { people, changes, warnings } = changed.value;
    const answer = { changes: [...changes], warnings: [...warnings] };
    if (body.check || changes.length === 0) {
      return { status: 200, body: { ...answer, version: directory.version } };
    }
    const detail = `${changes.join('；')}。理由：${body.reason}`;
    const entry = {
      at: now,
      actor: person.id,
      action: 'directoryChanged',
      ok: true,
      detail,
    } as const;
    const after = await deps.store.changeDirectory(
      { people, seenVersion: body.seenVersion, entry },
      now,
      waitingNow(scene),
    );
    if (!after) return { failure: DIRECTORY_OVERTAKEN };
    return { status: 200, body: { ...answer, version: after.version } };
  },
);

/** Whom a petition waits for at this moment, by whatever directory is then in force. */
export function waitingNow({
  now,
  calendar,
}: Pick<Scene, 'now' | 'calendar'>): Parameters<Scene['deps']['store']['replaceDirectory']>[2] {
  return (petition, regime, directory) =>
    waitingFor(petition, { now, calendar, regime, directory });
}

/** Whoever leaves may not take petitions with him. Those the administrator may not know of are not told. */
async function stillHeld(
  change: DirectoryChange,
  person: StaffMember,
  scene: Scene,
): Promise<readonly string[]> {
  if (change.kind !== 'person' || change.person.active) return [];
  const { id, name } = change.person;
  const numbers = (await scene.deps.store.openPetitions(person.id))
    .filter((petition) => holdingOf(petition, id, contextOf(petition, person, scene))?.caseworker)
    .map(({ number }) => number);
  return numbers.length === 0
    ? []
    : [
        `${name}仍是${numbers.slice(0, 5).join('、')}${numbers.length > 5 ? '等' : ''}${numbers.length}件的承办人，不能设为离岗。请先办理工作移交。`,
      ];
}

/** Empty choices of the page are no posts. */
function changeOf(change: (typeof directoryChangeBody)['_output']['change']): DirectoryChange {
  const filled = <Entry extends object>(entry: Entry) =>
    Object.fromEntries(
      Object.entries(entry).filter(([, value]) => value !== undefined && value !== ''),
    ) as Entry;
  return (
    change.kind === 'unit'
      ? { kind: 'unit', unit: { ...filled(change.unit), posts: filled(change.unit.posts) } }
      : { kind: 'person', person: filled(change.person) }
  ) as DirectoryChange;
}

export const DIRECTORY_OVERTAKEN: Failure = {
  status: 409,
  code: 'changedMeanwhile',
  message: '人员名单在您查看之后已有变化，请刷新后重新填写。',
};

export function notSound(problems: readonly string[]): Failure {
  return {
    status: 422,
    code: 'directoryNotSound',
    message: problems.join(''),
    details: problems.map((message) => ({ field: 'change', message })),
  };
}
