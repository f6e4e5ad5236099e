import {
  type OfficePaperBlock,
  type OfficePaperRule,
  officePaperTokens,
} from '../../domain/office-paper.ts';
import type { OfficePaperFile } from '../../domain/office-paper-file.ts';
import { writtenText } from '../../domain/sanctions/people.ts';
import { clockTimeText, localDayOf, paperDay } from '../../domain/time.ts';
import type { Block, Cell, Row, Run, Sheet, Table } from '../sheet.ts';
import { placeText, writtenIn } from './notice-places.ts';

/** The office's paper of a notice. The same notice gives the same sheet, whenever it is asked. */
export function noticeSheet(rule: OfficePaperRule, file: OfficePaperFile): Sheet {
  return { title: rule.title, blocks: rule.blocks.flatMap((block) => blocksOf(block, file)) };
}

function blocksOf(block: OfficePaperBlock, file: OfficePaperFile): readonly Block[] {
  if ('list' in block) return block.list === 'counted' ? counted(file) : written(block.list, file);
  const { as: style, text, only } = block;
  if (only !== undefined && placeText(only, file) === undefined) return [];
  if (style === 'line') {
    const parts = text.split('⇥').map((part) => runsOf(part, file));
    return [{ kind: 'paragraph', style, parts }];
  }
  return paragraphs(runsOf(text, file)).map((runs) => ({
    kind: 'paragraph',
    style,
    parts: [runs],
  }));
}

function runsOf(text: string, file: OfficePaperFile): readonly Run[] {
  return officePaperTokens(text).map((token): Run => {
    if ('words' in token) return words(token.words);
    const said = placeText(token.place, file);
    const path = file.notice.issued?.handwriting;
    if (token.place === 'signature' && said !== undefined && path !== undefined) {
      return { kind: 'handwriting', path, by: said };
    }
    return words(said ?? token.blank);
  });
}

/** A line break that somebody typed begins a new paragraph. */
function paragraphs(runs: readonly Run[]): readonly (readonly Run[])[] {
  const lines: Run[][] = [[]];
  for (const run of runs) {
    const parts = run.kind === 'words' ? run.words.split(/\s*\n\s*/u) : [];
    if (run.kind !== 'words') lines.at(-1)?.push(run);
    parts.forEach((part, index) => {
      if (index > 0) lines.push([]);
      if (part !== '') lines.at(-1)?.push(words(part));
    });
  }
  return lines.filter((line) => line.length > 0);
}

function counted({ notice: { about }, regime, numbers }: OfficePaperFile): readonly Block[] {
  if (about.kind !== 'step') return [];
  const rows = about.counted.map(({ petition, clock, dueAt }, index) => [
    String(index + 1),
    numbers.get(petition) ?? '（不予列示）',
    regime.clocks[clock]?.title ?? '',
    `${paperDay(localDayOf(dueAt))}${clockTimeText(dueAt)}`,
  ]);
  return [grid(['序号', '件号', '超过的期限', '到期时间'], [14, 52, 54, 50], rows)];
}

function written(list: 'answers' | 'outcome', file: OfficePaperFile): readonly Block[] {
  const { fields, answers } = writtenIn(list, file);
  const rows = fields.flatMap((field) => {
    const answer = answers[field.id];
    return answer === undefined ? [] : [[field.title, writtenText(field, answer, file.directory)]];
  });
  if (rows.length === 0) return [];
  const columns = [42, 128];
  const cells = ([title = '', text = '']: readonly string[]) => [
    cell([[words(title)]], 42, true),
    cell(paragraphs([words(text)]), 128, false),
  ];
  return [{ kind: 'table', columns, rows: rows.map((row) => ({ height: 9, cells: cells(row) })) }];
}

function grid(
  heads: readonly string[],
  columns: readonly number[],
  rows: readonly (readonly string[])[],
): Table {
  const row = (texts: readonly string[], label: boolean): Row => ({
    height: 8,
    cells: texts.map((text, index) => cell([[words(text)]], columns[index] ?? 0, label)),
  });
  return {
    kind: 'table',
    columns,
    rows: [row(heads, true), ...rows.map((each) => row(each, false))],
  };
}

function cell(lines: readonly (readonly Run[])[], width: number, label: boolean): Cell {
  const paragraphsOfCell = lines.length > 0 ? lines : [[]];
  return { width, span: 1, down: 1, label, vertical: false, paragraphs: paragraphsOfCell };
}

function words(text: string): Run {
  return { kind: 'words', words: text };
}
