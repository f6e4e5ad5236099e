/** What a file really is, by its first bytes; null for what the office does not keep on a file. */
export function mediaTypeOf(content: Buffer, name: string): string | null {
  const found = Object.entries(signatures).find(([, matches]) => matches(content, name));
  return found?.[0] ?? null;
}

/** Why a file that was not recognised is refused, and what to do with it. */
export function refusedTypeMessage(content: Buffer): string {
  if (content.length === 0) return '文件是空的，请重新选择。';
  if (isHeic(content)) {
    return '暂不支持 HEIC 格式的照片，请在手机相机设置中选择“兼容性最佳”，或转为 JPG 后再上传。';
  }
  return hasMacros(content)
    ? '文件带有宏，可能不安全。请另存为不带宏的文档（docx、xlsx）或 PDF 后再上传。'
    : '不支持这种文件。请上传图片（JPG、PNG、WebP）、PDF，或 Word、Excel 文档；文件不得加密。';
}

type Matches = (content: Buffer, name: string) => boolean;

/** The names inside a zip are not compressed, so the parts of a document can be seen without unpacking it. */
const zipWith =
  (part: string): Matches =>
  (content) =>
    starts(content, 0x50, 0x4b, 0x03, 0x04) && content.includes(part) && !hasMacros(content);
const compoundNamed =
  (ending: string): Matches =>
  (content, name) =>
    starts(content, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1) &&
    name.toLowerCase().endsWith(ending);

const signatures: Readonly<Record<string, Matches>> = {
  'image/jpeg': (content) => starts(content, 0xff, 0xd8, 0xff),
  'image/png': (content) => starts(content, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
  'image/webp': (content) => text(content, 0, 4) === 'RIFF' && text(content, 8, 12) === 'WEBP',
  'application/pdf': (content) => text(content, 0, 5) === '%PDF-',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document':
    zipWith('word/document.xml'),
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': zipWith('xl/workbook.xml'),
  'application/msword': compoundNamed('.doc'),
  'application/vnd.ms-excel': compoundNamed('.xls'),
};

function hasMacros(content: Buffer): boolean {
  return starts(content, 0x50, 0x4b) && content.includes('vbaProject.bin');
}

function isHeic(content: Buffer): boolean {
  return text(content, 4, 8) === 'ftyp' && /^(hei|hev|mif1|msf1)/.test(text(content, 8, 12));
}

function starts(content: Buffer, ...bytes: readonly number[]): boolean {
  return bytes.every((byte, index) => content[index] === byte);
}

function text(content: Buffer, from: number, to: number): string {
  return content.toString('latin1', from, to);
}
