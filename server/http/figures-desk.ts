import type { Regime } from '../domain/regime.ts';
import type { Instant } from '../domain/time.ts';
import type { MessageTemplate } from '../domain/wording.ts';
import type { IssuedReport } from '../store/report-store.ts';

/** What figures need besides the store: paper, words and names for new things. */
export interface FiguresDesk {
  /** `office` is what stands at the head of the report. */
  readonly paper: (office: string, issued: IssuedReport) => ReportPaper;
  /** 苗头预警, in numbers only. */
  readonly warningText: (lines: string, at: Instant, regime: Regime) => MessageTemplate;
  /** 呈送批阅, to the leader. */
  readonly readingText: (at: Instant, regime: Regime) => MessageTemplate;
  readonly newId: () => string;
}

export interface ReportPaper {
  /** The same report gives the same bytes. */
  docx(): Promise<Buffer>;
  page(links: { readonly style: string; readonly script?: string }): string;
}
