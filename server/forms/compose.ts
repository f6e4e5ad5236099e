import { latestRecord } from '../domain/guards.ts';
import type { PaperCell, PaperRow, PaperRule, PaperTable, PaperText } from '../domain/paper.ts';
import { type PlacedCell, placedRows } from '../domain/paper-grid.ts';
import { type PaperToken, type SlotPart, tokensOf } from '../domain/paper-text.ts';
import type { Signature } from '../domain/petition.ts';
import { isAnswered } from '../domain/record.ts';
import type { SlotId } from '../domain/regime.ts';
import { assertNever } from '../domain/result.ts';
import { answerOf, answerTextOf } from './answers.ts';
import {
  actAt,
  dayOfInstant,
  fieldOf,
  itemsIn,
  personText,
  type Subject,
  tickOf,
} from './fields.ts';
import type { Block, Cell, Paragraph, Row, Run, Table } from './sheet.ts';

/** Fills the office's paper with what the file says. The same file gives the same blocks, whenever it is asked. */
export function compose(rule: PaperRule, subject: Subject): readonly Block[] {
  const fillFor = (about: Subject) => (text: string) => runsOf(text, rule, about);
  return rule.blocks.flatMap((block): readonly Block[] => {
    if ('rows' in block) return [tableOf(repeated(block.rows, subject), fillFor)];
    if (!isPrinted(block, subject)) return [];
    return repeated([block], subject, 0).flatMap(({ part, about }) =>
      paragraphsOf(part, fillFor(about)),
    );
  });
}

type Fill = (text: string) => readonly Run[];
type FillFor = (about: Subject) => Fill;

interface Repeatable {
  readonly repeat?: 'items';
}

/** Every part with what it is about: one that is repeated comes once for each claim, at least so often. */
function repeated<Part extends Repeatable>(
  parts: readonly Part[],
  subject: Subject,
  least = 1,
): readonly { readonly part: Part; readonly about: Subject }[] {
  return parts.flatMap((part) => {
    const times = part.repeat ? Math.max(itemsIn(subject.file), least) : 1;
    return Array.from({ length: times }, (_, item) => ({ part, about: { ...subject, item } }));
  });
}

function isPrinted({ only, answered }: PaperText, subject: Subject): boolean {
  if (only !== undefined && !tickOf(only, subject)) return false;
  return (
    answered === undefined ||
    answered.is.some((value) => isAnswered(answerOf(answered, subject.file), value))
  );
}

function paragraphsOf({ as, text }: PaperText, fill: Fill): readonly Paragraph[] {
  if (as === 'line') {
    return [{ kind: 'paragraph', style: as, parts: text.split('⇥').map(fill) }];
  }
  return linesOf(fill(text)).map((runs) => ({ kind: 'paragraph', style: as, parts: [runs] }));
}

function runsOf(text: string, rule: PaperRule, subject: Subject): readonly Run[] {
  return tokensOf(text).flatMap((token) => runsOfToken(token, rule, subject));
}

function runsOfToken(token: PaperToken, rule: PaperRule, subject: Subject): readonly Run[] {
  switch (token.kind) {
    case 'words':
      return words(token.words);
    case 'field':
      return words(fieldOf(token.field, subject) ?? token.blank, isPerson(token.field));
    case 'tick':
      return [{ kind: 'tick', ticked: tickOf(token.tick, subject) }];
    case 'slot': {
      const signature = signatureIn(token.slot, rule, subject);
      return (signature && slotRuns(token.part, signature, subject)) ?? words(token.blank);
    }
    case 'milestone': {
      const act = actAt(token.milestone, subject.file);
      if (!act) return words(token.blank);
      return token.part === 'doer'
        ? words(personText('', act.by, subject.file), true)
        : words(dayOfInstant(act.at));
    }
    case 'answer':
      return words(answerTextOf(token, subject.file) ?? token.blank);
    case 'answered':
      return [{ kind: 'tick', ticked: isAnswered(answerOf(token, subject.file), token.value) }];
    case 'recorded':
      return recordedRuns(token, subject);
    case 'unknown':
      throw new Error(`nothing to print at ${token.name}`);
    default:
      return assertNever(token);
  }
}

function recordedRuns(
  { part, record, blank }: Extract<PaperToken, { readonly kind: 'recorded' }>,
  { file }: Subject,
): readonly Run[] {
  const filed = latestRecord(file.petition, record, file.regime);
  if (!filed) return words(blank);
  return part === 'recordedBy'
    ? words(personText('', filed.by, file), true)
    : words(dayOfInstant(filed.at));
}

const isPerson = (field: string) => field === 'followUpBy';

function words(text: string, small = false): readonly Run[] {
  return text === '' ? [] : [{ kind: 'words', words: text, ...(small ? { small } : {}) }];
}

/** What was voided is not printed. A paper of one round of verification shows that round's signatures. */
function signatureIn(slot: SlotId, { each }: PaperRule, subject: Subject): Signature | undefined {
  return subject.file.petition.signatures.findLast(
    (signature) =>
      signature.slot === slot &&
      signature.voidedAt === undefined &&
      (each !== 'verification' || signature.round === subject.instance),
  );
}

function slotRuns(
  part: SlotPart,
  { by, title, opinion, at, handwriting }: Signature,
  { file }: Subject,
): readonly Run[] {
  switch (part) {
    case 'handwriting': {
      const path = file.handwriting.get(handwriting) ?? '';
      const name = file.directory.staff.get(by)?.name ?? '';
      return path === '' ? [] : [{ kind: 'handwriting', path, by: name }];
    }
    case 'signer':
      return words(personText(title, by, file), true);
    case 'opinion':
      return words(opinion);
    case 'signedOn':
      return words(dayOfInstant(at));
    default:
      return assertNever(part);
  }
}

/** A line break that somebody typed begins a new paragraph. */
function linesOf(runs: readonly Run[]): readonly (readonly Run[])[] {
  const lines: Run[][] = [[]];
  for (const run of runs) {
    if (run.kind !== 'words') lines.at(-1)?.push(run);
    else {
      run.words.split(/\s*\n\s*/u).forEach((line, index) => {
        if (index > 0) lines.push([]);
        if (line !== '') lines.at(-1)?.push({ ...run, words: line });
      });
    }
  }
  return lines;
}

function tableOf(
  repeatedRows: readonly { readonly part: PaperRow; readonly about: Subject }[],
  fillFor: FillFor,
): Table {
  const rows = repeatedRows.map(({ part }) => part);
  const placed = placedRows(rows);
  const edges = [
    ...new Set(placed.flatMap(({ cells }) => cells.flatMap(({ left, right }) => [left, right]))),
  ].sort((one, other) => one - other);
  const heights = rows.map(heightsOf);
  const drawnRows = repeatedRows.flatMap(({ about }, index): readonly Row[] => {
    const fill = fillFor(about);
    const cells = placed[index]?.cells ?? [];
    const spanOf = ({ left, right }: PlacedCell) => edges.indexOf(right) - edges.indexOf(left);
    const downOf = ({ down = 1 }: PaperCell) => heights.slice(index, index + down).flat().length;
    const [upper = 0, lower] = heights[index] ?? [];
    const drawn = (given: PlacedCell, texts: readonly string[], changes: Partial<Cell>): Cell => ({
      width: given.right - given.left,
      span: spanOf(given),
      down: downOf(given.cell),
      label: given.cell.label ?? false,
      vertical: given.cell.vertical ?? false,
      top: !given.cell.label && (rows[index]?.height ?? 0) >= TALL,
      paragraphs: filledParagraphs(texts, fill),
      ...changes,
    });
    return [
      {
        height: upper,
        cells: cells.map((given) =>
          drawn(given, given.cell.text, given.cell.foot ? { down: 1, half: 'upper' } : {}),
        ),
      },
      ...(lower === undefined
        ? []
        : [
            {
              height: lower,
              cells: cells.flatMap((given) =>
                given.cell.foot
                  ? [drawn(given, given.cell.foot, { down: 1, half: 'lower', label: false })]
                  : [],
              ),
            },
          ]),
    ];
  });
  const columns = edges.slice(1).map((edge, index) => edge - (edges[index] ?? 0));
  return { kind: 'table', columns, rows: drawnRows };
}

/** A row with signatures at its bottom is drawn as two. */
function heightsOf({ height, cells }: PaperTable['rows'][number]): readonly number[] {
  const lines = Math.max(...cells.map(({ foot }) => foot?.length ?? 0));
  const lower = lines * SIGNED_LINE;
  return lines === 0 ? [height] : [Math.max(height - lower, SIGNED_LINE), lower];
}

const SIGNED_LINE = 7;
/** Rows of this height hold text that people wrote. */
const TALL = 20;

/** What the file does not say leaves no empty line, unless nothing else is in the cell. */
function filledParagraphs(texts: readonly string[], fill: Fill): Cell['paragraphs'] {
  const paragraphs = texts.flatMap((text) => linesOf(fill(text)));
  const said = paragraphs.filter((runs) => runs.length > 0);
  return said.length > 0 ? said : [[]];
}
