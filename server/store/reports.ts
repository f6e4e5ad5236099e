import { createHash } from 'node:crypto';
import { and, desc, eq } from 'drizzle-orm';
import { reportAdvice, reports } from '../../db/schema.ts';
import type { Report, SignedAdvice } from '../domain/figures/report.ts';
import { type Instant, instant } from '../domain/time.ts';
import type { Base } from './base.ts';
import type { AtOnce } from './promised.ts';
import type { AdviceDraft, IssuedReport, Reports } from './report-store.ts';

type ReportRow = typeof reports.$inferSelect;

/** Issued reports, sealed: a version is added, never changed. */
export function openReports(
  base: Base,
): AtOnce<
  Pick<
    Reports,
    'issuedReports' | 'issuedReport' | 'issueReport' | 'advice' | 'draftAdvice' | 'signAdvice'
  >
> {
  const { sqlite, tables, sealing } = base;
  function read(row: ReportRow): IssuedReport {
    const text = sealing.openSealed(row.content, placeOf(row.period, row.version));
    const hash = hashOf(text);
    if (!hash.equals(row.hash)) throw new Error(`the report ${row.period} is not what was issued`);
    return {
      report: JSON.parse(text) as Report,
      version: row.version,
      issuedAt: instant(row.issuedAt),
      hash: hash.toString('hex'),
    };
  }

  function newest(period: string, version?: number): IssuedReport | null {
    const row = tables
      .select()
      .from(reports)
      .where(
        and(
          eq(reports.period, period),
          version === undefined ? undefined : eq(reports.version, version),
        ),
      )
      .orderBy(desc(reports.version))
      .limit(1)
      .get();
    return row ? read(row) : null;
  }

  function add(report: Report, version: number, now: Instant): IssuedReport {
    const { period } = report;
    const text = JSON.stringify(report);
    const content = sealing.seal(text, placeOf(period, version));
    const hash = hashOf(text);
    tables.insert(reports).values({ period, version, issuedAt: now, content, hash }).run();
    return { report, version, issuedAt: now, hash: hash.toString('hex') };
  }

  const { advice, draftAdvice } = openAdvice(base);

  return {
    issuedReports() {
      const rows = tables
        .select()
        .from(reports)
        .orderBy(desc(reports.period), desc(reports.version));
      const seen = new Set<string>();
      return rows.all().flatMap((row) => {
        if (seen.has(row.period)) return [];
        seen.add(row.period);
        return [read(row)];
      });
    },
    issuedReport: newest,
    issueReport: sqlite.transaction((report: Report, now: Instant) => {
      const { signed } = advice(report.period) ?? {};
      return newest(report.period) ?? add(signed ? { ...report, advice: signed } : report, 1, now);
    }).immediate,
    advice,
    draftAdvice,
    signAdvice: sqlite.transaction((period: string, signed: SignedAdvice, now: Instant) => {
      const draft = advice(period);
      if (draft?.problems !== signed.problems || draft.suggestions !== signed.suggestions) {
        return false;
      }
      draftAdvice(period, { ...draft, signed });
      const issued = newest(period);
      if (issued) add({ ...issued.report, advice: signed }, issued.version + 1, now);
      return true;
    }).immediate,
  };
}

function openAdvice({ tables, sealing }: Base) {
  return {
    advice(period: string): AdviceDraft | null {
      const row = tables.select().from(reportAdvice).where(eq(reportAdvice.period, period)).get();
      if (!row) return null;
      return JSON.parse(sealing.openSealed(row.content, adviceAt(period))) as AdviceDraft;
    },
    draftAdvice(period: string, draft: AdviceDraft): void {
      const content = sealing.seal(JSON.stringify(draft), adviceAt(period));
      tables
        .insert(reportAdvice)
        .values({ period, content })
        .onConflictDoUpdate({ target: reportAdvice.period, set: { content } })
        .run();
    },
  };
}

function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function placeOf(period: string, version: number): string {
  return `reports|content|${period}@${version}`;
}

function adviceAt(period: string): string {
  return `report_advice|content|${period}`;
}
