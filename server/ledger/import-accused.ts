import type { Directory } from '../domain/directory.ts';
import type { Accused } from '../domain/petition.ts';

type ReadAccused =
  | {
      readonly ok: true;
      readonly value: { staffIds: string[]; unitIds: string[]; outside: boolean };
    }
  | { readonly ok: false; readonly message: string };

/**
 * Whom an accusation names, by the names of the directory. A name that is nobody's, or several people's, is a fault:
 * left out it would show the accused what accuses him.
 */
export function readAccused(text: string | undefined, directory: Directory): ReadAccused {
  const names = (text ?? '').split(/[、，,;；\s]+/).filter((name) => name !== '');
  if (names.length === 0) return { ok: false, message: NAMELESS };
  const read = { staffIds: [] as string[], unitIds: [] as string[], outside: false };
  for (const name of names) {
    if (OUTSIDE.includes(name)) {
      read.outside = true;
      continue;
    }
    const found = called(name, directory);
    if (found.staffIds.length + found.unitIds.length !== 1) {
      const why = found.staffIds.length > 1 ? '在通讯录中不止一人' : '不在本单位通讯录中';
      return { ok: false, message: `“${name.slice(0, 20)}”${why}。${NAMELESS}` };
    }
    read.staffIds.push(...found.staffIds);
    read.unitIds.push(...found.unitIds);
  }
  return { ok: true, value: read };
}

function called(name: string, { staff, units }: Directory): Pick<Accused, 'staffIds' | 'unitIds'> {
  return {
    staffIds: [...staff.values()].filter((person) => person.name === name).map(({ id }) => id),
    unitIds: [...units.values()].filter((unit) => unit.name === name).map(({ id }) => id),
  };
}

const OUTSIDE: readonly string[] = ['外部', '非本单位人员', '非本单位'];
const NAMELESS =
  '检举控告件须写明被反映的人员姓名或单位名称；不在本单位的写“外部”，重名的请在系统中单独登记。';
