/**
 * Makes a fresh checkout ready, so that one command is enough: `prepare.mjs <modules|server|tests>`.
 * `modules` installs, `server` also builds, `tests` also asks for a browser. Silent when all is done.
 */
import { existsSync } from 'node:fs';
import { build } from './build.mjs';
import { exclusively } from './exclusively.mjs';
import { installModules } from './install.mjs';
import { Trouble } from './trouble.mjs';

const steps = {
  modules: [installModules],
  server: [installModules, build],
  tests: [requireBrowser, installModules, build],
};

try {
  requireNode();
  const wanted = steps[process.argv[2]];
  if (!wanted) throw new Trouble('用法：node .config/prepare.mjs <modules|server|tests>');
  await exclusively(async () => {
    for (const step of wanted) await step();
  });
} catch (error) {
  if (!(error instanceof Trouble)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major === 20 && minor >= 19) return;
  throw new Trouble(
    `本系统需要 Node.js 20（20.19 或更新的 20.x），当前是 ${process.version}。请安装 Node.js 20 后重试。(Node.js >=20.19 <21 required)`,
  );
}

function requireBrowser() {
  const browser = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  if (existsSync(browser)) return;
  throw new Trouble(
    `测试需要 Chromium 浏览器，没有找到 ${browser}。请先安装：apt-get install chromium fonts-wqy-microhei；装在别处时用环境变量 CHROMIUM_PATH 指明。(Chromium not found)`,
  );
}
