import type { OfficePaperFile, OfficePaperRule } from '../../domain/office-paper.ts';
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
  const said = JSON.stringify({ id, notice: notice.id, version, sheet });
  const code = verificationCode(await fingerprint(`notice|${said}`));
  const draft = notice.issued ? '' : '（未签发稿）';
  const footer = `${rule.title}${draft}　第${version}版　验证码 ${code}`;
  return {
    code,
    docx: () => docxOf(sheet, footer),
    page: (links) => printPage(sheet, footer, links),
  };
}

/** Whether what the paper is made from has happened; a notice that was withdrawn is printed no more. */
export function hasCome({ from }: OfficePaperRule, { notice }: OfficePaperFile): boolean {
  if (notice.withdrawn) return false;
  if (from === 'drafted') return true;
  return notice[from] !== undefined;
}
