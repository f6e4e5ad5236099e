import { parseArgs } from 'node:util';
import { ok, type Result, refuse } from '../domain/result.ts';
import { FIND_GROUP_HINT } from './find-group.ts';
import { type Finding, lineOf } from './finding.ts';
import { openCheck } from './open-check.ts';
import { runChecks } from './run-checks.ts';
import type { CheckRequest, CheckTerminal } from './terminal.ts';

const HELP = `核对本单位与钉钉的接入
  npm run dingtalk:check
      逐项核对 .env 中的设置；不发任何消息，除卡片回调登记外不产生计费调用
  npm run dingtalk:check -- --notify 用户编号
      另向此人（钉钉 userid）和工作群各发一次测试消息，并查询送达结果；产生少量计费调用
  npm run dingtalk:check -- --create-approval
      另建立审批模板，并给出填入 .env 的编号
  npm run dingtalk:check -- --find-group
      只找工作群的编号：在群里 @ 机器人说一句话，即给出填入 .env 的编号（服务须先停止）

  没有填写钉钉凭证时，对内置的演示钉钉核对一遍，用于熟悉本命令。

退出码：0 全部通过或未启用；1 有不通过的项目；2 用法有误`;

const FAULTY = 1;
const USAGE = 2;

/** Goes through everything that the office needs of DingTalk, one line each, and says what to do where it is missing. */
export async function runDingTalkCheck(
  args: readonly string[],
  terminal: CheckTerminal,
): Promise<number> {
  const request = readRequest(args);
  if (!request.ok) {
    terminal.complain(`${request.refusal}用法请看 npm run dingtalk:check -- --help`);
    return USAGE;
  }
  if (request.value === 'help') {
    terminal.print(HELP);
    return 0;
  }
  const { reading } = terminal;
  if (!reading.ok) {
    for (const problem of reading.problems) terminal.complain(`✘ 配置：${problem}`);
    terminal.complain('→ 按 .env.example 的说明改正 .env 后再核对。');
    return FAULTY;
  }
  for (const warning of reading.warnings) terminal.print(`提示：${warning}`);
  const check = await openCheck(reading.config, request.value, terminal);
  try {
    terminal.print(check.heading);
    if (request.value.findGroup) terminal.print(FIND_GROUP_HINT);
    const faults = await report(runChecks(check.given, request.value), terminal);
    terminal.print(check.spent());
    terminal.print(
      faults === 0 ? '核对完毕，没有发现问题。' : `核对完毕，有${faults}项不通过，见 ✘ 各行。`,
    );
    return faults === 0 ? 0 : FAULTY;
  } finally {
    await check.stop();
  }
}

/** Each line as soon as it is known; answers how many are at fault. */
async function report(findings: AsyncIterable<Finding>, { print }: CheckTerminal): Promise<number> {
  let faults = 0;
  for await (const finding of findings) {
    print(lineOf(finding));
    if (finding.state === 'fault') faults += 1;
  }
  return faults;
}

function readRequest(args: readonly string[]): Result<CheckRequest | 'help', string> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        notify: { type: 'string' },
        'create-approval': { type: 'boolean', default: false },
        'find-group': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) return ok('help');
    const notify = values.notify?.trim() ?? null;
    if (notify === '') return refuse('--notify 后面须写明接收人的用户编号。');
    const { 'create-approval': createApproval, 'find-group': findGroup } = values;
    return ok({ notify, createApproval, findGroup });
  } catch {
    return refuse('有不认识的参数，或参数缺少内容。');
  }
}
