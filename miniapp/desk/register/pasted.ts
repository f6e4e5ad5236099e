import {
  fieldLabelled,
  type ImportField,
  importLabels,
} from '../../../server/contract/import-fields.ts';
import { type ReadValue, readValue } from '../../../server/contract/import-values.ts';

/** One petition in what was pasted: what is recognised, and what is left over word for word. */
export interface Pasted {
  readonly fields: readonly PastedField[];
  /** Neither taken over nor thrown away: the person decides. */
  readonly left: readonly string[];
}

export interface PastedField {
  readonly field: ImportField;
  readonly title: string;
  /** As it was written. */
  readonly text: string;
  readonly read: ReadValue;
}

/** Reads lines of `label: value`, or a table with its header. Only known labels count; nothing else is guessed. */
export function readPasted(text: string): readonly Pasted[] {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  return tableIn(lines) ?? [linesIn(lines)];
}

function tableIn(lines: readonly string[]): readonly Pasted[] | null {
  const filled = lines.filter((line) => line.trim() !== '');
  const [first = '', ...rest] = filled;
  const header = first.split('\t').map(fieldLabelled);
  const known = header.filter((field) => field !== null);
  if (known.length < 2 || rest.length === 0) return null;
  const labels = first.split('\t');
  // With values between the labels it is a form and not a header.
  if (known.length <= labels.length / 2) return null;
  return rest.map((line) => {
    const cells = line.split('\t');
    const collected = collect();
    for (const [index, cell] of cells.entries()) {
      const label = labels[index]?.trim() ?? '';
      const field = header[index] ?? null;
      if (field) collected.take(field, cell);
      else collected.leave(label === '' ? cell : `${label}：${cell}`, cell);
    }
    return collected.result();
  });
}

function linesIn(lines: readonly string[]): Pasted {
  const collected = collect();
  /** The field that the next line still belongs to. */
  let open: ImportField | null = null;
  for (const line of lines) {
    const foreign = LABEL_LIKE.test(line);
    for (const piece of piecesOf(line)) {
      open = takePiece(piece, foreign ? null : open, collected);
    }
    // A text runs on over its lines; everything else ends with its own, or with the one below an empty label.
    if (open !== null && open !== 'body' && collected.has(open)) open = null;
  }
  return collected.result();
}

/** Answers the field that what follows belongs to. */
function takePiece(
  { field, text }: Piece,
  open: ImportField | null,
  collected: ReturnType<typeof collect>,
): ImportField | null {
  if (field !== null) collected.take(field, text);
  else if (open !== null) collected.take(open, text, 'more');
  else collected.leave(text, text);
  return field ?? open;
}

interface Piece {
  /** Null for what stands before the first known label. */
  readonly field: ImportField | null;
  readonly text: string;
}

/** A line cut at every known label; a label is followed by a colon, or by a tab, or stands alone. */
function piecesOf(line: string): readonly Piece[] {
  const alone = fieldLabelled(line);
  if (alone) return [{ field: alone, text: '' }];
  const found = [...line.matchAll(LABEL)].flatMap((match) => {
    const field = fieldLabelled(match[1] ?? '');
    return field ? [{ field, start: match.index, end: match.index + match[0].length }] : [];
  });
  const first = found[0]?.start ?? line.length;
  const before = line.slice(0, first).trim();
  return [
    ...(before === '' ? [] : [{ field: null, text: before }]),
    ...found.map(({ field, end }, index) => ({
      field,
      text: line.slice(end, found[index + 1]?.start ?? line.length).trim(),
    })),
  ];
}

/** The first value of a field counts; another one is left over. */
function collect() {
  const texts = new Map<ImportField, string>();
  const left: string[] = [];
  return {
    has: (field: ImportField) => (texts.get(field) ?? '') !== '',
    take(field: ImportField, written: string, how?: 'more'): void {
      const text = written.trim();
      const held = texts.get(field) ?? '';
      if (held === '') texts.set(field, text);
      else if (how === 'more') texts.set(field, `${held}\n${text}`);
      else if (text !== '' && text !== held) left.push(`${importLabels[field].title}：${text}`);
    },
    leave(line: string, content: string): void {
      if (content.trim() !== '') left.push(line.trim());
    },
    result: (): Pasted => ({
      fields: [...texts]
        .filter(([, text]) => text !== '')
        .map(([field, text]) => ({
          field,
          title: importLabels[field].title,
          text,
          read: readValue(field, text),
        })),
      left,
    }),
  };
}

/** At a beginning or behind a blank, `姓  名` with its blanks: in the middle of a sentence a word before a colon is no label. */
const LABEL =
  /(?<=^|[\s|；;，,】])[【[]?(\p{Script=Han}[ 　]{1,4}\p{Script=Han}|[\p{Script=Han}A-Za-z()（）*＊]{2,14})[】\]]?\s*(?:[:：]|\t)[\s\t]*/gu;
const LABEL_LIKE = /^\s*[【[]?\p{Script=Han}{2,6}[】\]]?\s*[:：\t]/u;
