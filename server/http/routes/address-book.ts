import { addressBookDecision, addressBookView } from '../../contract/address-book.ts';
import { directoryChanged } from '../../contract/directory.ts';
import { type AddressSaid, asSaid } from '../../domain/address-book.ts';
import type { StaffId, StaffMember } from '../../domain/directory.ts';
import { changedDirectory } from '../../domain/directory-change.ts';
import { type HandOverOwed, handOverOwed } from '../../domain/hand-over.ts';
import { currentAssignment, type Petition } from '../../domain/petition.ts';
import { responsibleUnit } from '../../domain/staffing.ts';
import type { Failure } from '../failures.ts';
import { type Route, route, type Scene } from '../route.ts';
import { addressEntryView } from '../views/address-book.ts';
import { contextOf } from '../views/context.ts';
import { nameOf } from '../views/people.ts';
import { DIRECTORY_OVERTAKEN, notSound, waitingNow } from './directory-admin.ts';

const showAddressBook = route(
  {
    method: 'GET',
    path: '/api/administration/address-book',
    summary: '钉钉通讯录核对：与本单位名单的差异、查不到的人员、待移交的信访件',
    access: 'administrator',
    rate: 'reads',
    answer: addressBookView,
  },
  async ({ person }, scene) => {
    const { directory, deps } = scene;
    const [entries, missing, checked, petitions] = await Promise.all([
      deps.store.addressBook(),
      deps.store.missingPeople(),
      deps.store.lastJobRun('addressBook'),
      deps.store.openPetitions(person.id),
    ]);
    return {
      status: 200,
      body: {
        version: directory.version,
        ...(checked ? { checkedAt: checked.at } : {}),
        entries: [...entries].flatMap(([id, entry]) => addressEntryView(id, entry, scene) ?? []),
        missing: [...missing].map(([id, since]) => ({ id, name: nameOf(id, directory), since })),
        handOvers: petitions.flatMap((petition) => handOverView(petition, person, scene)),
      },
    };
  },
);

const decideAddress = route(
  {
    method: 'POST',
    path: '/api/administration/address-book/decisions',
    summary: '采用或忽略钉钉通讯录中一名人员的差异',
    access: 'administrator',
    rate: 'writes',
    body: addressBookDecision,
    answer: directoryChanged,
  },
  async ({ body: { id, revision, seenVersion, decision }, person }, scene) => {
    const { directory, deps, now } = scene;
    const entry = (await deps.store.addressBook()).get(id);
    const shown = entry && addressEntryView(id, entry, scene);
    if (!entry?.said || !shown || entry.revision !== revision) return { failure: SAID_OTHERWISE };
    if (directory.version !== seenVersion) return { failure: DIRECTORY_OVERTAKEN };
    if (decision === 'accept') {
      if (!shown.acceptable) return { failure: NOTHING_TO_TAKE };
      return await accept(id, entry.said, person, scene);
    }
    const detail = `忽略钉钉通讯录：${shown.name}，${shown.differences
      .map(({ what, theirs }) => what + theirs)
      .join('、')}`;
    const audited = {
      at: now,
      actor: person.id,
      action: 'addressBookDecided',
      ok: true,
      detail,
    } as const;
    const done = await deps.store.setAddressAside(id, revision, audited);
    if (!done) return { failure: SAID_OTHERWISE };
    return { status: 200, body: { version: directory.version, changes: [], warnings: [] } };
  },
);

export const addressBookRoutes: readonly Route[] = [showAddressBook, decideAddress];

async function accept(id: StaffId, said: AddressSaid, by: StaffMember, scene: Scene) {
  const { directory, regime, deps, now } = scene;
  const entry = asSaid(id, directory.staff.get(id) ?? null, said, directory);
  const changed = changedDirectory(directory, { kind: 'person', person: entry }, regime);
  if (!changed.ok) return { failure: notSound(changed.refusal) };
  const { people, changes, warnings } = changed.value;
  const audited = {
    at: now,
    actor: by.id,
    action: 'addressBookDecided',
    ok: true,
    detail: `采用钉钉通讯录：${changes.join('；')}`,
  } as const;
  const change = { people, seenVersion: directory.version, entry: audited };
  const after = await deps.store.changeDirectory(change, now, waitingNow(scene));
  if (!after) return { failure: DIRECTORY_OVERTAKEN };
  const body = { version: after.version, changes: [...changes], warnings: [...warnings] };
  return { status: 200 as const, body };
}

function handOverView(petition: Petition, person: StaffMember, scene: Scene) {
  const { directory } = scene;
  const context = contextOf(petition, person, scene);
  const owed = handOverOwed(petition, context);
  if (owed === null) return [];
  const unit = directory.units.get(responsibleUnit(petition) ?? '');
  const from = owed === 'caseworkerLeft' ? currentAssignment(petition)?.caseworkerId : undefined;
  const { id, number, stage } = petition;
  return [
    {
      id,
      number,
      stageTitle: context.regime.stages[stage]?.title ?? stage,
      ...(unit ? { unitName: unit.name } : {}),
      reasonText: reasons[owed](from === undefined ? '' : nameOf(from, directory)),
      ...(from === undefined ? {} : { from }),
    },
  ];
}

const reasons: Readonly<Record<HandOverOwed, (name: string) => string>> = {
  caseworkerLeft: (name) => `承办人${name}已离岗`,
  nobody: () => '本环节无人可办，请补齐岗位',
};

const SAID_OTHERWISE: Failure = {
  status: 409,
  code: 'changedMeanwhile',
  message: '钉钉通讯录中此人的信息已有变化或已处理，请刷新后再看。',
};

const NOTHING_TO_TAKE: Failure = {
  status: 422,
  code: 'directoryNotSound',
  message: '这些差异不能直接采用，请在人员名单中变更，或予以忽略。',
};
