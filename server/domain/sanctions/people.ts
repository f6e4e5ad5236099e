import {
  type Directory,
  type RoleId,
  roleHolders,
  type StaffMember,
  type UnitId,
} from '../directory.ts';
import type { Answer, RecordField } from '../record.ts';
import { answerText } from '../record-text.ts';
import type { Regime } from '../regime.ts';
import { paperDay, parseLocalDay } from '../time.ts';
import type { Notice } from './notice.ts';
import type { LadderStep, MeasureRules } from './rules.ts';

/** The active people behind the roles, a unit's posts being those of the one unit. */
export function peopleFor(
  roles: readonly RoleId[],
  unitId: UnitId | undefined,
  regime: Regime,
  directory: Directory,
): readonly StaffMember[] {
  const people = roles.flatMap((role) => {
    const binding = regime.roles[role]?.binding;
    if (binding?.kind === 'office') return roleHolders(directory, role);
    const unit = unitId === undefined ? undefined : directory.units.get(unitId);
    if (binding?.kind !== 'unit' || !unit?.active) return [];
    const person = directory.staff.get(unit.posts[binding.post] ?? '');
    return person?.active ? [person] : [];
  });
  return [...new Set(people)];
}

/** The rules a notice was made by; undefined where a later version of the regulation has dropped them. */
export function stepOf({ about }: Notice, { sanctions }: Regime): LadderStep | undefined {
  if (about.kind !== 'step') return undefined;
  return sanctions?.ladder?.steps.find(({ id }) => id === about.step);
}

/** All that such a draft says: what the petition's records say, then what is asked beside them. */
export function measureFields(
  { takes = [], fields }: MeasureRules,
  { records }: Regime,
): readonly RecordField[] {
  return [...takes.flatMap((id) => records?.[id]?.fields ?? []), ...fields];
}

export function measureOf({ about }: Notice, { sanctions }: Regime): MeasureRules | undefined {
  return about.kind === 'measure' ? sanctions?.measures?.[about.measure] : undefined;
}

/**
 * Who may know of a notice: those who look after sanctions or have a part in it; the unit only once it has been
 * issued, and never of what is proposed about its people.
 */
export function readersOf(
  notice: Notice,
  regime: Regime,
  directory: Directory,
): readonly StaffMember[] {
  const step = stepOf(notice, regime);
  const measure = measureOf(notice, regime);
  const { keptBy = [], ladder } = regime.sanctions ?? {};
  const always = [
    ...keptBy,
    ...(step ? [...step.signedBy, ...(ladder?.objection.decidedBy ?? [])] : []),
    ...(measure ? [...measure.signedBy, ...measure.draftedBy, ...(measure.outcome?.by ?? [])] : []),
  ];
  const onceIssued = step
    ? [...step.tells, ...(step.owes?.by ?? []), ...(ladder?.objection.by ?? [])]
    : (measure?.tells ?? []);
  const roles = notice.issued === undefined ? always : [...always, ...onceIssued];
  const people = peopleFor(roles, notice.unitId, regime, directory);
  return step || measure?.tells ? people : people.filter((person) => !isOfTheUnit(person, notice));
}

function isOfTheUnit({ unitId }: StaffMember, notice: Notice): boolean {
  return unitId !== undefined && unitId === notice.unitId;
}

/** An answer as it is read on a page or on paper; empty where nothing was answered. */
export function writtenText(
  field: RecordField,
  answer: Answer | undefined,
  { staff }: Directory,
): string {
  if (answer === undefined) return '';
  const day = field.control === 'day' ? parseLocalDay(String(answer)) : null;
  if (day?.ok) return paperDay(day.value);
  return answerText(field, answer, (id) => staff.get(id)?.name ?? '（已不在通讯录）');
}
