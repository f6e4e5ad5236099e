import type { FormId } from '../domain/attachment.ts';
import type { GuardContext } from '../domain/guards.ts';
import { holds } from '../domain/guards.ts';
import type { PaperRule } from '../domain/paper.ts';
import type { PaperFile } from '../domain/paper-file.ts';
import { compose } from './compose.ts';
import { docxOf } from './docx.ts';
import { countOf, fieldOf } from './fields.ts';
import { type PrintLinks, printPage } from './print-page.ts';
import type { Sheet } from './sheet.ts';
import { verificationCode } from './verification-code.ts';

/** A paper that could be printed from a file, or why not yet. */
export interface PaperEntry {
  readonly form: FormId;
  /** Which of several, from 1. */
  readonly instance: number;
  readonly title: string;
  /** The clause or annex it comes from. */
  readonly source: string;
  /** Absent when it can be printed. */
  readonly notYet?: string;
}

export interface Paper {
  /** Stands at its foot, with the petition's version. */
  readonly code: string;
  docx(): Promise<Buffer>;
  page(links: PrintLinks): string;
}

/** 32 bytes that stand for a text and that nobody can make without the office's keys. */
export type Fingerprint = (text: string) => Promise<Buffer>;

/** Every paper the regulation knows, in its order. */
export function papersOf(
  file: PaperFile,
  circumstances: Omit<GuardContext, 'regime'>,
): readonly PaperEntry[] {
  const { regime } = file;
  return Object.entries(regime.papers?.sheets ?? {}).flatMap(([form, rule]) => {
    const known = regime.forms[form];
    if (!known) return [];
    const { source } = known;
    const count = rule.each === undefined ? 1 : countOf(rule.each, file);
    const applies =
      (rule.flows?.includes(file.petition.flow) ?? true) &&
      holds(rule.when, file.petition, { ...circumstances, regime });
    return Array.from({ length: Math.max(count, 1) }, (_, index): PaperEntry => {
      const instance = index + 1;
      const title = count > 1 ? `${known.title}（第${instance}份）` : known.title;
      const isReady = applies && count > 0 && hasNeeds(rule, file, instance);
      return { form, instance, title, source, ...(isReady ? {} : { notYet: rule.notYet }) };
    });
  });
}

/** The paper, filled from the file as far as it goes; null where there is none of this number. */
export async function paperOf(
  file: PaperFile,
  form: FormId,
  instance: number,
  fingerprint: Fingerprint,
): Promise<Paper | null> {
  const rule = file.regime.papers?.sheets[form];
  const title = file.regime.forms[form]?.title;
  const exists = rule?.each === undefined || instance <= countOf(rule.each, file);
  if (!rule || title === undefined || !exists || !hasNeeds(rule, file, instance)) return null;
  const { id, version, number } = file.petition;
  const sheet: Sheet = { title, blocks: compose(rule, { file, instance }) };
  const said = JSON.stringify({ form, instance, petition: id, version, sheet });
  const code = verificationCode(await fingerprint(`paper|${said}`));
  const footer = `件号 ${number}　第${version}版　验证码 ${code}`;
  return {
    code,
    docx: () => docxOf(sheet, footer),
    page: (links) => printPage(sheet, footer, links),
  };
}

function hasNeeds({ needs = [] }: PaperRule, file: PaperFile, instance: number): boolean {
  return needs.every((field) => fieldOf(field, { file, instance }) !== undefined);
}
