import type { AddressBookView } from '../../contract/address-book.ts';
import {
  type AddressDifference,
  type AddressEntry,
  addressDifferences,
} from '../../domain/address-book.ts';
import type { StaffId, StaffMember } from '../../domain/directory.ts';
import { inTerms } from '../../domain/terms.ts';
import type { Scene } from '../route.ts';

type EntryView = AddressBookView['entries'][number];
type Words = Pick<Scene, 'directory' | 'regime'>;

/** What the office is to decide about; null where DingTalk says nothing else or it has been set aside. */
export function addressEntryView(id: StaffId, entry: AddressEntry, scene: Words): EntryView | null {
  const { directory } = scene;
  const { said, revision, setAside, ours, missingSince } = entry;
  if (said === null || setAside || missingSince !== undefined) return null;
  const person = directory.staff.get(id);
  if (person?.active) return changedView(person, entry, said, scene);
  // Somebody who was of the office when he was last asked after has left it by the office's own decision.
  if (ours) return null;
  const facts = [
    { what: titles.title, theirs: said.title },
    { what: '部门', theirs: (said.departments ?? []).join('、') },
    ...(person ? [{ what: '提示', theirs: '曾在本单位名单中' }] : []),
  ];
  return {
    id,
    revision,
    kind: 'newcomer',
    name: said.name,
    differences: facts.filter(({ theirs }) => theirs !== ''),
    acceptable: said.name !== '',
  };
}

function changedView(
  person: StaffMember,
  { revision }: AddressEntry,
  said: NonNullable<AddressEntry['said']>,
  { directory, regime: { terms } }: Words,
): EntryView | null {
  const found = addressDifferences(person, said, directory);
  const differences = found.map(({ what, ours, theirs, acceptable }) => ({
    what: inTerms(titles[what], terms),
    ours,
    theirs: acceptable ? theirs : `${theirs}（不在${terms.unit}名单中）`,
  }));
  // Somebody who has never signed in there gets no message, however well it is addressed.
  if (!said.active) differences.push({ what: '账号', ours: '在岗', theirs: '未激活，收不到通知' });
  if (differences.length === 0) return null;
  const acceptable = found.some((difference) => difference.acceptable);
  return { id: person.id, revision, kind: 'changed', name: person.name, differences, acceptable };
}

const titles: Readonly<Record<AddressDifference['what'], string>> = {
  name: '姓名',
  title: '职务',
  unit: '{unitWord}',
};
