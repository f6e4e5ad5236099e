import type { Directory, RoleId, StaffMember } from '../directory.ts';
import type { Regime } from '../regime.ts';
import type { Instant } from '../time.ts';
import { countedIn, type Notice, openObjection } from './notice.ts';
import { measureOf, peopleFor, stepOf } from './people.ts';
import type { LadderRules, LadderStep, MeasureRules, SanctionRules } from './rules.ts';

/** What a person may do with a notice. */
export type NoticeAct = 'issue' | 'explain' | 'object' | 'decide' | 'withdraw' | 'recordOutcome';

export const noticeActs: readonly NoticeAct[] = [
  'issue',
  'explain',
  'object',
  'decide',
  'withdraw',
  'recordOutcome',
];

export interface NoticeCircumstances {
  readonly person: StaffMember;
  readonly now: Instant;
  readonly regime: Regime;
  readonly directory: Directory;
  /** All of them, for what another notice of the unit holds up. */
  readonly notices: readonly Notice[];
}

export type NoticeRefusal =
  | 'notPermitted'
  /** Withdrawn, or done before, or not its turn. */
  | 'notNow'
  | 'objectionOpen'
  | 'objectionLate';

/** Why this person may not do it now, or null; the same answer decides what a page offers. */
export function noticeRefusal(
  act: NoticeAct,
  notice: Notice,
  given: NoticeCircumstances,
): NoticeRefusal | null {
  const roles = rolesFor(act, notice, given.regime);
  const people = peopleFor(roles, notice.unitId, given.regime, given.directory);
  if (!people.some(({ id }) => id === given.person.id)) return 'notPermitted';
  if (notice.withdrawn) return 'notNow';
  return refusalByState[act](notice, given);
}

function rolesFor(act: NoticeAct, notice: Notice, regime: Regime): readonly RoleId[] {
  const step = stepOf(notice, regime);
  const measure = measureOf(notice, regime);
  const { sanctions } = regime;
  if (step && sanctions?.ladder) return ofStep(step, sanctions.ladder)[act];
  return measure && sanctions ? ofMeasure(measure, sanctions)[act] : [];
}

type RolesByAct = Readonly<Record<NoticeAct, readonly RoleId[]>>;

const ofStep = (step: LadderStep, { objection }: LadderRules): RolesByAct => ({
  issue: step.signedBy,
  explain: step.owes?.by ?? [],
  object: objection.by,
  decide: objection.decidedBy,
  // Who counts for nothing but the count itself: a draft that the count bears goes only by an objection.
  withdraw: [],
  recordOutcome: [],
});

const ofMeasure = (measure: MeasureRules, { keptBy }: SanctionRules): RolesByAct => ({
  issue: measure.signedBy,
  explain: [],
  object: [],
  decide: [],
  withdraw: [...keptBy, ...measure.signedBy],
  recordOutcome: measure.outcome?.by ?? [],
});

const refusalByState: Readonly<
  Record<NoticeAct, (notice: Notice, given: NoticeCircumstances) => NoticeRefusal | null>
> = {
  issue(notice, { notices }) {
    if (notice.issued) return 'notNow';
    return isHeldUp(notice, notices) ? 'objectionOpen' : null;
  },
  withdraw: ({ issued }) => (issued ? 'notNow' : null),
  explain: (notice) =>
    notice.issued && !notice.explained && !openObjection(notice) ? null : 'notNow',
  object(notice, { now }) {
    if (!notice.issued || openObjection(notice) || countedIn(notice).length === 0) return 'notNow';
    return now > (notice.issued.objectUntil ?? now) ? 'objectionLate' : null;
  },
  decide: (notice) => (openObjection(notice) ? null : 'notNow'),
  recordOutcome: ({ issued, outcome }) => (issued && !outcome ? null : 'notNow'),
};

/** An objection of the unit that is not decided holds up every further step against it. */
function isHeldUp({ about, unitId }: Notice, notices: readonly Notice[]): boolean {
  return (
    about.kind === 'step' &&
    notices.some((other) => other.unitId === unitId && openObjection(other) !== undefined)
  );
}
