import { inflateSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { PaperFile } from '../../server/domain/paper-file.ts';
import { instant } from '../../server/domain/time.ts';
import { signatureImage } from '../../server/forms/signature-image.ts';
import { strokesOf } from '../../server/forms/stroke-path.ts';
import { openOffice } from '../support/office.ts';
import { paperDesk, partOf, present, wordsIn, wordsOn } from '../support/papers.ts';
import { clerk, demolition, director, principal } from '../support/people.ts';
import {
  accepted,
  assigned,
  concluded,
  deliverReply,
  followUp,
  submitReply,
} from '../support/walks.ts';

const HANDLING = 'handlingSheet';

function opened() {
  const office = openOffice({ at: '2026-03-16 09:00' });
  return { office, desk: paperDesk(office) };
}

describe('a sheet in Word', () => {
  it('is A4 with margins that leave 170 millimetres, and every row fills its grid', async () => {
    const { office, desk } = opened();
    const id = await office.as(clerk).register({ flow: 'visit', facts: { channel: 'visit' } });
    const sheets = [
      await desk.word(await office.as(clerk).register(), HANDLING),
      await desk.word(id, 'visitSheet'),
    ];
    for (const sheet of sheets) {
      const xml = partOf(sheet);
      expect(/<w:pgSz[^>]*>/.exec(xml)?.[0]).toContain('w:w="11906" w:h="16838"');
      expect(/<w:pgMar[^>]*>/.exec(xml)?.[0]).toMatch(/w:right="1134".*w:left="1134"/);
      const widths = [...xml.matchAll(/<w:gridCol w:w="(\d+)"/g)].map(([, width]) => Number(width));
      const wide = widths.reduce((sum, width) => sum + width, 0);
      expect(Math.abs(wide - 9638)).toBeLessThanOrEqual(widths.length);
      const rows = xml.split('<w:tr>').slice(1);
      expect(rows.length).toBeGreaterThan(11);
      for (const row of rows) {
        const cells = row.split('<w:tc>').slice(1);
        const spans = cells.map((cell) => Number(/<w:gridSpan w:val="(\d+)"/.exec(cell)?.[1] ?? 1));
        expect(spans.reduce((sum, span) => sum + span, 0)).toBe(widths.length);
      }
    }
  });

  it('keeps the height of one page for its rows as long as nobody writes more than fits', async () => {
    const { office, desk } = opened();
    const xml = partOf(await desk.word(await office.as(clerk).register(), HANDLING));
    const heights = [...xml.matchAll(/<w:trHeight w:val="(\d+)"/g)].map(([, height]) =>
      Number(height),
    );
    const millimetres = heights.reduce((sum, height) => sum + height, 0) / 56.7;
    expect(heights).toHaveLength(19);
    expect(millimetres).toBeGreaterThan(215);
    expect(millimetres).toBeLessThan(230);
  });

  it('is the same bytes whenever it is made, and so is the page', async () => {
    const { office, desk } = opened();
    const id = await concluded(office);
    const [docx, page] = [await desk.word(id, HANDLING), await desk.page(id, HANDLING)];
    await office.setTime('2026-03-20 11:00');
    expect((await desk.word(id, HANDLING)).equals(docx)).toBe(true);
    expect(await desk.page(id, HANDLING)).toBe(page);
    expect(partOf(docx, 'docProps/core.xml')).not.toMatch(/>20(?!00-01-01)\d\d-/);
  });
});

describe('the handling sheet', () => {
  it('shows what is known and leaves the rest as blank as the original', async () => {
    const { office, desk } = opened();
    const id = await office.as(clerk).register();
    const text = wordsIn(await desk.word(id, HANDLING));
    expect(text).toContain('信访人姓名金丝雀人数1人联系电话13800000000');
    expect(text).toContain('身份证号码330602199001011234信访日期2026年3月16日');
    expect(text).toContain('（信访件编号：）本级');
    expect(text).toContain('签收日期：年月日主职领导交办签批签名：年月日');
    expect(text).toContain('回访日期年月日回访人签名：回访方式');
  });

  it('has the signing in and the assignment once they have happened, with the signer’s own title [M40] [M50]', async () => {
    const { office, desk } = opened();
    const text = wordsIn(await desk.word(await assigned(office), HANDLING));
    expect(text).toContain('签名：（孟示例）签收日期：2026年3月16日');
    expect(text).toContain(
      '主职领导交办签批请认真调查处理，按时限回复信访人。签名：（信访分管领导周演示）2026年3月16日',
    );
  });

  it('ticks the boxes that apply and no other', async () => {
    const { office, desk } = opened();
    const id = await concluded(office, { facts: { channel: 'call' } });
    await deliverReply(office, id);
    await followUp(office, id, 'satisfied');
    const xml = partOf(await desk.word(id, HANDLING));
    const boxes = [...xml.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)]
      .map(([, text = '']) => text)
      .join('');
    const ticked = [...boxes.matchAll(/([本上级来电满意话基不]{2,4})☑/g)].map(([, label]) => label);
    expect(ticked).toEqual(['本级', '来电', '满意', '电话']);
    expect(boxes.match(/□/g)).toHaveLength(12);
    expect(xml).toMatch(/Segoe UI Symbol[^>]*\/>(?:(?!<w:t).)*<w:t[^>]*>☑/);
    const page = await desk.page(id, HANDLING);
    expect(page.match(/aria-label="已选"/g)).toHaveLength(4);
    expect(page.match(/aria-label="未选"/g)).toHaveLength(12);
    expect(page).not.toContain('☑');
  });

  it('leaves the boxes for hands while they are unsigned and shows each hand once it has signed [M50]', async () => {
    const { office, desk } = opened();
    const id = await accepted(office);
    expect(pictures(await desk.word(id, HANDLING))).toBe(1);
    await submitReply(office, id);
    expect(pictures(await desk.word(id, HANDLING))).toBe(2);
    const page = await desk.page(id, HANDLING);
    expect(page.match(/class="hand"/g)).toHaveLength(2);
    expect(page).toContain('aria-label="蒋测试的手写签名"');
    const ids = [...partOf(await desk.word(id, HANDLING)).matchAll(/<wp:docPr id="(\d+)"/g)];
    expect(ids.map(([, number]) => number)).toEqual(['1', '2']);
  });

  it('forgets what was signed before it was sent back, and the opinion with it', async () => {
    const { office, desk } = opened();
    const id = await accepted(office);
    await submitReply(office, id);
    await office
      .as(demolition.leader)
      .does(id, 'orderRework', { reason: '事实不清，请补充调查。' });
    const docx = await desk.word(id, HANDLING);
    expect(pictures(docx)).toBe(1);
    expect(wordsIn(docx)).not.toContain('已与信访人当面沟通');
    await submitReply(office, id);
    expect(pictures(await desk.word(id, HANDLING))).toBe(2);
  });

  it('prints a long appeal whole, and typed line breaks as lines', async () => {
    const { office, desk } = opened();
    const body = `第一项：${'安置房没有交付。'.repeat(300)}\n第二项：请求<补发>过渡费。`;
    const id = await office.as(clerk).register({ particulars: { body } });
    expect(wordsOn(await desk.page(id, HANDLING))).toContain(
      '<补发>'.replace('<', '&lt;').replace('>', '&gt;'),
    );
    const xml = partOf(await desk.word(id, HANDLING));
    expect(xml).toContain('安置房没有交付。'.repeat(300));
    expect(xml).toMatch(/<\/w:p><w:p>(?:(?!<\/w:p>).)*第二项/);
  });
});

describe('the papers of another office', () => {
  it('carry its name, for the names are data', async () => {
    const { office, desk } = opened();
    const id = await office.as(clerk).register();
    const renamed = (file: PaperFile): PaperFile => ({
      ...file,
      regime: {
        ...file.regime,
        papers: { ...present(file.regime.papers), office: '某某区管理委员会' },
      },
    });
    const page = (await desk.paper(await desk.file(id, renamed), HANDLING)).page({
      style: 'a.css',
    });
    expect(page).toContain('单位名称（盖章）：某某区管理委员会');
    expect(wordsOn(page)).not.toContain('绍兴市镜湖新区');
  });

  it('do not exist where the regulation has none', async () => {
    const { office, desk } = opened();
    const file = await desk.file(await office.as(clerk).register(), (given) => {
      const { papers: _, ...regime } = given.regime;
      return { ...given, regime };
    });
    expect(desk.entries(file)).toEqual([]);
    expect(await desk.works.paper(file, HANDLING, 1)).toBeNull();
  });
});

describe('the other papers', () => {
  it('can be printed when there is something to print, and say what is missing until then [M37] [M54]', async () => {
    const { office, desk } = opened();
    const id = await accepted(office);
    const ready = async () =>
      desk
        .entries(await desk.file(id))
        .filter(({ notYet }) => notYet === undefined)
        .map(({ form }) => form);
    expect(await ready()).toEqual([HANDLING, 'acceptanceLetter']);
    await office.as(director).does(id, 'openSupervision', { reason: '群众多次催问。' });
    await office
      .as(demolition.liaisonA)
      .does(id, 'requestExtension', { days: 10, reason: '需要鉴定' });
    expect(await ready()).toEqual([HANDLING, 'supervisionLetter', 'acceptanceLetter']);
    await office.as(principal).does(id, 'grantExtension', { opinion: '同意。' });
    expect(await ready()).toContain('extensionLetter');
    expect(wordsOn(await desk.page(id, 'extensionLetter'))).toContain('因需要鉴定，情况复杂');
    expect(wordsOn(await desk.page(id, 'supervisionLetter'))).toMatch(
      /镜信督〔2026〕1号征迁部：.*现因群众多次催问，根据/,
    );
    const later = desk.entries(await desk.file(id)).find(({ form }) => form === 'opinionLetter');
    expect(later?.notYet).toBe('只用于申诉求决类；办结签批后可打印。');
  });

  it('are one for each letter that was sent [M55]', async () => {
    const { office, desk } = opened();
    const id = await accepted(office);
    for (const addressee of ['灵芝街道办事处', '东浦街道办事处']) {
      const matter = '配套道路';
      const letter = { addressee, matter, request: '请协助提供建设进度。' };
      await office.as(demolition.liaisonA).does(id, 'sendLetter', letter);
    }
    const letters = desk
      .entries(await desk.file(id))
      .filter(({ form }) => form === 'liaisonLetter');
    expect(letters.map(({ title, instance }) => [title, instance])).toEqual([
      ['信访事项联系函（第1份）', 1],
      ['信访事项联系函（第2份）', 2],
    ]);
    expect(wordsOn(await desk.page(id, 'liaisonLetter', 2))).toContain('东浦街道办事处：');
    expect(await desk.works.paper(await desk.file(id), 'liaisonLetter', 3)).toBeNull();
  });

  it('tell the city bureau why a petition is not the office’s', async () => {
    const { office, desk } = opened();
    const id = await office.as(clerk).register({
      facts: {
        source: 'superior',
        platformNumber: 'ZL001',
        externalDueAt: instant(office.now() + 1),
      },
    });
    await office.as(clerk).does(id, 'signIn');
    const legalBasis = '《信访工作条例》第二十二条';
    const transfer = { competentOrgan: '越城区人民政府', legalBasis };
    await office.as(clerk).does(id, 'requestTransfer', transfer);
    expect(wordsOn(await desk.page(id, 'transferStatement'))).toContain(
      '反映的安置房交付的诉求，依据《信访工作条例》第二十二条，属越城区人民政府职责范围',
    );
  });
});

describe('a signature as a picture', () => {
  it('shows lines and curves whole, from edge to edge, whatever the size of the pad', () => {
    for (const path of ['M0 0L10 10', 'M1000 1000l800 0q100 300 -400 200z', 'M5 5']) {
      const { width, height, ink } = dots(signatureImage(path));
      expect([width, height]).toEqual([700, 256]);
      expect(ink).toBeGreaterThan(50);
    }
  });

  it('reads relative and curved strokes', () => {
    expect(strokesOf('M10 10l5 0L20 20')).toEqual([
      [
        { x: 10, y: 10 },
        { x: 15, y: 10 },
        { x: 20, y: 20 },
      ],
    ]);
    const curve = strokesOf('M0 0C0 10 10 10 10 0').at(0) ?? [];
    expect(curve.at(-1)).toEqual({ x: 10, y: 0 });
    expect(curve.some(({ y }) => y === 7.5)).toBe(true);
    expect(strokesOf('M0 0L4 0L4 4Z').at(0)?.at(-1)).toEqual({ x: 0, y: 0 });
  });
});

function pictures(docx: Buffer): number {
  const drawn = partOf(docx).match(/<pic:pic /g)?.length ?? 0;
  const kept = Object.keys(unzipSync(docx)).filter((name) => name.endsWith('.png'));
  expect(kept.length > 0).toBe(drawn > 0);
  return drawn;
}

function dots(png: Buffer) {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const start = png.indexOf('IDAT');
  const lines = inflateSync(png.subarray(start + 4, start + 4 + png.readUInt32BE(start - 4)));
  let ink = 0;
  for (let index = 0; index < lines.length; index += 1) if (lines[index] === 255) ink += 1;
  return { width, height, ink };
}
