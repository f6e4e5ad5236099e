import {
  AlignmentType,
  Document,
  Footer,
  ImageRun,
  Packer,
  PageNumber,
  Tab,
  TabStopType,
  TextRun,
  Paragraph as WordParagraph,
  type Table as WordTable,
} from 'docx';
import { PAPER_WIDTH } from '../domain/paper.ts';
import { twips } from './docx-measure.ts';
import { type DrawRun, tableOf } from './docx-table.ts';
import type { Block, Paragraph, Sheet } from './sheet.ts';
import { signatureImage } from './signature-image.ts';
import { plainArchive } from './steady-zip.ts';

/** The paper for Word and WPS. The same sheet gives the same bytes. `footer` stands at the bottom of every page. */
export async function docxOf(sheet: Sheet, footer: string): Promise<Buffer> {
  const draw = drawer();
  const document = new Document({
    title: sheet.title,
    creator: '',
    styles: {
      default: { document: { run: { font: BODY_FONT, size: 24, language: CHINESE } } },
      paragraphStyles: [{ id: FOOT, name: FOOT, run: { size: 16 } }],
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: twips(210), height: twips(297) },
            margin: {
              top: twips(15),
              bottom: twips(14),
              left: twips(20),
              right: twips(20),
              header: twips(8),
              footer: twips(7),
            },
          },
        },
        footers: { default: new Footer({ children: [footerLine(footer)] }) },
        children: sheet.blocks.map(draw),
      },
    ],
  });
  return steady(await Packer.toBuffer(document));
}

const CHINESE = { value: 'en-US', eastAsia: 'zh-CN' };
/** Named only: the office's computers have them, and any other shows its own instead. */
const fontNamed = (eastAsia: string) => ({
  ascii: 'Times New Roman',
  hAnsi: 'Times New Roman',
  cs: 'Times New Roman',
  eastAsia,
});
const BODY_FONT = fontNamed('仿宋_GB2312');
const TITLE_FONT = fontNamed('方正小标宋简体');
const HEADING_FONT = fontNamed('黑体');
const FOOT = 'Foot';
const TICK_FONT = 'Segoe UI Symbol';

/** Pictures are numbered through the document: two of one number are a fault to Word. */
function drawer(): (block: Block) => WordParagraph | WordTable {
  let pictures = 0;
  const draw: DrawRun = (run, size) => {
    switch (run.kind) {
      case 'words':
        return new TextRun({ text: run.words, size: run.small ? Math.min(size, 18) : size });
      case 'tick':
        return new TextRun({
          text: run.ticked ? '☑' : '□',
          size,
          font: run.ticked ? TICK_FONT : BODY_FONT,
        });
      case 'handwriting':
        pictures += 1;
        return picture(run.path, run.by, pictures);
    }
  };
  return (block) => (block.kind === 'table' ? tableOf(block, draw) : paragraphOf(block, draw));
}

/** 30 by 11 mm, in the 96 dots an inch that the library counts in. */
function picture(path: string, by: string, id: number): ImageRun {
  return new ImageRun({
    type: 'png',
    data: signatureImage(path),
    transformation: { width: 86, height: 31 },
    altText: { id: String(id), name: `签名${id}`, description: `${by}的手写签名`, title: '' },
  });
}

/** Letters are written in 三号 (16 pt), tables in 小四 (12 pt). */
function paragraphOf({ style, parts }: Paragraph, draw: DrawRun): WordParagraph {
  const [first = [], second = []] = parts;
  const body = { line: 560, lineRule: 'exactly' as const };
  const runs = (size: number) => first.map((run) => draw(run, size));
  switch (style) {
    case 'title':
      return new WordParagraph({
        alignment: AlignmentType.CENTER,
        spacing: { before: 0, after: 120, line: 560, lineRule: 'atLeast' },
        keepNext: true,
        children: first.map((run) =>
          run.kind === 'words'
            ? new TextRun({ text: run.words, size: 44, font: TITLE_FONT })
            : draw(run, 44),
        ),
      });
    case 'line':
      return new WordParagraph({
        tabStops: [{ type: TabStopType.RIGHT, position: twips(PAPER_WIDTH) }],
        spacing: { after: 60 },
        children: [
          ...runs(24),
          new TextRun({ children: [new Tab()] }),
          ...second.map((run) => draw(run, 24)),
        ],
      });
    case 'addressee':
      return new WordParagraph({ spacing: { ...body, before: 240 }, children: runs(32) });
    case 'heading':
      return new WordParagraph({
        indent: { firstLine: 640 },
        spacing: body,
        keepNext: true,
        children: first.map((run) =>
          run.kind === 'words'
            ? new TextRun({ text: run.words, size: 32, font: HEADING_FONT })
            : draw(run, 32),
        ),
      });
    case 'body':
      return new WordParagraph({
        alignment: AlignmentType.LEFT,
        // A long number breaks off at the margin instead of leaving the line before it half empty.
        wordWrap: true,
        indent: { firstLine: 640 },
        spacing: body,
        children: runs(32),
      });
    case 'closing':
      return new WordParagraph({
        alignment: AlignmentType.RIGHT,
        indent: { right: 640 },
        spacing: { ...body, before: 120 },
        keepLines: true,
        children: runs(32),
      });
    case 'note':
      return new WordParagraph({ spacing: { before: 80 }, children: runs(21) });
  }
}

function footerLine(footer: string): WordParagraph {
  return new WordParagraph({
    style: FOOT,
    tabStops: [{ type: TabStopType.RIGHT, position: twips(PAPER_WIDTH) }],
    children: [
      new TextRun({
        children: [
          footer,
          new Tab(),
          '第',
          PageNumber.CURRENT,
          '页　共',
          PageNumber.TOTAL_PAGES,
          '页',
        ],
      }),
    ],
  });
}

/** Without the moment of making it, which the library writes in. */
function steady(made: Buffer): Buffer {
  return plainArchive(made, (name, text) =>
    name === 'docProps/core.xml'
      ? text.replaceAll(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, '$12000-01-01T00:00:00Z')
      : text,
  );
}
