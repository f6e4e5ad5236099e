import { createHash } from 'node:crypto';
import { desc, eq, or } from 'drizzle-orm';
import { particulars, petitions } from '../../db/schema.ts';
import type { Command } from '../domain/command.ts';
import type { Particulars, Petition, PetitionId } from '../domain/petition.ts';
import type { Base } from './base.ts';
import { indexPetitioner } from './petitioner-index.ts';
import { isConfidential } from './petitions.ts';

/** Who petitions and what about, always sealed; and the handwriting of signatures. */
export interface ParticularsTable {
  /** Keeps what the command brought along. A correction is added, never written over what was registered. */
  keep(petition: Petition, command: Command): void;
  latest(id: PetitionId): Particulars | null;
  /** As they stood at this version of the petition. */
  asOf(id: PetitionId, version: number): Particulars | null;
  /** As registered and as corrected, oldest first. */
  every(id: PetitionId): readonly Particulars[];
  broughtBy(petitioner: Partial<Particulars['petitioner']>): readonly PetitionId[];
  handwriting(id: string): string | null;
  /** Answers the id under which it is kept. */
  keepHandwriting(path: string): string;
}

/** The id under which this handwriting is kept: what is stored can be checked against what was signed. */
export function handwritingId(path: string): string {
  return createHash('sha256').update(path).digest('hex');
}

export function openParticulars({ sqlite, tables, sealing }: Base): ParticularsTable {
  const insert = sqlite.prepare('INSERT INTO particulars VALUES (?, ?, ?, ?, ?, ?)');
  const latest = sqlite.prepare<[string], { version: number; content: Buffer }>(
    `SELECT version, content FROM particulars WHERE petition_id = ?
     ORDER BY version DESC LIMIT 1`,
  );
  const asOf = sqlite.prepare<[string, number], { version: number; content: Buffer }>(
    `SELECT version, content FROM particulars WHERE petition_id = ? AND version <= ?
     ORDER BY version DESC LIMIT 1`,
  );
  const every = sqlite.prepare<[string], { version: number; content: Buffer }>(
    'SELECT version, content FROM particulars WHERE petition_id = ? ORDER BY version',
  );
  const insertHandwriting = sqlite.prepare(
    'INSERT INTO handwriting (id, path) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const findHandwriting = sqlite
    .prepare<[string], string>('SELECT path FROM handwriting WHERE id = ?')
    .pluck();

  function write(petition: Petition, content: Particulars): void {
    const { id, version } = petition;
    const index = isConfidential(petition)
      ? NOT_INDEXED
      : indexPetitioner(content.petitioner, sealing);
    const blob = sealing.seal(JSON.stringify(content), placeOf(id, version));
    insert.run(id, version, blob, index.phone, index.idNumber, index.name);
  }

  function read(id: PetitionId, row: { version: number; content: Buffer }): Particulars {
    return JSON.parse(sealing.openSealed(row.content, placeOf(id, row.version))) as Particulars;
  }

  function keepHandwriting(path: string): string {
    const id = handwritingId(path);
    insertHandwriting.run(id, path);
    return id;
  }

  return {
    keepHandwriting,
    keep(petition, command) {
      if (command.type === 'registerPetition') write(petition, command.particulars);
      if (command.type !== 'takeAct') return;
      if (command.amendment) write(petition, command.amendment.particulars);
      if (command.handwriting !== undefined) keepHandwriting(command.handwriting);
    },
    latest(id) {
      const row = latest.get(id);
      return row ? read(id, row) : null;
    },
    asOf(id, version) {
      const row = asOf.get(id, version);
      return row ? read(id, row) : null;
    },
    every: (id) => every.all(id).map((row) => read(id, row)),
    broughtBy(petitioner) {
      const index = indexPetitioner(petitioner, sealing);
      const matches = [
        index.phone && eq(particulars.phoneIndex, index.phone),
        index.idNumber && eq(particulars.idNumberIndex, index.idNumber),
        index.name && eq(particulars.nameIndex, index.name),
      ].filter((match) => match !== null);
      if (matches.length === 0) return [];
      return tables
        .selectDistinct({ id: petitions.id, registeredAt: petitions.registeredAt })
        .from(particulars)
        .innerJoin(petitions, eq(petitions.id, particulars.petitionId))
        .where(or(...matches))
        .orderBy(desc(petitions.registeredAt), petitions.id)
        .all()
        .map(({ id }) => id);
    },
    handwriting: (id) => findHandwriting.get(id) ?? null,
  };
}

const NOT_INDEXED = { phone: null, idNumber: null, name: null };

function placeOf(id: PetitionId, version: number): string {
  return `particulars|content|${id}@${version}`;
}
