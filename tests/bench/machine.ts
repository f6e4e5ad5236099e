import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { quantile } from './spread.ts';

/** What the figures were measured on: they mean nothing without it. */
export function machineText(folder: string): string {
  const [first] = cpus();
  const { p50, p99 } = flushTimes(folder);
  return [
    '',
    '【测试机器 machine】',
    `  处理器 CPU：${first?.model.trim() ?? '未知'}，${cpus().length} 核；内存 memory：${Math.round(totalmem() / 2 ** 30)} GB；${type()} ${release()}`,
    `  Node ${process.version}，SQLite ${sqliteVersion()}`,
    `  落盘延迟 fdatasync：中位 ${p50.toFixed(3)} ms，p99 ${p99.toFixed(3)} ms（${FLUSHES} 次，每次 4 KiB）。远低于 0.1 ms 的是虚拟磁盘，不能代表实际磁盘。`,
  ].join('\n');
}

/** How busy the machine is with anything, as the average of the last minute. */
export function loadText(): string {
  const [minute = 0] = loadavg();
  const busy = minute >= QUIET ? '（机器不空闲，绝对数值仅供参考，请以比值为准）' : '';
  return `  近一分钟负载 load average：${minute.toFixed(2)}${busy}`;
}

const QUIET = 0.7;
const FLUSHES = 200;
const BLOCK = Buffer.alloc(4096, 0x5a);

function flushTimes(folder: string) {
  const file = openSync(join(folder, 'flush'), 'w');
  const times = Array.from({ length: FLUSHES }, () => {
    const started = performance.now();
    writeSync(file, BLOCK);
    fdatasyncSync(file);
    return performance.now() - started;
  }).sort((left, right) => left - right);
  closeSync(file);
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
}

function sqliteVersion(): string {
  const database = new SqliteDatabase(':memory:');
  const version = String(database.prepare('SELECT sqlite_version()').pluck().get());
  database.close();
  return version;
}
