import { PAPER_WIDTH } from '../domain/paper.ts';

const TALLEST = 260;

/**
 * Widths and heights are classes by whole millimetres, because the page may carry no style of its own. Widths are parts
 * of the whole: a table as wide as the page to the last hair loses its right border in print. What is fixed is printed
 * on every sheet; the footer group below the content keeps its place free there.
 */
export const printStyle = `@page { size: A4; margin: 15mm 20mm 14mm; }
* { box-sizing: border-box; }
html { color-scheme: light; }
body { margin: 0; color: #000; background: #fff; font: 12pt/1.5 "FangSong_GB2312", "仿宋_GB2312", FangSong, STFangsong, "Noto Serif CJK SC", "AR PL SungtiL GB", serif; }
.paper { max-width: ${PAPER_WIDTH}mm; margin: 0 auto; padding: 0 .3mm; }
h1 { margin: 0 0 2mm; font: 22pt/1.3 "FZXiaoBiaoSong-B05S", "方正小标宋简体", STZhongsong, SimSun, "Noto Serif CJK SC", "AR PL SungtiL GB", serif; text-align: center; text-wrap: balance; }
h2 { margin: 0; font: 16pt/28pt SimHei, "黑体", "Noto Sans CJK SC", "WenQuanYi Micro Hei", sans-serif; text-indent: 2em; break-after: avoid; }
p { margin: 0; }
.line { display: flex; justify-content: space-between; gap: 6mm; margin-bottom: 1.5mm; }
.addressee { margin-top: 4mm; }
.addressee, .body, .closing { font-size: 16pt; line-height: 28pt; }
.body { text-align: justify; text-indent: 2em; word-break: break-all; }
.closing { margin: 2mm 2em 0 0; text-align: right; break-before: avoid; }
.note { margin-top: 1.5mm; font-size: 10.5pt; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
th, td { padding: .6mm 1.5mm; border: .25mm solid #000; font-size: 11pt; font-weight: normal; line-height: 1.25; overflow-wrap: anywhere; white-space: pre-wrap; }
th { font-size: 12pt; text-align: center; }
td { text-align: left; }
.short { break-inside: avoid; }
.upper { border-bottom: 0; }
.top { vertical-align: top; }
.lower { padding-right: 4mm; border-top: 0; text-align: right; vertical-align: bottom; break-before: avoid; }
.vertical span { display: inline-block; writing-mode: vertical-rl; letter-spacing: .5em; }
.small { font-size: 9pt; }
.words { white-space: pre-wrap; }
.box { display: inline-block; width: 1em; height: 1em; margin: 0 .1em; vertical-align: -.15em; fill: none; stroke: #000; stroke-width: 1.2; }
.box path { stroke-width: 2; }
.hand { width: 22mm; height: 7mm; vertical-align: middle; fill: none; stroke: #000; stroke-linecap: round; stroke-linejoin: round; }
.foot { padding-top: 2mm; font-size: 8pt; color: #333; }
.heard { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
ol.timeline { padding-left: 8mm; font-size: 11pt; }
ol.timeline li { margin-bottom: 2mm; break-inside: avoid; overflow-wrap: anywhere; }
.bar { display: none; }
@media print {
  .footed { display: table; width: 100%; table-layout: fixed; }
  .content { display: table-row-group; }
  .foot { display: table-footer-group; break-inside: avoid; }
  .foot::before { content: ""; display: block; height: 6.5mm; }
  .foot p { position: fixed; bottom: 0; }
}
@media screen {
  body { background: #e9ebee; padding: 4.5rem 0 2rem; }
  .sheet { width: 210mm; min-height: 297mm; margin: 0 auto; padding: 15mm 20mm 14mm; background: #fff; box-shadow: 0 1px 6px rgb(0 0 0 / 25%); }
  .bar { position: fixed; inset: 0 0 auto; display: flex; align-items: center; justify-content: space-between; gap: 1rem; padding: .6rem 1rem; color: #181c1f; background: #fff; border-bottom: 1px solid #d8dade; font: 1rem/1.4 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; }
  .bar button { min-height: 44px; padding: 0 1.5rem; color: #fff; background: #005fff; border: 0; border-radius: .5rem; font: inherit; }
  .bar button:focus-visible { outline: 3px solid #181c1f; outline-offset: 2px; }
}
${classes('w', PAPER_WIDTH, (width) => `width:${((100 * width) / PAPER_WIDTH).toFixed(3)}%`)}
${classes('h', TALLEST, (height) => `height:${height}mm`)}
`;

function classes(letter: string, last: number, rule: (millimetres: number) => string): string {
  return Array.from(
    { length: last },
    (_, index) => `.${letter}${index + 1}{${rule(index + 1)}}`,
  ).join('');
}

/** The print page's only script: its button opens the browser's own printing. */
export const printScript = `document.querySelector('.bar button').addEventListener('click', () => window.print());
`;
