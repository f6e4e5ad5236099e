import type { TimelineEntry } from '../contract/view.ts';
import type { FormId } from '../domain/attachment.ts';
import type { GuardContext } from '../domain/guards.ts';
import type { OfficePaperFile } from '../domain/office-paper-file.ts';
import type { PaperFile } from '../domain/paper-file.ts';
import type { OfficePaperId } from '../domain/sanctions/rules.ts';

/** Whoever makes the office's papers. */
export interface PaperWorks {
  /** Every paper the regulation knows, in its order, with what is missing for it. */
  entries(file: PaperFile, circumstances: Omit<GuardContext, 'regime'>): readonly PaperEntry[];
  /** Null where the file has nothing to print it from. The same file gives the same bytes. */
  paper(file: PaperFile, form: FormId, instance: number): Promise<Paper | null>;
  /** The same for a paper of the office that is not of one petition; null where there is none, or not yet. */
  noticePaper(file: OfficePaperFile, id: OfficePaperId): Promise<Paper | null>;
  /** The whole file as one zip, with a list of everything in it and its hash. */
  archive(contents: ArchiveContents): Promise<Buffer>;
  /** What print pages are dressed in. */
  readonly style: string;
  readonly script: string;
}

export interface PaperEntry {
  readonly form: FormId;
  /** Which of several, from 1. */
  readonly instance: number;
  readonly title: string;
  readonly source: string;
  /** Absent when it can be printed. */
  readonly notYet?: string;
}

export interface Paper {
  readonly code: string;
  docx(): Promise<Buffer>;
  page(links: { readonly style: string; readonly script?: string }): string;
}

export interface ArchiveContents {
  readonly file: PaperFile;
  readonly papers: readonly { readonly title: string; readonly paper: Paper }[];
  /** What the regulation wants archived; empty where it names nothing. */
  readonly pieces: readonly {
    readonly title: string;
    readonly paper?: FormId;
    readonly missing: boolean;
  }[];
  readonly timeline: readonly TimelineEntry[];
  readonly attachments: readonly { readonly name: string; readonly content: Uint8Array }[];
}
