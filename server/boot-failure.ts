import { DatabaseProblem, type DatabaseProblemCode } from '../db/problem.ts';
import type { Config } from './config.ts';
import { KeyRingProblem } from './store/key-ring.ts';

/** Why the start failed, as one paragraph for the person at the terminal, with the exit code (sysexits). */
export function explainBootFailure(
  error: unknown,
  { port, dataFolder }: Pick<Config, 'port' | 'dataFolder'>,
): { readonly message: string; readonly exitCode: number } {
  if (error instanceof DatabaseProblem) {
    return {
      message: `系统没有启动。${error.message}（数据目录：${dataFolder}）`,
      exitCode: EXIT_CODES[error.code],
    };
  }
  if (error instanceof KeyRingProblem) {
    return {
      message: `系统没有启动。${error.message}（数据目录：${dataFolder}）`,
      exitCode: CONFIGURATION,
    };
  }
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return {
      message: `系统没有启动。端口 ${port} 已被其他程序占用：请停止该程序，或用 PORT 另选端口。`,
      exitCode: CONFIGURATION,
    };
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return {
      message: `系统没有启动。没有权限使用端口 ${port} 或数据目录 ${dataFolder}，请检查权限。`,
      exitCode: CONFIGURATION,
    };
  }
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { message: `系统没有启动。${reason}`, exitCode: isData(error) ? CONFIGURATION : SOFTWARE };
}

const DATA = 65;
const SOFTWARE = 70;
const CONFIGURATION = 78;

const EXIT_CODES: Readonly<Record<DatabaseProblemCode, number>> = {
  damaged: DATA,
  foreign: DATA,
  unsafe: CONFIGURATION,
  inUse: CONFIGURATION,
  newer: CONFIGURATION,
  migrationFailed: CONFIGURATION,
  wrongKeys: CONFIGURATION,
  regimeChanged: CONFIGURATION,
};

/** Seed data with faults stops the start by a plain error, worded for people. */
function isData(error: unknown): boolean {
  return error instanceof Error && /[\u4e00-\u9fff]/.test(error.message);
}
