import type { PetitionView } from '../../contract/view.ts';
import type { Particulars, Petition } from '../../domain/petition.ts';
import { responsibleUnit } from '../../domain/staffing.ts';
import { chineseDay, localDayOf } from '../../domain/time.ts';
import type { ViewContext } from './context.ts';

/** 回访单: what to say on the telephone and how often nobody has answered. Shown in the app, never sent. */
export function followUpSheet(
  petition: Petition,
  { title }: Particulars,
  { regime, directory }: ViewContext,
): NonNullable<PetitionView['followUp']> {
  const unitId = responsibleUnit(petition) ?? petition.assignments.at(-1)?.unitId;
  const values: Readonly<Record<string, string>> = {
    received: chineseDay(localDayOf(petition.facts.receivedAt)),
    subject: title,
    unit: directory.units.get(unitId ?? '')?.name ?? '我办',
    result: petition.replies.findLast(({ sentBackAt }) => sentBackAt === undefined)?.reply ?? '',
  };
  return {
    unreached: petition.followUps.filter(({ outcome }) => outcome === 'unreachable').length,
    attempts: regime.followUpAttempts,
    script: (regime.followUpScript ?? []).map((line) =>
      line.replaceAll(/\{(\w+)\}/g, (braced, name: string) => values[name] ?? braced),
    ),
  };
}
