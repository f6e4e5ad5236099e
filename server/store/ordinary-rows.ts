import type { Petition } from '../domain/petition.ts';
import type { Base } from './base.ts';
import { isConfidential } from './petitions.ts';

/**
 * Units an ordinary petition is or was assigned to, and people and units that must not know of it. Of an accusation
 * there is no such row: it is opened and asked itself.
 */
export function openOrdinaryRows({ sqlite }: Pick<Base, 'sqlite'>) {
  const assign = sqlite.prepare(
    'INSERT INTO assigned_units (petition_id, unit_id) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const exclude = sqlite.prepare(
    `INSERT INTO exclusions (petition_id, kind, excluded_id) VALUES (?, ?, ?)
     ON CONFLICT DO NOTHING`,
  );
  const forgetExclusions = sqlite.prepare('DELETE FROM exclusions WHERE petition_id = ?');

  return {
    update(before: Petition | null, petition: Petition): void {
      if (isConfidential(petition)) return;
      const { id, assignments, accused, recused } = petition;
      for (const { unitId } of assignments.slice(before?.assignments.length ?? 0)) {
        assign.run(id, unitId);
      }
      if (before?.accused === accused && before.recused === recused) return;
      if (before) forgetExclusions.run(id);
      for (const staffId of [...accused.staffIds, ...recused]) exclude.run(id, 'staff', staffId);
      for (const unitId of accused.unitIds) exclude.run(id, 'unit', unitId);
    },
  };
}
