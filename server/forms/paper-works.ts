import type { FormId } from '../domain/attachment.ts';
import type { PaperFile } from '../domain/paper-file.ts';
import { archiveOf } from './archive.ts';
import { type Fingerprint, paperOf, papersOf } from './papers.ts';
import { printScript, printStyle } from './print-style.ts';

/** Everything that is printed, as the web application asks for it. */
export function openPaperWorks(fingerprint: Fingerprint) {
  return {
    entries: papersOf,
    paper: (file: PaperFile, form: FormId, instance: number) =>
      paperOf(file, form, instance, fingerprint),
    archive: archiveOf,
    style: printStyle,
    script: printScript,
  };
}
