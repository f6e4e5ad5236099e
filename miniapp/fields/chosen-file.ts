import { newCommandId } from '../submission.ts';

/** A file chosen for an act. It can be written down with the rest of a draft: the content itself stays in memory. */
export interface ChosenFile {
  /** Names it on this page. */
  readonly key: string;
  readonly name: string;
  /** In bytes, as chosen. */
  readonly size: number;
  /** Given by the server once all of it has arrived; only then can it be part of an act. */
  readonly id?: string;
}

/** What was chosen since the page was opened, so that a lost connection costs nobody his photo. */
const contents = new Map<string, File>();

export function choose(file: File): ChosenFile {
  const key = newCommandId();
  contents.set(key, file);
  return { key, name: file.name, size: file.size };
}

/** Undefined after the page has been opened anew: then only what was sent is left. */
export function contentOf({ key }: ChosenFile): File | undefined {
  return contents.get(key);
}

export function forget({ key }: ChosenFile): void {
  contents.delete(key);
}

/** What is wrong, by the field's name, while something chosen has not arrived yet. */
export function unsentFiles(
  field: string,
  files: readonly ChosenFile[],
): Readonly<Record<string, string>> {
  return files.some(({ id }) => id === undefined)
    ? { [field]: '有附件尚未上传完成，请稍候，或重试、删除后再提交。' }
    : {};
}

/** `236 KB`, `2.1 MB` */
export function sizeText(bytes: number): string {
  return bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
