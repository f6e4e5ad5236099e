import { strFromU8, unzipSync } from 'fflate';
import type { FormId } from '../../server/domain/attachment.ts';
import type { PaperFile } from '../../server/domain/paper-file.ts';
import type { PetitionId } from '../../server/domain/petition.ts';
import { openPaperWorks } from '../../server/forms/paper-works.ts';
import type { Office } from './office.ts';

/** What an office prints of its petitions. */
export function paperDesk(office: Office) {
  const works = openPaperWorks((text) => office.store.fingerprint(text));
  const circumstances = () => ({ now: office.now(), calendar: office.calendar });

  async function file(id: PetitionId, change: (file: PaperFile) => PaperFile = (same) => same) {
    return change(present(await office.store.fileAfter(id)));
  }

  async function paper(given: PaperFile, form: FormId, instance = 1) {
    return present(await works.paper(given, form, instance));
  }

  return {
    works,
    file,
    paper,
    entries: (given: PaperFile) => works.entries(given, circumstances()),
    async page(id: PetitionId, form: FormId, instance = 1) {
      return (await paper(await file(id), form, instance)).page({ style: 'print.css' });
    },
    async word(id: PetitionId, form: FormId, instance = 1) {
      return await (await paper(await file(id), form, instance)).docx();
    },
  };
}

/** A file inside a Word document. */
export function partOf(docx: Buffer, name = 'word/document.xml'): string {
  return strFromU8(present(unzipSync(docx)[name]));
}

/** Everything a Word document says, without any space. */
export function wordsIn(docx: Buffer): string {
  const texts = partOf(docx).matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g);
  return bare([...texts].map(([, text = '']) => text).join(''));
}

/** Everything a page says, without any space; drawn boxes are not words. */
export function wordsOn(page: string): string {
  const body = page.slice(page.indexOf('<body>'));
  return bare(body.replaceAll(/<[^>]*>/g, '').replaceAll('&quot;', '"'));
}

export function bare(text: string): string {
  return text.replaceAll(/[\s\u00a0□☑]/gu, '');
}

export function present<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new Error('there is none');
  return value;
}
