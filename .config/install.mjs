import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Trouble } from './trouble.mjs';

const stamp = 'node_modules/.lock-hash';

/** Installs exactly what package-lock.json says, unless that is what node_modules holds already. */
export function installModules() {
  const wanted = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  if (!installedByHand()) install();
  writeFileSync(stamp, wanted);
}

/** The lock file, and what a compiled module depends on beside it. */
function fingerprint() {
  const { platform, arch, versions } = process;
  return createHash('sha256')
    .update(readFileSync('package-lock.json'))
    .update(`${platform} ${arch} ${versions.modules}`)
    .digest('hex');
}

/** npm notes what it installed; if that equals the lock file, minutes of installing are saved. */
function installedByHand() {
  const note = 'node_modules/.package-lock.json';
  if (existsSync(stamp) || !existsSync(note)) return false;
  const installed = JSON.parse(readFileSync(note, 'utf8')).packages;
  const { '': _root, ...locked } = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages;
  return Object.entries(locked).every(([path, { version, integrity, optional, devOptional }]) => {
    const found = installed[path];
    if (!found) return Boolean(optional || devOptional);
    return found.version === version && found.integrity === integrity;
  });
}

function install() {
  console.log('正在安装依赖包，首次约需 2–3 分钟……(npm ci)');
  // npm names itself when it started us; that also works where `npm` is a script of the shell.
  const npm = process.env.npm_execpath;
  const [command, first] = npm ? [process.execPath, [npm]] : ['npm', []];
  const { status } = spawnSync(
    command,
    [...first, 'ci', '--include=dev', '--no-audit', '--no-fund'],
    {
      stdio: 'inherit',
    },
  );
  if (status === 0) return;
  throw new Trouble(
    '依赖包安装失败，原因见上。请检查网络后重试；若失败在 better-sqlite3，请先安装编译工具：apt-get install python3 make g++。(npm ci failed)',
  );
}
