import type {
  AdviceBody,
  AssessmentView,
  FigurePetitions,
  FiguresView,
  ReportList,
  ReportView,
  SignatureBody,
  TrendView,
  WarningList,
  WatchedPlaceBody,
  WatchList,
} from '../../server/contract/figures.ts';
import type { Answer } from './call.ts';
import { request } from './request.ts';

/** GET /api/figures/:period */
export function loadFigures(period: string): Promise<Answer<FiguresView>> {
  return request('GET', `/figures/${period}`);
}

/** GET /api/figures/:period/trend */
export function loadTrend(period: string): Promise<Answer<TrendView>> {
  return request('GET', `/figures/${period}/trend`);
}

/** GET /api/figures/:period/assessment */
export function loadAssessment(period: string): Promise<Answer<AssessmentView>> {
  return request('GET', `/figures/${period}/assessment`);
}

/** Where the browser fetches the same table as a workbook; the server records who takes it out. */
export function assessmentWorkbook(period: string): string {
  return `./api/figures/${period}/assessment.xlsx`;
}

/** GET /api/figures/:period/petitions: what a number is made of. */
export function loadFigurePetitions(
  period: string,
  figure: string,
  offset: number,
): Promise<Answer<FigurePetitions>> {
  const query = new URLSearchParams({ figure, offset: String(offset) });
  return request('GET', `/figures/${period}/petitions?${query}`);
}

/** GET /api/reports */
export function loadReports(): Promise<Answer<ReportList>> {
  return request('GET', '/reports');
}

/** GET /api/reports/:period */
export function loadReport(period: string): Promise<Answer<ReportView>> {
  return request('GET', `/reports/${period}`);
}

/** POST /api/reports/:period: once the period is over; a second time changes nothing. */
export function issueReport(period: string): Promise<Answer<ReportView>> {
  return request('POST', `/reports/${period}`);
}

/** POST /api/reports/:period/advice */
export function writeAdvice(period: string, body: AdviceBody): Promise<Answer<ReportView>> {
  return request('POST', `/reports/${period}/advice`, body);
}

/** POST /api/reports/:period/signature */
export function signAdvice(period: string, body: SignatureBody): Promise<Answer<ReportView>> {
  return request('POST', `/reports/${period}/signature`, body);
}

/** Where the report is had as a Word document. */
export function reportDocument(period: string): string {
  return `./api/reports/${period}/docx`;
}

/** The report as a page for the printer. */
export function reportPrintPage(period: string): string {
  return `./api/reports/${period}/print`;
}

/** GET /api/warnings/:period */
export function loadWarnings(period: string): Promise<Answer<WarningList>> {
  return request('GET', `/warnings/${period}`);
}

/** POST /api/warnings/:period */
export function warnLine(period: string, cluster: string): Promise<Answer<WarningList>> {
  return request('POST', `/warnings/${period}`, { cluster });
}

/** GET /api/watched-places */
export function loadWatched(): Promise<Answer<WatchList>> {
  return request('GET', '/watched-places');
}

/** POST /api/watched-places */
export function keepWatched(body: WatchedPlaceBody): Promise<Answer<WatchList>> {
  return request('POST', '/watched-places', body);
}

/** DELETE /api/watched-places/:id */
export function endWatched(id: string): Promise<Answer<WatchList>> {
  return request('DELETE', `/watched-places/${encodeURIComponent(id)}`);
}
