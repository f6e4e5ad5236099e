import { createHash } from 'node:crypto';
import type { TimelineEntry } from '../contract/view.ts';
import type { FormId } from '../domain/attachment.ts';
import type { PaperFile } from '../domain/paper-file.ts';
import type { Paper } from './papers.ts';
import { escaped, pageOf } from './print-page.ts';
import { printStyle } from './print-style.ts';
import { type ZipEntry, zipOf } from './steady-zip.ts';

interface Contents {
  readonly file: PaperFile;
  readonly papers: readonly { readonly title: string; readonly paper: Paper }[];
  /** What the regulation wants archived; empty where it names nothing. */
  readonly pieces: readonly Piece[];
  readonly timeline: readonly TimelineEntry[];
  readonly attachments: readonly { readonly name: string; readonly content: Uint8Array }[];
}

/**
 * Everything an archive keeps of one petition. Each file's SHA-256 stands in `manifest.json` and in the list for
 * people; the same petition gives the same bytes.
 */
export async function archiveOf({
  file,
  papers,
  pieces,
  timeline,
  attachments,
}: Contents): Promise<Buffer> {
  const drawn = await Promise.all(
    papers.map(({ title, paper }, index) => both(title, paper, index)),
  );
  const entries: readonly ZipEntry[] = [
    ...drawn.flat(),
    text('表单/print.css', printStyle),
    text('办理过程.html', timelinePage(file, timeline)),
    ...attachments.map(({ name, content }, index) => ({
      name: `附件/${ordinal(index)}-${safeName(name)}`,
      content,
    })),
  ];
  const listed = entries.map(({ name, content }) => ({
    name,
    size: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  }));
  return zipOf([
    text('目录.html', listPage(file, pieces, listed)),
    text('manifest.json', `${JSON.stringify(manifestOf(file, pieces, listed), null, 2)}\n`),
    ...entries,
  ]);
}

interface Listed {
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  readonly sha256: string;
}

/** A document that the regulation wants archived, and the files of the package that are it. */
interface Piece {
  readonly title: string;
  readonly paper?: FormId;
  readonly missing: boolean;
}

function pieceOf({ title, paper, missing }: Piece) {
  return { title, ...(paper === undefined ? {} : { paper }), missing };
}

function manifestOf(
  { petition, regime }: PaperFile,
  pieces: readonly Piece[],
  files: readonly Listed[],
) {
  return {
    number: petition.number,
    version: petition.version,
    regime: { id: regime.id, version: regime.version, title: regime.title },
    stage: petition.stage,
    ...(regime.archive ? { source: regime.archive.source, pieces: pieces.map(pieceOf) } : {}),
    ...(regime.archive?.to === undefined ? {} : { sentTo: regime.archive.to }),
    files,
  };
}

async function both(title: string, paper: Paper, index: number): Promise<readonly ZipEntry[]> {
  const name = `表单/${ordinal(index)}-${safeName(title)}`;
  return [
    { name: `${name}.docx`, content: await paper.docx() },
    text(`${name}.html`, paper.page({ style: 'print.css' })),
  ];
}

const LINKS = { style: '表单/print.css' };

function timelinePage({ petition }: PaperFile, timeline: readonly TimelineEntry[]): string {
  const items = timeline.map(
    ({ atText, text: sentence, details }) =>
      `<li>${escaped(`${atText}　${sentence}`)}${details.map((detail) => `<p>${escaped(detail)}</p>`).join('')}</li>`,
  );
  const title = `${petition.number}号信访件办理过程`;
  const content = `<h1>${escaped(title)}</h1>\n<ol class="timeline">\n${items.join('\n')}\n</ol>`;
  return pageOf(title, content, LINKS);
}

function listPage(
  { petition, regime }: PaperFile,
  pieces: readonly Piece[],
  files: readonly Listed[],
): string {
  const rows = files.map(
    ({ name, size, sha256 }) =>
      `<tr><td><a href="${escaped(encodeURI(name))}">${escaped(name)}</a></td><td>${size}</td><td>${sha256}</td></tr>`,
  );
  const title = `${petition.number}号信访件卷宗目录`;
  const content = `<h1>${escaped(title)}</h1>
${piecesText(pieces, regime.archive?.to)}<table>
<colgroup><col class="w70"><col class="w24"><col class="w76"></colgroup>
<thead><tr><th scope="col">文件</th><th scope="col">字节</th><th scope="col">SHA-256</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>`;
  return pageOf(title, content, LINKS);
}

function piecesText(pieces: readonly Piece[], to: string | undefined): string {
  if (pieces.length === 0) return '';
  const items = pieces.map(
    ({ title, missing }) => `<li>${escaped(title)}${missing ? '（缺）' : ''}</li>`,
  );
  const sent = to === undefined ? '' : `<p>报送：${escaped(to)}</p>\n`;
  return `<h2>应归档材料</h2>\n<ol>\n${items.join('\n')}\n</ol>\n${sent}`;
}

function text(name: string, content: string): ZipEntry {
  return { name, content: Buffer.from(content) };
}

function ordinal(index: number): string {
  return String(index + 1).padStart(2, '0');
}

/** No name may lead out of its folder or be refused by Windows. */
function safeName(name: string): string {
  return name.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '_').replace(/^\.+/, '_');
}
