import { randomBytes } from 'node:crypto';
import { chineseMoment, type Instant } from '../../domain/time.ts';
import { fillTemplate, type Wording } from '../../domain/wording.ts';
import type { IssuedReport } from '../../store/report-store.ts';
import { reportPaper } from './report-paper.ts';

/** Paper, words and names for what is reported; `office` is what stands at the head of a report. */
export function openFiguresWorks(office: string, wording: Wording) {
  return {
    paper: (issued: IssuedReport) => reportPaper(office, issued),
    warningText: (lines: string, at: Instant) =>
      fillTemplate(wording, 'earlyWarning', { lines, now: chineseMoment(at) }),
    newId: () => randomBytes(12).toString('base64url'),
  };
}
