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
  broughtBy(petitioner: Partial<Particulars['petitioner']>): readonly PetitionId[];
  handwriting(id: string): string | null;
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

  return {
    keep(petition, command) {
      if (command.type === 'registerPetition') write(petition, command.particulars);
      if (command.type !== 'takeAct') return;
      if (command.amendment) write(petition, command.amendment.particulars);
      if (command.handwriting !== undefined) {
        insertHandwriting.run(handwritingId(command.handwriting), command.handwriting);
      }
    },
    latest(id) {
      const row = latest.get(id);
      if (!row) return null;
      return JSON.parse(sealing.openSealed(row.content, placeOf(id, row.version))) as Particulars;
    },
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
