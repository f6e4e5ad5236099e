import { reportValueNames } from '../figures/report-values.ts';
import type { Regime } from '../regime.ts';
import { roleProblems } from './references.ts';

/** A report that names a role, a clock or a value nobody knows would fail at the month's end: it is refused before. */
export function lintReports(regime: Regime): readonly string[] {
  const { reports, clocks } = regime;
  if (!reports) return [];
  const named = [
    reports.conclusionClock,
    reports.followUpClock,
    ...reports.timeliness.map(({ clock }) => clock),
  ];
  const known = reportValueNames(reports);
  const values = reports.sections
    .flatMap(({ lines = [] }) => lines)
    .flatMap((line) => [...line.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name));
  return [
    ...roleProblems(
      '报告',
      [...reports.to, ...reports.confidentialTo, ...reports.signedBy],
      regime,
    ),
    ...named.filter((clock) => !clocks[clock]).map((clock) => `报告引用了不存在的时限“${clock}”。`),
    ...values
      .filter((name) => !known.has(name))
      .map((name) => `报告提纲使用了不认识的数据“${name}”。`),
  ];
}
