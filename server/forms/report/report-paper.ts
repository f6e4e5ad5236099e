import type { IssuedReport } from '../../store/report-store.ts';
import { docxOf } from '../docx.ts';
import { type PrintLinks, printPage } from '../print-page.ts';
import { reportSheet } from './report-sheet.ts';

/** Enough of the hash to compare by eye. */
const SHOWN = 16;

/** An issued report on paper; its foot carries the version and the hash under which it is kept. */
export function reportPaper(office: string, { report, version, issuedAt, hash }: IssuedReport) {
  const sheet = reportSheet(report, { office, version, issuedAt });
  const footer = `${report.period}　第${version}版　校验 ${hash.slice(0, SHOWN)}`;
  return {
    docx: () => docxOf(sheet, footer),
    page: (links: PrintLinks) => printPage(sheet, footer, links),
  };
}
