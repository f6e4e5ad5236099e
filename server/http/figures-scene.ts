import type { StaffMember } from '../domain/directory.ts';
import { knownTo } from '../domain/figures/case.ts';
import { type Figures, type FiguresContext, figuresOf } from '../domain/figures/figures.ts';
import { type Overview, overviewFor } from '../domain/figures/overview.ts';
import type { Period } from '../domain/figures/period.ts';
import { peopleOf } from '../domain/figures/readers.ts';
import { type ReportRules, reportNamed } from '../domain/figures/rules.ts';
import { readMaterial } from '../store/figure-store.ts';
import type { Failure } from './failures.ts';
import type { Scene } from './route.ts';

/** Said where the regulation in force asks for no figures, and where there is no such period. */
export const NO_REPORTS: Failure = {
  status: 404,
  code: 'notFound',
  message: '现行制度没有规定统计报告，或没有这个统计期。请返回核对。',
};

/** The period asked for, in an office whose regulation wants figures; null otherwise and for what has not begun. */
export function figuresAsked(id: string, scene: Scene): FiguresAsked | null {
  const named = reportNamed(id, scene.regime.reports);
  if (!named || named.period.from > scene.now) return null;
  const { period, rules } = named;
  const { now, regime, regimes, directory, calendar } = scene;
  const { terms, measures } = regime;
  const context = {
    ...{ now, rules, regimes, directory, calendar, terms },
    ...(measures === undefined ? {} : { measures }),
  };
  return { id: named.id, period, context };
}

export interface FiguresAsked {
  /** Of its report. */
  readonly id: string;
  readonly period: Period;
  readonly context: FiguresContext;
}

/** Counted anew, for this person. */
export async function overviewOf(
  { period, context }: FiguresAsked,
  person: StaffMember,
  { deps }: Scene,
): Promise<Overview> {
  return overviewFor([person], await readMaterial(deps.store, period), context);
}

/** The figures of the one period, counted for this person. */
export async function figuresFor(
  { period, context }: FiguresAsked,
  person: StaffMember,
  { deps }: Scene,
): Promise<Figures> {
  const histories = await deps.store.histories(period.from, period.to);
  return figuresOf(period, knownTo(histories, [person]), context);
}

export function isAmong(
  person: StaffMember,
  rules: ReportRules,
  list: 'to' | 'signedBy' | 'confidentialTo',
  { regime, directory }: Scene,
): boolean {
  return peopleOf(rules[list], regime, directory).some(({ id }) => id === person.id);
}
