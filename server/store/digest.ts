import type { OfficeId } from '../domain/office.ts';
import type { PetitionId } from '../domain/petition.ts';
import { instant } from '../domain/time.ts';
import type { Base } from './base.ts';
import { NO_DEADLINE } from './list-columns.ts';
import type { OpenPetition } from './petition-reads.ts';

interface OpenRow {
  readonly id: string;
  readonly number: string;
  readonly stage: string;
  readonly unitId: string | null;
  readonly nextClock: string | null;
  readonly nextDueAt: number;
  readonly nextNominalDueAt: number | null;
  readonly overdueAfter: number | null;
  readonly urgent: 0 | 1;
  readonly regimeId: string;
  readonly regimeVersion: number;
}

/** What an office's reminders are made from. It is read out of one index, however many petitions are archived beside it. */
export function openDigest({ sqlite }: Base, officeId: OfficeId) {
  const open = sqlite.prepare<[string], OpenRow>(`
    SELECT id, number, stage, unit_id AS unitId, next_clock AS nextClock,
      next_due_at AS nextDueAt, next_nominal_due_at AS nextNominalDueAt,
      overdue_after AS overdueAfter, open_order < next_due_at AS urgent, regime_id AS regimeId, regime_version AS regimeVersion
    FROM petitions INDEXED BY petitions_open
    WHERE office_id = ? AND ended_at IS NULL AND confidential = 0 ORDER BY open_order, id`);
  const provisional = sqlite
    .prepare<[], string>('SELECT id FROM petitions WHERE provisional = 1 ORDER BY id')
    .pluck();
  return {
    openForDigest: (): readonly OpenPetition[] => open.all(officeId).map(asOpenPetition),
    withProvisionalDeadline: (): readonly PetitionId[] => provisional.all(),
  };
}

function asOpenPetition(row: OpenRow): OpenPetition {
  const { nextClock, nextDueAt, nextNominalDueAt } = row;
  return {
    id: row.id,
    number: row.number,
    regime: { id: row.regimeId, version: row.regimeVersion },
    stage: row.stage,
    ...(row.unitId === null ? {} : { unitId: row.unitId }),
    ...(nextClock === null || nextNominalDueAt === null || nextDueAt === NO_DEADLINE
      ? {}
      : {
          next: {
            clock: nextClock,
            dueAt: instant(nextDueAt),
            nominalDueAt: instant(nextNominalDueAt),
          },
        }),
    ...(row.urgent === 1 ? { urgent: true as const } : {}),
    ...(row.overdueAfter === null ? {} : { overdueAfter: instant(row.overdueAfter) }),
  };
}
