import pino from 'pino';
import { explainBootFailure } from './boot-failure.ts';
import { type Config, loadConfig } from './config.ts';
import { instant, isoText, SECOND } from './domain/time.ts';
import { traceOf } from './http/middleware/errors.ts';
import { type RunningServer, startServer } from './start.ts';

/** Starts the office's server, or says in Chinese why not. */
const PROBLEM_IN_CONFIGURATION = 78;
/** Within the ten seconds that a service manager grants. */
const PATIENCE_MS = 9 * SECOND;

const clock = () => instant(Date.now());
const reading = loadConfig();
if (reading.ok) {
  for (const warning of reading.warnings) console.warn(`提示：${warning}`);
  await start(reading.config);
} else {
  console.error(
    `配置有${reading.problems.length}处问题，系统没有启动。请修改 .env 或环境变量（说明见 .env.example）：\n${reading.problems
      .map((problem) => `  · ${problem}`)
      .join('\n')}`,
  );
  process.exitCode = PROBLEM_IN_CONFIGURATION;
}

async function start(config: Config): Promise<void> {
  const log = pino({
    level: config.logLevel,
    base: null,
    serializers: { err: traceOf },
    timestamp: () => `,"time":"${isoText(clock())}"`,
  });
  try {
    const server = await startServer(config, { clock, random: Math.random, log });
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => void shutDown(server));
    }
    console.log(await welcome(config, server));
  } catch (error) {
    const { message, exitCode } = explainBootFailure(error, config);
    console.error(message);
    process.exitCode = exitCode;
  }
}

async function welcome(config: Config, server: RunningServer): Promise<string> {
  const { publicUrl, query } = server;
  const docs = `接口说明：${publicUrl}/api/docs`;
  if (config.dingTalk === null) {
    return [
      '绿色通道已启动（演示模式：模拟钉钉、虚构单位，只在本机可访问）。',
      `  演示页面：${publicUrl}/sandbox/  （单位全体人员的手机、工作群和可拨快的时钟，请从这里开始）`,
      `  移动应用：${publicUrl}/  （须从演示页面的手机中打开，方可登录）`,
      `  ${docs}`,
      '按 Ctrl+C 停止。',
    ].join('\n');
  }
  const { staff } = await server.store.directory();
  return [
    '绿色通道已启动，已接入钉钉。',
    `  应用首页地址（填入钉钉开放平台）：${publicUrl}/${query}`,
    `  ${docs}`,
    ...(staff.size > 0
      ? []
      : [
          '  尚未载入本单位的机构和人员，无人能登录。请停止服务后执行：npm run office -- --input 文件',
        ]),
  ].join('\n');
}

let stopping = false;

/** Signals after the first change nothing. What is still under way at the end of patience is found again at the next start. */
async function shutDown(server: RunningServer): Promise<void> {
  if (stopping) return;
  stopping = true;
  setTimeout(() => process.exit(0), PATIENCE_MS).unref();
  await server.stop();
  process.exit(0);
}
