import { createHash } from 'node:crypto';
import { loadRegimes } from '../../db/seed-regime.ts';
import { readConfig } from '../../server/config.ts';
import type { Directory } from '../../server/domain/directory.ts';
import { type InstalledOffice, installedOffices } from '../../server/installed-offices.ts';

/** The state's own procedure, and so the id of the office that works by it. */
export const SECOND = 'cn2022';

/** People of the second office, by what they are (db/seed/offices/cn2022.json). */
export const organ = {
  head: 'cn-head',
  receiver: 'cn-receiver-1',
  caseworker: 'cn-land-1',
  /** Holds no role. */
  plain: 'cn-land-2',
};

/** The office most tests work with and a second one beside it, under the regulation of the state. */
export function twoOffices(): Omit<Directory, 'version'> {
  const reading = readConfig({ OFFICE_REGIME: `jinghu2020,${SECOND}` });
  if (!reading.ok) throw new Error(reading.problems.join(''));
  const installed = installedOffices(reading.config, loadRegimes());
  return {
    staff: new Map(installed.flatMap(({ people }) => [...(people?.staff ?? [])])),
    units: new Map(installed.flatMap(({ people }) => [...(people?.units ?? [])])),
    offices: new Map(installed.map(({ office }: InstalledOffice) => [office.id, office])),
  };
}

/** Bytes that nobody could guess but whoever counts them: two runs get the same ids. */
export function countedBytes(): (size: number) => Buffer {
  let taken = 0;
  return (size) => {
    taken += 1;
    const block = (index: number) => createHash('sha256').update(`${taken}/${index}`).digest();
    const blocks = Array.from({ length: Math.ceil(size / 32) }, (_, index) => block(index));
    return Buffer.concat(blocks).subarray(0, size);
  };
}
