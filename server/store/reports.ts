import { createHash } from 'node:crypto';
import { and, desc, eq } from 'drizzle-orm';
import { reportAdvice, reports } from '../../db/schema.ts';
import type { Report, SignedAdvice } from '../domain/figures/report.ts';
import type { OfficeId } from '../domain/office.ts';
import { type Instant, instant } from '../domain/time.ts';
import type { Base } from './base.ts';
import { inOffice } from './offices.ts';
import type { AtOnce } from './promised.ts';
import type { AdviceDraft, IssuedReport, Reports } from './report-store.ts';

type ReportRow = typeof reports.$inferSelect;

/** An office's issued reports, sealed: a version is added, never changed. */
export function openReports(
  base: Base,
  officeId: OfficeId,
): AtOnce<
  Pick<
    Reports,
    'issuedReports' | 'issuedReport' | 'issueReport' | 'advice' | 'draftAdvice' | 'signAdvice'
  >
> {
  const { sqlite, tables, sealing } = base;
  function read(row: ReportRow): IssuedReport {
    const text = sealing.openSealed(row.content, placeOf(officeId, row.period, row.version));
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
          eq(reports.officeId, officeId),
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
    const content = sealing.seal(text, placeOf(officeId, period, version));
    const hash = hashOf(text);
    const row = { officeId, period, version, issuedAt: now, content, hash };
    tables.insert(reports).values(row).run();
    return { report, version, issuedAt: now, hash: hash.toString('hex') };
  }

  const { advice, draftAdvice } = openAdvice(base, officeId);

  return {
    issuedReports() {
      const rows = tables
        .select()
        .from(reports)
        .where(eq(reports.officeId, officeId))
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

function openAdvice({ tables, sealing }: Base, officeId: OfficeId) {
  return {
    advice(period: string): AdviceDraft | null {
      const same = and(eq(reportAdvice.officeId, officeId), eq(reportAdvice.period, period));
      const row = tables.select().from(reportAdvice).where(same).get();
      if (!row) return null;
      return JSON.parse(sealing.openSealed(row.content, adviceAt(officeId, period))) as AdviceDraft;
    },
    draftAdvice(period: string, draft: AdviceDraft): void {
      const content = sealing.seal(JSON.stringify(draft), adviceAt(officeId, period));
      tables
        .insert(reportAdvice)
        .values({ officeId, period, content })
        .onConflictDoUpdate({
          target: [reportAdvice.officeId, reportAdvice.period],
          set: { content },
        })
        .run();
    },
  };
}

function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function placeOf(officeId: OfficeId, period: string, version: number): string {
  return `reports|content|${inOffice(period, officeId)}@${version}`;
}

function adviceAt(officeId: OfficeId, period: string): string {
  return `report_advice|content|${inOffice(period, officeId)}`;
}
