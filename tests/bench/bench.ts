import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * `npm run bench`: what the office's work costs here, beside what it would cost otherwise, all in one run; `--quick`
 * for a rough first look, `--only <part>` for one part of it. Missed targets are shown and fail nothing; only what breaks ends with another code than 0.
 *
 * The measurements are built like the server that goes into production, since code translated at run time is slower.
 * Everything is written into a folder of the system's own that is gone afterwards, however it ends; only the archive
 * stays beside it for the next run. Figures of processes are read from /proc, so it needs Linux.
 */
const folder = mkdtempSync(join(tmpdir(), 'green-channel-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
await translate();
compileSlowFlush();
process.exitCode = await finished(
  spawn(process.execPath, [join(folder, 'measurements.js'), folder, ...process.argv.slice(2)], {
    stdio: 'inherit',
    // Some of the libraries compared with reckon in the zone of the process.
    env: { ...process.env, TZ: 'Asia/Shanghai', NODE_ENV: 'production' },
  }),
);

async function translate(): Promise<void> {
  const entries = [
    new URL('./measurements.ts', import.meta.url),
    new URL('./command-server.ts', import.meta.url),
    new URL('./baseline-server.ts', import.meta.url),
  ];
  await build({
    entryPoints: entries.map((entry) => fileURLToPath(entry)),
    outdir: folder,
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    logLevel: 'warning',
  });
  const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));
  symlinkSync(modules, join(folder, 'node_modules'));
}

/** Without a C compiler the measurements with a slower disk are left out. */
function compileSlowFlush(): void {
  const source = fileURLToPath(new URL('./slow-flush.c', import.meta.url));
  const library = join(folder, 'slow-flush.so');
  const compiler = process.env.CC ?? 'cc';
  spawnSync(compiler, ['-shared', '-fPIC', '-O2', '-o', library, source, '-ldl'], {
    stdio: 'ignore',
  });
}

/** Ctrl-C reaches the child as well; this process waits for it to end before the folder goes. */
function finished(child: ChildProcess): Promise<number> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => child.kill('SIGTERM'));
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? INTERRUPTED));
  });
}

const INTERRUPTED = 130;
