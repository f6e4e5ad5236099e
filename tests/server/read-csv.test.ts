import { describe, expect, it } from 'vitest';
import { readCsv } from '../../server/read-csv.ts';

function cells(text: string): readonly (readonly string[])[] {
  return readCsv(text).map((record) => record.cells);
}

describe('a table from a spreadsheet', () => {
  it('may begin with a byte order mark and end its lines either way', () => {
    expect(cells('\uFEFFa,b\r\n1,2\n3,4\r5,6')).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ]);
  });

  it('may quote commas, quotes and line breaks', () => {
    expect(cells('"a,b", "say ""no""" ,"two\nlines"\nx,,')).toEqual([
      ['a,b', 'say "no"', 'two\nlines'],
      ['x', '', ''],
    ]);
  });

  it('may hold empty lines, which are left out but counted', () => {
    expect(readCsv('a\n\n,,\n"x\ny"\nb').map(({ line, cells: [first] }) => [line, first])).toEqual([
      [1, 'a'],
      [4, 'x\ny'],
      [6, 'b'],
    ]);
  });

  it('is marked where a quote is not closed', () => {
    expect(readCsv('a,b\n"c,d\ne,f')).toEqual([
      { line: 1, cells: ['a', 'b'], isMalformed: false },
      { line: 2, cells: ['c,d\ne,f'], isMalformed: true },
    ]);
  });

  it('may be empty', () => {
    expect(readCsv('')).toEqual([]);
    expect(readCsv('\uFEFF\r\n')).toEqual([]);
  });
});
