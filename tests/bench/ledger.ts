import { memoryUsage } from 'node:process';
import { type Database, openDatabase } from '../../db/open.ts';
import { facetsOf } from '../../server/http/views/ledger-facets.ts';
import { ledgerRowOf } from '../../server/http/views/ledger-row.ts';
import type { LedgerQuery } from '../../server/store/ledger-reads.ts';
import type { Store } from '../../server/store/store.ts';
import { director } from '../support/people.ts';
import { buildLedgerData, type LedgerData, sizeOf } from './ledger-data.ts';
import { type Read, reads } from './ledger-pages.ts';
import { calendar, openBooksAt } from './office.ts';
import { MONDAY } from './petitions.ts';
import type { Run } from './run.ts';
import { quantile, ratioOf, type Spread, spreadOf } from './spread.ts';
import type { Line, Section } from './table.ts';

/** Any page of a million petitions, filtered, sorted, counted and searched, beside the same asked of the table in SQL. */
export async function measureLedger(run: Run): Promise<Section> {
  const data = await buildLedgerData(run);
  const sql = await measureSql(data, run);
  const store = openBooksAt(data.path);
  try {
    const before = memoryUsage().rss;
    const spent = stopwatch();
    await store.prepareLedger();
    const loading = spent();
    const lines: Line[] = [];
    for (const read of reads) {
      run.say(`清单 ledger：${read.label}`);
      lines.push(await measure(read, store, sql.get(read.label), run));
    }
    const slowest = lines.reduce((one, other) =>
      one.ours.median > other.ours.median ? one : other,
    );
    return {
      title: `七、${data.petitions.toLocaleString('en-US')} 件的清单 the ledger（每页 100 件，含计数、分面和逐行视图）`,
      lines: [...lines, promise(slowest)],
      notes: [
        '本系统一栏为 最小/中位/p99；对照是同一页的 SQL（count、OFFSET 直接查清单表，不含分面、权限和逐行视图）。',
        `载入清单 ${Math.round(loading)} 毫秒 CPU（分段进行，期间照常办理），进程内存增加 ${megabytes(memoryUsage().rss - before)} MB；` +
          `数据库 ${megabytes(sizeOf(data))} MB，其中检索 ${megabytes(sql.get(SEARCH_SIZE)?.[0] ?? 0)} MB。`,
      ],
    };
  } finally {
    await store.close();
  }
}

const SEARCH_SIZE = 'search';

async function measure(
  { label, meaning, query, at = 0, viewer = director }: Read,
  store: Store,
  reference: readonly number[] | undefined,
  run: Run,
): Promise<Line> {
  const asked: LedgerQuery = { scope: 'all', sort: 'registered', descending: true, ...query };
  const times: number[] = [];
  for (let time = 0; time <= repetitions(run); time++) {
    const spent = stopwatch();
    await page(store, asked, at, viewer);
    // The first one warms up.
    if (time > 0) times.push(spent());
    await run.breathe();
  }
  const ours = { ...spreadOf(times), max: p99(times) };
  if (!reference) return { label, meaning, ours, unit: '毫秒 ms CPU' };
  const compared = times.slice(0, reference.length);
  return {
    label,
    meaning,
    ours,
    reference: spreadOf(reference),
    unit: '毫秒 ms CPU',
    ratio: ratioOf(compared, reference.slice(0, compared.length)),
  };
}

/** Everything the server does for one page but the transport. */
async function page(store: Store, query: LedgerQuery, at: number, viewer: string): Promise<number> {
  const [directory, regimes] = await Promise.all([store.directory(), store.regimes()]);
  const [person, regime] = [directory.staff.get(viewer), regimes.at(-1)];
  if (!person || !regime) throw new Error('the office is empty');
  const ledger = await store.ledger(query, viewer, MONDAY);
  const offset = Math.max(0, Math.floor((ledger.total - PAGE) * at));
  const items = (await ledger.read(offset, PAGE)).map((item) => {
    const { id, version } = item.petition.regime;
    const own = regimes.find((each) => each.id === id && each.version === version) ?? regime;
    return ledgerRowOf(item, {
      now: MONDAY,
      by: viewer,
      calendar,
      directory,
      regime: own,
      person,
    });
  });
  const facets = facetsOf(ledger.counts, { regime, regimes, directory });
  return JSON.stringify({ items, total: ledger.total, facets }).length;
}

/** The same rows from the table itself, read before the store opens the file for itself. */
async function measureSql(
  data: LedgerData,
  run: Run,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const database = openDatabase(data.path);
  try {
    const measured = new Map<string, readonly number[]>([[SEARCH_SIZE, [searchSize(database)]]]);
    for (const { label, sql, at = 0 } of reads) {
      if (sql === undefined) continue;
      run.say(`清单 ledger：SQL ${label}`);
      measured.set(label, timesOf(database, sql, at, run.quick ? 5 : 7));
      await run.breathe();
    }
    return measured;
  } finally {
    database.close();
  }
}

function timesOf(database: Database, sql: string, at: number, count: number): readonly number[] {
  const condition = sql.slice(0, sql.indexOf('ORDER BY'));
  const total = database.prepare<[], number>(`SELECT count(*) FROM ledger ${condition}`).pluck();
  const rows = database.prepare<[number]>(`SELECT * FROM ledger ${sql} LIMIT ${PAGE} OFFSET ?`);
  const once = () => {
    const spent = stopwatch();
    rows.all(Math.max(0, Math.floor(((total.get() ?? 0) - PAGE) * at)));
    return spent();
  };
  once();
  return Array.from({ length: count }, once);
}

function searchSize(database: Database): number {
  const bytes = database.prepare<[], number>('SELECT sum(length(rows) + 12) FROM search_postings');
  return bytes.pluck().get() ?? 0;
}

function promise(slowest: Line): Line {
  const bound: Spread = {
    min: BOUND_MS,
    median: BOUND_MS,
    max: BOUND_MS,
    count: slowest.ours.count,
  };
  const { min, median, max, count } = slowest.ours;
  return {
    label: '最慢一项的中位数 slowest median',
    meaning: `上列各项中最慢的（${slowest.label}）与 ${BOUND_MS} 毫秒相比。`,
    ours: slowest.ours,
    reference: bound,
    unit: '毫秒 ms CPU',
    ratio: { min: min / BOUND_MS, median: median / BOUND_MS, max: max / BOUND_MS, count },
    target: { atMost: 1 },
  };
}

const PAGE = 100;
const BOUND_MS = 100;

function repetitions({ quick }: Run): number {
  return quick ? 15 : 40;
}

/** Milliseconds of the processor's: the file is in the system's cache, and the machine's other users do not count. */
function stopwatch(): () => number {
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
}

function p99(times: readonly number[]): number {
  return quantile(
    [...times].sort((one, other) => one - other),
    0.99,
  );
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}
