import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { get } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ended, residentMb } from './child-server.ts';
import { connectedEnvironment } from './connected.ts';
import type { Run } from './run.ts';
import { interleaved, ratioOf, spreadOf } from './spread.ts';
import type { Line, Section } from './table.ts';

/** The server as built for production, from nothing to its first answer, beside Node itself doing nothing. */
export async function measureStartUp(run: Run): Promise<Section> {
  if (!existsSync(SERVER)) throw new Error(`${SERVER} is not built: start with npm run bench`);
  const modes = { real: environment(run, 'real'), sandbox: environment(run, 'sandbox') };
  run.say('启动 start-up：首次启动，建库');
  for (const mode of Object.values(modes)) await start(mode);
  const measured = await interleaved(
    run.quick ? 5 : 12,
    {
      node: nodeAlone,
      real: () => start(modes.real),
      sandbox: () => start(modes.sandbox),
    },
    (repetition) => run.say(`启动 start-up：第 ${repetition} 轮`),
  );
  return {
    title: '四、启动与内存 start-up and memory',
    lines: [
      startLine('正式 real mode', measured.real, measured.node, {
        target: { atMost: 3.2 },
        meaning:
          '接入钉钉的服务从启动到 /healthz 首次应答（含建库检查、制度和日历载入），对照 node -e 0。',
      }),
      startLine('演示 sandbox mode', measured.sandbox, measured.node, {
        meaning: '同上，演示模式还要带起模拟钉钉和虚构单位。',
      }),
      memoryLine('正式 real mode', measured.real),
      memoryLine('演示 sandbox mode', measured.sandbox),
    ],
  };
}

interface Started {
  readonly ms: number;
  readonly idleMb: number;
}

const SERVER = '.build/server/main.js';

/** After the first answer; by then the work of starting is over. */
const SETTLES_MS = 700;
const PROBE_EVERY_MS = 2;
const PATIENCE_MS = 30_000;

function environment({ folder }: Run, mode: 'real' | 'sandbox'): NodeJS.ProcessEnv {
  const data = join(folder, `start-${mode}`);
  mkdirSync(data);
  const { PATH, TZ } = process.env;
  const settings = mode === 'real' ? connectedEnvironment(data) : { DATA_DIR: data };
  return { PATH, TZ, NODE_ENV: 'production', ...settings };
}

async function nodeAlone(): Promise<Started> {
  const started = performance.now();
  const child = spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' });
  await once(child, 'exit');
  return { ms: performance.now() - started, idleMb: 0 };
}

async function start(environment: NodeJS.ProcessEnv): Promise<Started> {
  const port = await freePort();
  const started = performance.now();
  const child = spawn(process.execPath, ['--enable-source-maps', SERVER], {
    env: { ...environment, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const kill = () => child.kill('SIGKILL');
  process.on('exit', kill);
  try {
    await answers(port, child);
    const ms = performance.now() - started;
    await pause(SETTLES_MS);
    return { ms, idleMb: residentMb(child.pid) };
  } finally {
    await ended(child);
    process.off('exit', kill);
  }
}

async function answers(port: number, child: ChildProcess): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  while (performance.now() < until && child.exitCode === null) {
    if ((await statusOf(`http://127.0.0.1:${port}/healthz`)) === 200) return;
    await pause(PROBE_EVERY_MS);
  }
  throw new Error(`the server gave no answer (exit code ${child.exitCode})`);
}

/** 0 while nobody listens. */
function statusOf(url: string): Promise<number> {
  return new Promise((resolve) => {
    const request = get(url, { agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.on('error', () => resolve(0));
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function startLine(
  label: string,
  ours: readonly Started[],
  node: readonly Started[],
  rest: Pick<Line, 'meaning'> & Partial<Pick<Line, 'target'>>,
): Line {
  const [mine, bare] = [ours.map(({ ms }) => ms), node.map(({ ms }) => ms)];
  return {
    label: `启动 start：${label}`,
    ours: spreadOf(mine),
    reference: spreadOf(bare),
    ratio: ratioOf(mine, bare),
    unit: '毫秒 ms',
    ...rest,
  };
}

function memoryLine(label: string, started: readonly Started[]): Line {
  return {
    label: `空闲内存 idle RSS：${label}`,
    ours: spreadOf(started.map(({ idleMb }) => idleMb)),
    unit: 'MB',
    meaning: '启动完毕、无人使用时服务进程占用的内存。',
  };
}
