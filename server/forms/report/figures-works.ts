import { randomBytes } from 'node:crypto';
import type { Regime } from '../../domain/regime.ts';
import { chineseMoment, type Instant } from '../../domain/time.ts';
import { fillTemplate, type Wording } from '../../domain/wording.ts';
import type { IssuedReport } from '../../store/report-store.ts';
import { reportPaper } from './report-paper.ts';

/** Paper, words and names for what is reported; `office` is what stands at the head of a report. */
export function openFiguresWorks(wording: Wording) {
  return {
    paper: (office: string, issued: IssuedReport) => reportPaper(office, issued),
    warningText: (lines: string, at: Instant, regime: Regime) =>
      fillTemplate(wording, 'earlyWarning', regime, { lines, now: chineseMoment(at) }),
    readingText: (at: Instant, regime: Regime) =>
      fillTemplate(wording, 'readingAwaited', regime, { now: chineseMoment(at) }),
    newId: () => randomBytes(12).toString('base64url'),
  };
}
