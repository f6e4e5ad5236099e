import { reportValueNames } from '../figures/report-values.ts';
import type { ReportRules } from '../figures/rules.ts';
import type { Regime } from '../regime.ts';
import { guardProblems, roleProblems } from './references.ts';

/** A report that names a role, a clock or a value nobody knows would fail at the month's end: it is refused before. */
export function lintReports(regime: Regime): readonly string[] {
  const { reports = [] } = regime;
  const ids = reports.map(({ id }) => id);
  return [
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `报告编号“${id}”重复。`),
    ...reports.flatMap((rules) => reportProblems(rules, regime)),
  ];
}

function reportProblems(rules: ReportRules, regime: Regime): readonly string[] {
  const name = `报告“${rules.id}”`;
  const { assessment, conclusionClock, counts = [], followUpClock, timeliness } = rules;
  const clocks = [conclusionClock, followUpClock, ...timeliness.map(({ clock }) => clock)];
  const parties = (assessment?.by ?? []).filter((party) => party !== 'unit' && party !== 'person');
  const asksAdvice = rules.sections.some(({ advice }) => advice !== undefined);
  return [
    ...roleProblems(
      name,
      [...rules.to, ...rules.confidentialTo, ...rules.signedBy, ...parties],
      regime,
    ),
    ...clocks
      .filter((clock) => clock !== undefined)
      .filter((clock) => !regime.clocks[clock])
      .map((clock) => `${name}引用了不存在的时限“${clock}”。`),
    ...counts.flatMap(({ id, when }) => guardProblems(`${name}的统计项“${id}”`, when)),
    ...unknownValues(rules, regime).map((value) => `${name}的提纲使用了不认识的数据“${value}”。`),
    ...(asksAdvice && rules.signedBy.length === 0 ? [`${name}有意见栏，没有签发人。`] : []),
    ...(rules.annexes.some(({ id }) => id === 'duties') && !regime.duties
      ? [`${name}列有例行工作，制度没有规定例行工作。`]
      : []),
  ];
}

function unknownValues(rules: ReportRules, { measures }: Regime): readonly string[] {
  const known = reportValueNames(rules, measures);
  return rules.sections
    .flatMap(({ lines = [] }) => lines)
    .flatMap((line) => [...line.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name))
    .filter((name) => !known.has(name));
}
