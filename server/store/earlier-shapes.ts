import type { ActKind } from '../domain/act-input.ts';
import type { PostId, StaffId, Unit } from '../domain/directory.ts';
import type { ReportRules } from '../domain/figures/rules.ts';
import type { Assignment } from '../domain/petition.ts';
import type { Act, ActId, Asking, Regime } from '../domain/regime.ts';
import { registrationRules } from '../domain/registering.ts';

/**
 * What earlier versions wrote and no longer do, read as it is written now. Kept bodies are never rewritten: the chain
 * of records covers some of them, and an audit reads what was there.
 */

/** Written by versions that had a member for each post of a unit instead of a table of them. */
export function unitIn(kept: Unit | EarlierUnit): Unit {
  if (kept.posts !== undefined) return kept;
  const { id, name, active, officeId, posts: _, ...held } = kept;
  const posts: Readonly<Record<PostId, StaffId>> = { ...held };
  return { id, name, active, ...(officeId === undefined ? {} : { officeId }), posts };
}

type EarlierUnit = Omit<Unit, 'posts'> & { readonly posts?: never };

/** Written when every assignment went to two liaisons. */
export function assignmentIn({ liaisons, ...kept }: EarlierAssignment): Assignment {
  return liaisons ? { ...kept, recipients: liaisons } : kept;
}

type EarlierAssignment = Assignment & { readonly liaisons?: readonly StaffId[] };

/**
 * A version of a regulation written before it named its words, its posts and whom an assignment is told to: they are
 * those of the newest version there is, since the institution and its units are the same.
 */
export function regimeIn(kept: Regime, loaded: readonly Regime[]): Regime {
  if (kept.terms !== undefined) return kept;
  const newest = loaded.findLast(({ id }) => id === kept.id);
  if (!newest) throw new Error(`regime ${kept.id} version ${kept.version} has no words`);
  const { terms, posts, dispatch } = newest;
  return {
    ...withAskings(kept),
    ...reportsIn(kept),
    ...extensionIn(kept),
    terms,
    ...(posts ? { posts } : {}),
    ...(dispatch ? { dispatch } : {}),
    registration: {
      ...registrationRules(newest),
      superiorNeeds: ['platformNumber', 'externalDueAt'],
    },
  };
}

/** Those versions knew natural days added on top, and nothing else. */
function extensionIn({ extension }: Regime): Pick<Regime, 'extension'> {
  if (!extension || extension.maximum !== undefined) return {};
  const { maximumDays, source } = extension as unknown as {
    readonly maximumDays: number;
    readonly source: string;
  };
  return { extension: { unit: 'natural_days', maximum: maximumDays, counts: 'added', source } };
}

/** Those versions had one report, every month, and said so by having no list. */
function reportsIn({ reports }: Regime): Pick<Regime, 'reports'> {
  if (reports === undefined || Array.isArray(reports)) return {};
  const single = reports as unknown as Omit<ReportRules, 'id' | 'period'>;
  return { reports: [{ ...single, id: 'monthly', period: 'month', notice: 'monthlyReport' }] };
}

/** Those versions left to the program what their replies had to say: the instruction answered, the sheet scanned. */
function withAskings(kept: Regime): Regime {
  const asking = <Given extends Act>(acts: Readonly<Record<ActId, Given>>) =>
    Object.fromEntries(
      Object.entries(acts).map(([id, act]) => {
        const asks = askedBefore[act.kind];
        return [id, asks ? { ...act, asks } : act];
      }),
    );
  const stages = Object.entries(kept.stages).map(
    ([id, stage]) => [id, { ...stage, acts: asking(stage.acts) }] as const,
  );
  return {
    ...kept,
    stages: Object.fromEntries(stages),
    standingActs: asking(kept.standingActs),
  };
}

const askedBefore: Readonly<Partial<Record<ActKind, readonly Asking[]>>> = {
  reply: ['instruction'],
  deliverReply: ['scan'],
};
