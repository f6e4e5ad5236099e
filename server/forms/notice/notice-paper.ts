import type { OfficePaperRule } from '../../domain/office-paper.ts';
import type { OfficePaperFile } from '../../domain/office-paper-file.ts';
import { noticeNumber } from '../../domain/sanctions/notice-number.ts';
import type { OfficePaperId } from '../../domain/sanctions/rules.ts';
import { docxOf } from '../docx.ts';
import type { Fingerprint, Paper } from '../papers.ts';
import { printPage } from '../print-page.ts';
import { verificationCode } from '../verification-code.ts';
import { noticeSheet } from './notice-sheet.ts';

/** The paper as far as the notice goes; null where there is none, or not yet. */
export async function noticePaperOf(
  file: OfficePaperFile,
  id: OfficePaperId,
  fingerprint: Fingerprint,
): Promise<Paper | null> {
  const { notice, regime } = file;
  const rule = regime.papers?.notices?.[id];
  if (!rule || !hasCome(rule, file)) return null;
  const sheet = noticeSheet(rule, file);
  const version = notice.events.length;
  // Of the notice and not of the sheet: one reader's sheet has numbers on it that another's leaves out.
  const said = JSON.stringify({ id, events: notice.events });
  const code = verificationCode(await fingerprint(`notice|${said}`));
  const draft = notice.issued ? '' : '（未签发稿）';
  const footer = `件号 ${noticeNumber(notice.id)}　第${version}版${draft}　验证码 ${code}`;
  return {
    code,
    docx: () => docxOf(sheet, footer),
    page: (links) => printPage(sheet, footer, links),
  };
}

/** Whether what the paper is made from has happened; a notice that was withdrawn is printed no more. */
function hasCome({ from }: OfficePaperRule, { notice }: OfficePaperFile): boolean {
  if (notice.withdrawn) return false;
  if (from === 'drafted') return true;
  return notice[from] !== undefined;
}
