import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { Trouble } from './trouble.mjs';

const targets = {
  miniapp: {
    what: '小程序页面',
    sources: ['miniapp', 'server/contract', 'server/domain'],
    make: makeMiniapp,
  },
  server: { what: '服务端', sources: ['server', 'db'], make: makeServer },
};

/** Builds into .build what is out of date: the mini-app's pages and the server's one file. */
export async function build() {
  for (const [name, { what, sources, make }] of Object.entries(targets)) {
    const output = `.build/${name}`;
    const stamp = `${output}.stamp`;
    const wanted = fingerprint([...sources, '.config/build.mjs', 'package-lock.json']);
    if (existsSync(output) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) continue;
    console.log(`正在构建${what}……(building ${name})`);
    const fresh = `${output}.fresh`;
    rmSync(fresh, { recursive: true, force: true });
    try {
      await make(fresh);
    } catch (error) {
      throw new Trouble(`构建${what}失败：${error.message} (build failed)`);
    }
    rmSync(output, { recursive: true, force: true });
    renameSync(fresh, output);
    writeFileSync(stamp, wanted);
  }
}

/** Names, sizes and times of all sources: also sees a file that was removed or put back. */
function fingerprint(sources) {
  const hash = createHash('sha256');
  for (const path of sources.flatMap(filesOf).sort()) {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function filesOf(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`);
}

async function makeMiniapp(outDir) {
  const vite = await import('vite');
  await vite.build({
    configFile: 'miniapp/vite.config.ts',
    logLevel: 'warn',
    build: { outDir: `../${outDir}`, emptyOutDir: true },
  });
  await Promise.all(filesOf(outDir).filter(isCompressible).map(compress));
}

function isCompressible(path) {
  return /\.(js|css|html|svg|json)$/.test(path) && statSync(path).size > 1024;
}

/** Phones get the smaller copy; it is made once here and not at every request. */
async function compress(path) {
  const content = readFileSync(path);
  writeFileSync(`${path}.gz`, await promisify(gzip)(content, { level: 9 }));
  writeFileSync(`${path}.br`, await promisify(brotliCompress)(content));
}

async function makeServer(outDir) {
  const esbuild = await import('esbuild');
  await esbuild.build({
    entryPoints: ['server/main.ts'],
    outfile: `${outDir}/main.js`,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    sourcemap: true,
    loader: { '.sql': 'text', '.html': 'text', '.css': 'text', '.csv': 'text' },
    logLevel: 'warning',
  });
  // Regulations, with their offices and words, are read when the server starts: one more is one more file.
  for (const folder of ['regimes', 'forms', 'offices', 'wording']) {
    cpSync(`db/seed/${folder}`, `${outDir}/seed/${folder}`, { recursive: true });
  }
}
