/**
 * A name that is safe to offer for saving anywhere: without folders, without characters that systems refuse or that
 * turn the order of letters around, at most 80 characters, with the ending that fits what the file really is.
 */
export function cleanFileName(name: string, mediaType: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>:"|?*]/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const ending = endings[mediaType]?.find((known) => plain.toLowerCase().endsWith(known));
  const stem = ending === undefined ? plain : plain.slice(0, -ending.length);
  const short = [...stem.replace(/^[. ]+/, '')].slice(0, LONGEST_STEM).join('').trim();
  return `${short === '' ? '附件' : short}${ending ?? endings[mediaType]?.[0] ?? ''}`;
}

const LONGEST_STEM = 75;

const endings: Readonly<Record<string, readonly string[]>> = {
  'image/jpeg': ['.jpg', '.jpeg'],
  'image/png': ['.png'],
  'image/webp': ['.webp'],
  'application/pdf': ['.pdf'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['.docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['.xlsx'],
  'application/msword': ['.doc'],
  'application/vnd.ms-excel': ['.xls'],
};
