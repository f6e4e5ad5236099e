import { describe, expect, it } from 'vitest';
import type { Answer } from '../../miniapp/api/call.ts';
import { createRowPages, type RowPage } from '../../miniapp/desk/ledger/row-pages.ts';

const SIZE = 10;
const TOTAL = 1000;

/** A server that answers when it is told to, and remembers which offsets it was asked for. */
function slowServer() {
  const asked: number[] = [];
  const waiting: (() => void)[] = [];
  let edition = '';
  const load = (offset: number) => {
    asked.push(offset);
    return new Promise<Answer<RowPage<string>>>((resolve) => {
      waiting.push(() => resolve({ ok: true, value: page(offset, edition) }));
    });
  };
  return {
    asked,
    load,
    /** Answers everything that is waiting, and what is asked because of it. */
    async answerAll() {
      while (waiting.length > 0) await answerOne();
    },
    answerOne,
    changeTo(next: string) {
      edition = next;
    },
  };

  async function answerOne() {
    waiting.shift()?.();
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  }
}

function page(offset: number, edition: string): RowPage<string> {
  const items = Array.from({ length: SIZE }, (_, index) => `${edition}${offset + index}`);
  return { items, total: TOTAL };
}

describe('the rows of a long list', () => {
  it('are fetched in pages as they come into view', async () => {
    const server = slowServer();
    const rows = createRowPages(SIZE, server.load);
    rows.want(5, 15);
    expect(rows.rowAt(5)).toBeUndefined();
    await server.answerAll();
    expect(server.asked).toEqual([0, 10]);
    expect([rows.rowAt(5), rows.rowAt(14), rows.rowAt(20)]).toEqual(['5', '14', undefined]);
    expect(rows.newest.value?.total).toBe(TOTAL);
  });

  it('are asked for once, however often the wheel turns meanwhile', async () => {
    const server = slowServer();
    const rows = createRowPages(SIZE, server.load);
    rows.want(0, 8);
    rows.want(1, 9);
    await server.answerAll();
    rows.want(2, 10);
    expect(server.asked).toEqual([0]);
    rows.want(3, 11);
    expect(server.asked).toEqual([0, 10]);
  });

  it('that have long gone by are not asked for while the bar is pulled', async () => {
    const server = slowServer();
    const rows = createRowPages(SIZE, server.load);
    rows.want(0, 5);
    for (let first = 100; first <= 900; first += 10) rows.want(first, first + 5);
    expect(server.asked).toEqual([0, 100]);
    await server.answerAll();
    expect(server.asked).toEqual([0, 100, 900]);
    expect(rows.rowAt(900)).toBe('900');
  });

  it('stay while they are fetched anew, and change when the new ones have come', async () => {
    const server = slowServer();
    const rows = createRowPages(SIZE, server.load);
    rows.want(0, 5);
    await server.answerAll();
    server.changeTo('new');
    rows.refresh();
    expect(rows.rowAt(3)).toBe('3');
    await server.answerAll();
    expect(rows.rowAt(3)).toBe('new3');
  });

  it('are given up in time, those in view never', async () => {
    const server = slowServer();
    const rows = createRowPages(SIZE, server.load);
    for (let first = 0; first < 500; first += 10) {
      rows.want(first, first + 5);
      await server.answerAll();
    }
    expect(rows.rowAt(0)).toBeUndefined();
    expect(rows.rowAt(490)).toBe('490');
    expect(rows.rowAt(200)).toBe('200');
  });

  it('say so when they cannot be had, and are there when it is tried again', async () => {
    let broken = true;
    const failure = { kind: 'unknown', reached: false, message: '网络不通' } as const;
    const rows = createRowPages(SIZE, async (offset) =>
      broken ? { ok: false, failure } : { ok: true, value: page(offset, '') },
    );
    rows.want(0, 5);
    await Promise.resolve();
    await Promise.resolve();
    expect(rows.failure.value).toEqual(failure);
    broken = false;
    rows.refresh();
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    expect(rows.failure.value).toBeNull();
    expect(rows.rowAt(0)).toBe('0');
  });
});
