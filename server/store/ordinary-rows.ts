import type { Petition } from '../domain/petition.ts';
import type { Base } from './base.ts';
import { isConfidential } from './petitions.ts';

/**
 * Units an ordinary petition is or was assigned to, and people and units that must not know of it. Of an accusation
 * there is no such row: it is opened and asked itself.
 */
export function openOrdinaryRows({ sqlite }: Pick<Base, 'sqlite'>) {
  const assign = sqlite.prepare(
    `INSERT INTO assigned_units (petition_id, unit_id, ended) VALUES (?, ?, 0)
     ON CONFLICT DO NOTHING`,
  );
  const exclude = sqlite.prepare(
    `INSERT INTO exclusions (petition_id, kind, excluded_id) VALUES (?, ?, ?)
     ON CONFLICT DO NOTHING`,
  );
  const forgetExclusions = sqlite.prepare('DELETE FROM exclusions WHERE petition_id = ?');

  return {
    update(before: Petition | null, petition: Petition): void {
      if (isConfidential(petition)) return;
      const { id, assignments } = petition;
      for (const { unitId } of assignments.slice(before?.assignments.length ?? 0)) {
        assign.run(id, unitId);
      }
      if (before && sameExclusions(before, petition)) return;
      forgetExclusions.run(id);
      for (const [kind, excludedId] of exclusionsOf(petition)) exclude.run(id, kind, excludedId);
    },
  };
}

function sameExclusions(before: Petition, petition: Petition): boolean {
  return before.accused === petition.accused && before.recused === petition.recused;
}

function exclusionsOf({ accused, recused }: Petition): readonly (readonly [string, string])[] {
  return [
    ...[...accused.staffIds, ...recused].map((staffId) => ['staff', staffId] as const),
    ...accused.unitIds.map((unitId) => ['unit', unitId] as const),
  ];
}
