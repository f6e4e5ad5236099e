import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import pino from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { chineseMoment } from '../../server/domain/time.ts';
import { type RunningServer, startServer } from '../../server/start.ts';
import { exchange, registrationAt } from '../support/api.ts';
import { clerk, director } from '../support/people.ts';
import { at } from '../support/time.ts';

const MAIN = [
  process.execPath,
  '--import',
  pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href,
  fileURLToPath(new URL('../../server/main.ts', import.meta.url)),
];

const HEADERS = { 'content-type': 'application/json', 'x-requested-with': 'miniapp' };

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'server-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

async function openServer(dataFolder = folder(), startsAt = '2026-03-16 09:00') {
  const reading = readConfig({ PORT: '0', DATA_DIR: dataFolder });
  if (!reading.ok) throw new Error(reading.problems.join());
  const server = await startServer(reading.config, {
    clock: () => at(startsAt),
    random: () => 0.5,
    log: pino({ level: 'silent' }),
    heartbeat: false,
  });
  onTestFinished(() => server.stop());
  return server;
}

function asking(server: RunningServer) {
  const agent = new Agent();
  const send = (method: string, path: string, body?: object, cookie = '') =>
    exchange(server.url, agent, {
      method,
      path,
      headers: { ...HEADERS, ...(cookie ? { cookie } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  return { send };
}

/** Opens the person's phone on the sandbox page and follows the link it gives. */
async function signIn(server: RunningServer, person: string) {
  const { send } = asking(server);
  const opened = await send('POST', `/sandbox/api/phones/${person}/open`, {});
  const code = new URL(opened.json().url, server.url).searchParams.get('code');
  const login = await send('POST', `/as/${person}/api/session`, { code });
  const cookie = login.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  return { login, code, cookie };
}

describe('the whole server in the sandbox', () => {
  it('signs people in by way of DingTalk, each on his own phone', async () => {
    const server = await openServer();
    const { login, cookie } = await signIn(server, clerk);
    expect(login.json()).toMatchObject({ sandbox: true, person: { id: clerk } });
    const { send } = asking(server);
    const mine = await send('GET', `/as/${clerk}/api/me`, undefined, cookie);
    expect(mine.json().person.id).toBe(clerk);
  });

  it('takes a login code once', async () => {
    const server = await openServer();
    const { code } = await signIn(server, clerk);
    const again = await asking(server).send('POST', `/as/${clerk}/api/session`, { code });
    expect(again.status).toBe(502);
    expect(again.json().message).toMatch(/^钉钉登录未成功：/);
  });

  it('says in words that DingTalk is down', async () => {
    const server = await openServer();
    server.sandbox?.setWeather('html');
    const { login } = await signIn(server, clerk);
    expect(login.status).toBe(502);
    expect(login.json()).toMatchObject({ code: 'dingTalk' });
  });

  it('lets everything fall due on the way when its clock is moved', async () => {
    const server = await openServer();
    const { cookie } = await signIn(server, clerk);
    const registration = registrationAt(server.clock.now());
    const { send } = asking(server);
    const got = await send(
      'POST',
      `/as/${clerk}/api/petitions`,
      { commandId: 'command-1', registration },
      cookie,
    );
    expect(got.status).toBe(201);
    await server.clock.to(at('2026-03-17 09:00'));
    expect(server.clock.now()).toBe(at('2026-03-17 09:00'));
    // The server came up after yesterday's quarter to nine, and on this day it is punctual.
    const posts = server.sandbox?.group('sandbox-group') ?? [];
    expect(posts.map(({ sentAt }) => chineseMoment(sentAt))).toEqual([
      '3月16日（周一）09:00',
      expect.stringMatching(/^3月17日（周二）08:4[5-9]$/),
    ]);
  });

  it('never starts at a time before what it has on record', async () => {
    const data = folder();
    const first = await openServer(data);
    await first.clock.to(at('2026-04-20 10:00'));
    const { login } = await signIn(first, clerk);
    expect(login.status).toBe(200);
    await first.stop();
    const second = await openServer(data);
    expect(second.clock.now()).toBeGreaterThanOrEqual(at('2026-04-20 10:00'));
  });

  it('knows no phones of strangers', async () => {
    const server = await openServer();
    const got = await asking(server).send('POST', '/sandbox/api/phones/nobody/open', {});
    expect(got.status).toBe(404);
  });

  it('stops in order, and its port and its file are free again', async () => {
    const data = folder();
    const first = await openServer(data);
    const { send } = asking(first);
    await first.stop();
    await expect(send('GET', '/healthz')).rejects.toThrow('ECONNREFUSED');
    const second = await openServer(data);
    const found = (await second.store.directory()).staff.get(director);
    expect(found?.active).toBe(true);
  });

  it('keeps its people and petitions apart from those of the real office', async () => {
    const data = folder();
    await openServer(data);
    expect(readdirSync(data)).toEqual(['sandbox']);
  });

  it('does not start twice on the same data', { timeout: 20_000 }, async () => {
    const data = folder();
    await openServer(data);
    await expect(openServer(data)).rejects.toThrow('数据库正被另一个服务进程使用');
  });
});

describe('the process', () => {
  const run = (...environment: string[]) =>
    promisify(execFile)('env', [...environment, ...MAIN], { cwd: folder() }).then(
      ({ stdout }) => ({ code: 0, said: stdout }),
      (error) => ({ code: error.code, said: `${error.stderr}` }),
    );

  it('lists every problem of the configuration and ends with 78', { timeout: 30_000 }, async () => {
    const { code, said } = await run('DINGTALK_APP_KEY=key', 'PORT=x');
    expect(code).toBe(78);
    expect(said).toContain('配置有3处问题');
    expect(said).toContain('DINGTALK_APP_SECRET');
    expect(said).toContain('PUBLIC_URL');
  });

  it('leaves a damaged file alone and ends with 65', { timeout: 30_000 }, async () => {
    const data = folder();
    mkdirSync(join(data, 'sandbox'));
    writeFileSync(join(data, 'sandbox', 'office.db'), 'this is not a database'.repeat(100));
    const { code, said } = await run(`DATA_DIR=${data}`, 'PORT=0');
    expect(code).toBe(65);
    expect(said).toContain('不是数据库文件');
  });

  it('ends with 78 when the port is taken', { timeout: 30_000 }, async () => {
    const other = createServer();
    await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
    onTestFinished(() => void other.close());
    const address = other.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const { code, said } = await run(`DATA_DIR=${folder()}`, `PORT=${port}`);
    expect([code, said]).toEqual([78, expect.stringContaining(`端口 ${port} 已被其他程序占用`)]);
  });

  it('says where everything is, and ends with 0 when told to stop', {
    timeout: 40_000,
  }, async () => {
    const data = join(folder(), 'made', 'by', 'itself');
    const child = spawn('env', [`DATA_DIR=${data}`, 'PORT=0', ...MAIN], { cwd: folder() });
    onTestFinished(() => void child.kill('SIGKILL'));
    let said = '';
    const ended = new Promise<number | null>((done) => child.on('exit', done));
    const started = new Promise<void>((done) => {
      child.stdout.on('data', (chunk) => {
        said += chunk;
        if (said.includes('Ctrl+C')) done();
      });
    });
    await Promise.race([started, ended]);
    for (const words of ['演示页面：http://127.0.0.1:', '移动应用：', '接口说明：']) {
      expect(said).toContain(words);
    }
    child.kill('SIGTERM');
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });
});
