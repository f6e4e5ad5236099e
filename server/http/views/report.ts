import type { ReportView } from '../../contract/figures.ts';
import type { StaffMember } from '../../domain/directory.ts';
import { composeReport } from '../../domain/figures/overview.ts';
import { peopleOf } from '../../domain/figures/readers.ts';
import type { Report, SignedAdvice } from '../../domain/figures/report.ts';
import { readMaterial } from '../../store/figure-store.ts';
import type { AdviceDraft } from '../../store/report-store.ts';
import { type FiguresAsked, figuresAsked, isAmong } from '../figures-scene.ts';
import type { Scene } from '../route.ts';
import { isOffice } from './people.ts';

/** The report as it was issued; before that, for the office and the signers, as it would be today. */
export async function shownReport(
  period: string,
  person: StaffMember,
  scene: Scene,
): Promise<{ readonly status: 200; readonly body: ReportView } | null> {
  const asked = figuresAsked(period, scene);
  if (!asked) return null;
  const { store } = scene.deps;
  const writes = isOffice(person, scene.regime);
  const signs = isAmong(person, asked.context.rules, 'signedBy', scene);
  const issued = await store.issuedReport(period);
  if (!issued && !writes && !signs) return null;
  const report = issued?.report ?? (await reportAsOfNow(asked, scene));
  const draft = writes || signs ? await store.advice(period) : null;
  const advice = adviceView(report, draft);
  return {
    status: 200,
    body: {
      now: scene.now,
      ...partsOf(report),
      ...(issued
        ? { issued: { version: issued.version, issuedAt: issued.issuedAt, hash: issued.hash } }
        : {}),
      ...(advice ? { advice } : {}),
      mayWrite: writes,
      maySign: signs && draft !== null && draft.signed === undefined,
      mayIssue: writes && !issued && scene.now >= asked.period.to,
    },
  };
}

async function reportAsOfNow({ id, period, context }: FiguresAsked, scene: Scene): Promise<Report> {
  const { deps, regime, directory } = scene;
  const readers = peopleOf(context.rules.to, regime, directory);
  return composeReport(readers, await readMaterial(deps.store, period, scene), context, id);
}

function partsOf(report: Report) {
  const { figures, advice: _, rule: __, ...parts } = report;
  const totalOf = (id: string) => String(figures.find((each) => each.id === id)?.value ?? 0);
  const [first] = report.formulas;
  return {
    ...parts,
    sections: parts.sections.map(({ heading, lines, advice }) => ({
      heading,
      lines: [...lines],
      ...(advice === undefined ? {} : { advice }),
    })),
    charts: parts.charts.map(({ title, bars }) => ({ title, bars: [...bars] })),
    formulas: [...parts.formulas],
    annexes: parts.annexes.map(({ title, columns, rows }) => ({
      title,
      columns: [...columns],
      rows: rows.map((row) => [...row]),
    })),
    key: [
      { title: '登记', text: totalOf('registered') },
      { title: '办结', text: totalOf('concluded') },
      { title: '期末在办', text: totalOf('open') },
      { title: '逾期', text: totalOf('overdue') },
      ...(first ? [{ title: first.title, text: first.value }] : []),
    ],
  };
}

/** A draft not yet signed is what those who write and sign see; everybody else what was signed last. */
function adviceView(report: Report, draft: AdviceDraft | null): ReportView['advice'] {
  const signed: SignedAdvice | undefined = draft ? draft.signed : report.advice;
  const text = draft ?? report.advice;
  if (!text) return undefined;
  const { problems, suggestions } = text;
  return {
    problems,
    suggestions,
    ...(signed
      ? {
          signature: {
            by: signed.signedBy,
            title: signed.signerTitle,
            at: signed.signedAt,
            handwriting: signed.handwriting,
          },
        }
      : {}),
  };
}
