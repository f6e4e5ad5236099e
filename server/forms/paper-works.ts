import type { FormId } from '../domain/attachment.ts';
import type { OfficePaperFile } from '../domain/office-paper-file.ts';
import type { PaperFile } from '../domain/paper-file.ts';
import type { OfficePaperId } from '../domain/sanctions/rules.ts';
import { archiveOf } from './archive.ts';
import { noticePaperOf } from './notice/notice-paper.ts';
import { type Fingerprint, paperOf, papersOf } from './papers.ts';
import { printScript, printStyle } from './print-style.ts';

/** Everything that is printed, as the web application asks for it. */
export function openPaperWorks(fingerprint: Fingerprint) {
  return {
    entries: papersOf,
    paper: (file: PaperFile, form: FormId, instance: number) =>
      paperOf(file, form, instance, fingerprint),
    noticePaper: (file: OfficePaperFile, id: OfficePaperId) => noticePaperOf(file, id, fingerprint),
    archive: archiveOf,
    style: printStyle,
    script: printScript,
  };
}
