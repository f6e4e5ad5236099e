import { assertNever } from '../domain/result.ts';
import type { Block, Cell, Paragraph, Run, Sheet, Table } from './sheet.ts';
import { strokesOf } from './stroke-path.ts';

/** Addresses of what the page needs; without a script there is no button. */
export interface PrintLinks {
  readonly style: string;
  readonly script?: string;
}

/** The paper as a page that a browser prints on A4, with its foot on every sheet: no style and no script of its own. */
export function printPage(sheet: Sheet, footer: string, links: PrintLinks): string {
  return pageOf(
    sheet.title,
    `<div class="footed"><div class="content">
${sheet.blocks.map(drawn).join('\n')}
</div>
<footer class="foot"><p>${escaped(footer)}</p></footer></div>`,
    links,
  );
}

/** A page in the same dress. `content` is HTML. */
export function pageOf(title: string, content: string, { style, script }: PrintLinks): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=820">
<title>${escaped(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${style}">
</head>
<body>
${script === undefined ? '' : `<header class="bar"><span>请用A4纸打印，比例100%</span><button type="button">打印</button></header>\n`}<main class="sheet"><div class="paper">
${content}
</div></main>
${script === undefined ? '' : `<script src="${script}"></script>\n`}</body>
</html>
`;
}

export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function drawn(block: Block): string {
  return block.kind === 'table' ? tableOf(block) : paragraphOf(block);
}

function paragraphOf({ style, parts }: Paragraph): string {
  const [first = []] = parts;
  switch (style) {
    case 'title':
      return `<h1>${runsOf(first)}</h1>`;
    case 'heading':
      return `<h2>${runsOf(first)}</h2>`;
    case 'line':
      return `<p class="line">${parts.map((runs) => `<span class="words">${runsOf(runs)}</span>`).join('')}</p>`;
    case 'addressee':
    case 'body':
    case 'closing':
    case 'note':
      return `<p class="${style}">${runsOf(first)}</p>`;
    default:
      return assertNever(style);
  }
}

function tableOf({ columns, rows }: Table): string {
  return `<table>
<colgroup>${columns.map((width) => `<col class="w${width}">`).join('')}</colgroup>
<tbody>
${rows
  .map(
    ({ height, cells }) =>
      `<tr class="h${height}${height < 20 ? ' short' : ''}">${cells.map(cellOf).join('')}</tr>`,
  )
  .join('\n')}
</tbody>
</table>`;
}

function cellOf(cell: Cell): string {
  const { label, span, down, half, vertical, top } = cell;
  const classes = [half ?? '', vertical ? 'vertical' : '', top && half !== 'lower' ? 'top' : '']
    .filter((name) => name !== '')
    .join(' ');
  const attributes = [
    label ? ' scope="row"' : '',
    span > 1 ? ` colspan="${span}"` : '',
    down > 1 ? ` rowspan="${down}"` : '',
    classes ? ` class="${classes}"` : '',
  ].join('');
  const paragraphs = cell.paragraphs.map(runsOf);
  const content = vertical
    ? `<span>${paragraphs.join('')}</span>`
    : paragraphs.map((text) => `<p>${text}</p>`).join('');
  return label ? `<th${attributes}>${content}</th>` : `<td${attributes}>${content}</td>`;
}

function runsOf(runs: readonly Run[]): string {
  return runs.map(runOf).join('');
}

function runOf(run: Run): string {
  switch (run.kind) {
    case 'words':
      return run.small ? `<span class="small">${escaped(run.words)}</span>` : escaped(run.words);
    case 'tick':
      return run.ticked ? TICKED : UNTICKED;
    case 'handwriting':
      return handwriting(run.path, run.by);
    default:
      return assertNever(run);
  }
}

/** Drawn, not written: a font that lacks the sign would leave the box out and the form would lie. */
const box = (ticked: boolean) =>
  `<svg class="box" viewBox="0 0 16 16" role="img" aria-label="${ticked ? '已选' : '未选'}"><rect x="1.5" y="1.5" width="13" height="13"/>${
    ticked ? '<path d="M3.5 8.5L7 12L13 4"/>' : ''
  }</svg>`;
const TICKED = box(true);
const UNTICKED = box(false);

function handwriting(path: string, by: string): string {
  const points = strokesOf(path).flat();
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [left, top] = [least(xs), least(ys)];
  const [width, height] = [greatest(xs) - left, greatest(ys) - top];
  const pen = Math.max(width / 60, height / 22, 1);
  const view = [left - pen, top - pen, width + 2 * pen, height + 2 * pen].map(tenth).join(' ');
  const name = escaped(`${by}的手写签名`);
  return `<svg class="hand" viewBox="${view}" stroke-width="${tenth(pen)}" role="img" aria-label="${name}"><path d="${escaped(path)}"/></svg>`;
}

const least = (values: readonly number[]) =>
  values.reduce((one, other) => Math.min(one, other), Infinity);
const greatest = (values: readonly number[]) =>
  values.reduce((one, other) => Math.max(one, other), -Infinity);
const tenth = (value: number) => Math.round(value * 10) / 10;
