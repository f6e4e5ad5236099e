import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { runDingTalkCheck } from '../../server/dingtalk-check/command.ts';
import { type Instant, instant, MINUTE, SECOND } from '../../server/domain/time.ts';
import { openBooks } from '../../server/office-books.ts';
import { runOffice } from '../../server/office-command.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../server/sandbox/sandbox.ts';
import { at } from '../support/at.ts';
import { conversationId, credentials } from '../support/dingtalk.ts';

const NOW = at('2026-09-28 11:00');
const office = JSON.parse(readFileSync('db/seed/offices/jinghu2020.json', 'utf8'));
const people: readonly { userId: string; name: string }[] = office.staff.map(
  ({ id, name }: { id: string; name: string }) => ({ userId: id, name }),
);
const [someone = { userId: '' }] = people;

/** Runs the command; its own clock may differ from DingTalk's. */
async function check(
  environment: Readonly<Record<string, string>>,
  args: readonly string[] = [],
  ownClock: Instant = NOW,
  whileWaiting: () => Promise<void> = () => Promise.resolve(),
) {
  const folder = mkdtempSync(join(tmpdir(), 'check-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const reading = readConfig({ DATA_DIR: folder, ...environment });
  const said: string[] = [];
  let passed = 0;
  const code = await runDingTalkCheck(args, {
    print: (line) => said.push(line),
    complain: (line) => said.push(line),
    reading,
    clock: () => instant(ownClock + passed),
    random: () => 0.5,
    wait: (ms) => {
      passed += ms;
      return whileWaiting();
    },
    elapsed: () => passed,
  });
  const lineOf = (item: string) => said.find((line) => line.slice(2).startsWith(item));
  return { code, said: said.join('\n'), lineOf, reading };
}

/** An organisation with everything set up, and the environment that reaches it. */
async function organisation(options: Partial<SandboxOptions> = {}) {
  let elapsed = 0;
  const sandbox = await startSandbox({
    clock: () => NOW,
    // Every look at it is a second later: how fast calls come is not what is tried here.
    elapsed: () => {
      elapsed += SECOND;
      return elapsed;
    },
    people,
    groups: [{ conversationId, name: '信访工作群', memberIds: [someone.userId] }],
    forms: [{ processCode: 'PROC-1', name: '签批', fields: [] }],
    credentials,
    ...options,
  });
  onTestFinished(() => sandbox.stop());
  return { sandbox, environment: environmentOf(sandbox) };
}

function environmentOf({ apiBase, oapiBase, webhookUrl }: Sandbox) {
  return {
    DINGTALK_APP_KEY: credentials.appKey,
    DINGTALK_APP_SECRET: credentials.appSecret,
    DINGTALK_AGENT_ID: credentials.agentId,
    DINGTALK_CORP_ID: credentials.corpId,
    DINGTALK_ROBOT_CODE: credentials.robotCode,
    DINGTALK_GROUP_CONVERSATION_ID: conversationId,
    DINGTALK_GROUP_WEBHOOK: webhookUrl,
    DINGTALK_GROUP_SECRET: credentials.webhookSecret,
    DINGTALK_CARD_TEMPLATE_ID: 'card.schema',
    DINGTALK_OPERATOR_USER_ID: someone.userId,
    DINGTALK_APPROVAL_PROCESS_CODE: 'PROC-1',
    DINGTALK_API_BASE: apiBase,
    DINGTALK_OAPI_BASE: oapiBase,
    PUBLIC_URL: 'https://office.example',
  };
}

describe('the check of the connection to DingTalk', () => {
  it('without credentials tries an embedded DingTalk and says so', async () => {
    const { code, said, lineOf } = await check({});
    expect(said).toContain('对内置演示钉钉的核对');
    expect(said).not.toContain('✘');
    expect(lineOf('人员')).toContain(`名单内${people.length}人都在钉钉通讯录中`);
    expect(lineOf('长连接')).toMatch(/^✔/);
    expect(said).toContain('没有产生计费调用');
    expect(code).toBe(0);
  });

  it('of a real organisation sends nothing and costs nothing unless asked to', async () => {
    const { sandbox, environment } = await organisation();
    const { code, said } = await check(environment);
    expect({ code, said }).toMatchObject({ code: 0 });
    expect(said).toContain('没有产生计费调用');
    expect(sandbox.budget().spent).toBe(0);
    expect(sandbox.inbox(someone.userId)).toEqual([]);
  });

  it('sends one of each to the person named, and nothing of it stays open', async () => {
    const { sandbox, environment } = await organisation();
    const { code, said, lineOf } = await check(environment, ['--notify', someone.userId]);
    expect({ code, said }).toMatchObject({ code: 0 });
    expect(sandbox.inbox(someone.userId)).toHaveLength(1);
    expect(sandbox.group(conversationId)).toHaveLength(2);
    expect(sandbox.cards(someone.userId).map(({ variables }) => variables.status)).toEqual([
      'closed',
    ]);
    expect(sandbox.toDos(someone.userId)).toEqual([]);
    expect(lineOf('工作通知')).toContain('已送达');
    expect(lineOf('工作通知')).toContain('未读');
    expect(said).toContain(`计费调用${sandbox.budget().spent}次`);
  });

  it('prints no secret, whatever happens', async () => {
    const { sandbox, environment } = await organisation();
    const { said } = await check(environment, ['--notify', someone.userId, '--create-approval']);
    const wrong = await check({ ...environment, DINGTALK_APP_SECRET: 'wrong-secret' });
    for (const secret of [
      credentials.appSecret,
      credentials.webhookSecret,
      credentials.webhookToken,
      'wrong-secret',
    ]) {
      expect(said + wrong.said).not.toContain(secret);
    }
    expect(sandbox.record().length).toBeGreaterThan(0);
  });

  it('says when a message was sent and did not arrive', async () => {
    const { sandbox, environment } = await organisation();
    sandbox.setWeather('silentDrop', { api: 'asyncsend' });
    const { code, lineOf } = await check(environment, ['--notify', someone.userId]);
    expect(lineOf('工作通知')).toMatch(/^✘ 工作通知：未送达.+ → /);
    expect(code).toBe(1);
  });
});

describe('what is not in order', () => {
  it('wrong credentials are all that is said, with what to do', async () => {
    const { sandbox, environment } = await organisation();
    const { code, said, lineOf } = await check({ ...environment, DINGTALK_APP_SECRET: 'wrong' });
    expect(lineOf('凭证')).toMatch(/^✘ .+ → .*DINGTALK_APP_SECRET/);
    expect(said.match(/✘/g)).toHaveLength(2);
    expect(lineOf('其余各项')).toMatch(/^－/);
    expect(code).toBe(1);
    expect(sandbox.record().some(({ path }) => path.includes('user/get'))).toBe(false);
  });

  it.each([
    [5 * MINUTE, '✔'],
    [5 * MINUTE + SECOND, '✘'],
    [-5 * MINUTE, '✔'],
    [-5 * MINUTE - SECOND, '✘'],
  ])('our clock %i ms ahead of DingTalk’s is %s', async (ahead, mark) => {
    const { environment } = await organisation();
    const { lineOf } = await check(environment, [], instant(NOW + ahead));
    expect(lineOf('时钟')?.[0]).toBe(mark);
  });

  it('people of ours whom DingTalk does not know are listed by number and user id', async () => {
    const { sandbox, environment } = await organisation();
    const folder = mkdtempSync(join(tmpdir(), 'check-people-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const reading = readConfig({ ...environment, DATA_DIR: folder });
    await runOffice(['--input', 'office.json'], {
      print: () => {},
      complain: () => {},
      readFile: () => JSON.stringify(office),
      reading,
      clock: () => NOW,
    });
    const before = await check({ ...environment, DATA_DIR: folder });
    expect(before.lineOf('人员')).toMatch(/^✔/);
    const [, second, third] = people;
    for (const gone of [second, third]) sandbox.leave(gone?.userId ?? '');
    const { code, lineOf } = await check({ ...environment, DATA_DIR: folder });
    expect(lineOf('人员')).toContain(`有2人钉钉通讯录中没有：${second?.userId}、${third?.userId}`);
    expect(code).toBe(1);
  });

  it('while the office is at work its people are left for another time', async () => {
    const { environment } = await organisation();
    const folder = mkdtempSync(join(tmpdir(), 'check-busy-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const reading = readConfig({ ...environment, DATA_DIR: folder });
    if (!reading.ok) throw new Error(reading.problems.join());
    const { store } = await openBooks(reading.config, { clock: () => NOW });
    const { code, lineOf } = await check({ ...environment, DATA_DIR: folder });
    await store.close();
    expect(lineOf('人员')).toContain('本系统正在运行');
    expect(code).toBe(0);
  });

  it('a long connection that cannot be opened', async () => {
    const { sandbox, environment } = await organisation();
    sandbox.failHandshakes(1);
    const { lineOf } = await check(environment);
    expect(lineOf('长连接')).toMatch(/^✘ .+ → .*443/);
  });

  it('an operator who has left', async () => {
    const { sandbox, environment } = await organisation();
    sandbox.leave(someone.userId);
    const { lineOf } = await check(environment);
    expect(lineOf('经办人')).toMatch(/^✘ .+ → .*DINGTALK_OPERATOR_USER_ID/);
  });

  it('an approval template that DingTalk does not know', async () => {
    const { environment } = await organisation({ forms: [] });
    const { code, lineOf } = await check(environment, ['--notify', someone.userId]);
    expect(lineOf('审批模板')).toMatch(/^✘ .+ → .*--create-approval/);
    expect(code).toBe(1);
  });

  it.each([
    ['busy', '过几分钟'],
    ['throttled', '过十分钟'],
    ['html', '过几分钟'],
    ['blocked', '停十分钟'],
    ['resetBeforeWork', '过几分钟'],
    ['tokenInvalid', 'DINGTALK_APP_SECRET'],
  ] as const)('bad weather (%s) is a line with something to do', async (weather, remedy) => {
    const { sandbox, environment } = await organisation();
    sandbox.setWeather(weather, { api: 'user/get' });
    const { code, said } = await check(environment);
    expect(said).toMatch(new RegExp(`✘ 经办人.+ → .*${remedy}`));
    expect(code).toBe(1);
  });

  it('a month whose calls are used up', async () => {
    const { environment } = await organisation({ quota: 0 });
    const { code, lineOf } = await check(environment, ['--notify', someone.userId]);
    expect(lineOf('工作通知')).toMatch(/^✘ .+ → .*购买调用量/);
    expect(code).toBe(1);
  });
});

describe('receiving by HTTP', () => {
  it('is told its addresses, and DingTalk the one for cards', async () => {
    const { sandbox, environment } = await organisation();
    const { code, lineOf } = await check({
      ...environment,
      DINGTALK_RECEIVE: 'callback',
      DINGTALK_CALLBACK_AES_KEY: 'a'.repeat(43),
      DINGTALK_CALLBACK_TOKEN: 'token',
    });
    expect(lineOf('HTTP 回调')).toContain('https://office.example/dingtalk/callback');
    expect(lineOf('HTTP 回调')).toContain('https://office.example/dingtalk/robot');
    expect(lineOf('卡片回调')).toMatch(/^✔/);
    expect(lineOf('长连接')).toBeUndefined();
    expect(sandbox.budget().spent).toBe(1);
    expect(code).toBe(0);
  });
});

describe('the approval template', () => {
  it('is made where none is configured, and its code is to be entered', async () => {
    const { sandbox, environment } = await organisation({ forms: [] });
    const { DINGTALK_APPROVAL_PROCESS_CODE: _, ...without } = environment;
    const { code, lineOf } = await check(without, ['--create-approval']);
    const made = /DINGTALK_APPROVAL_PROCESS_CODE=(PROC-\S+)/.exec(lineOf('建立审批模板') ?? '');
    expect(made).not.toBeNull();
    expect(code).toBe(0);
    const configured = { ...environment, DINGTALK_APPROVAL_PROCESS_CODE: made?.[1] ?? '' };
    const again = await check(configured, ['--notify', someone.userId]);
    expect(again.lineOf('审批模板')).toMatch(/^✔/);
    expect(sandbox.record().filter(({ path }) => path.endsWith('/forms'))).toHaveLength(1);
  });

  it('is not made a second time', async () => {
    const { sandbox, environment } = await organisation();
    const { code } = await check(environment, ['--create-approval']);
    expect(code).toBe(1);
    expect(sandbox.budget().spent).toBe(0);
  });
});

describe('the number of the group', () => {
  it('is told by whatever somebody says to the robot there', async () => {
    const { sandbox, environment } = await organisation();
    const { DINGTALK_ROBOT_CODE: _, DINGTALK_GROUP_CONVERSATION_ID: __, ...bare } = environment;
    const { DINGTALK_CARD_TEMPLATE_ID: ___, ...without } = bare;
    const { code, lineOf } = await check(without, ['--find-group'], NOW, () => {
      sandbox.say({ by: someone.userId, conversationId: null, text: '你好' });
      sandbox.say({ by: someone.userId, conversationId, text: '你好' });
      return new Promise(() => {});
    });
    expect(lineOf('工作群编号')).toContain(`DINGTALK_GROUP_CONVERSATION_ID=${conversationId}`);
    expect(code).toBe(0);
  });

  it('stays unknown when nobody says anything', async () => {
    const { environment } = await organisation();
    const { code, lineOf } = await check(environment, ['--find-group']);
    expect(lineOf('工作群编号')).toMatch(/^✘ .+ → /);
    expect(code).toBe(1);
  });
});

describe('how it is called', () => {
  it.each([[['--bad']], [['--notify']], [['--notify', ' ']], [['user-1']]])(
    '%j is refused',
    async (args) => {
      const { code, said } = await check({}, args);
      expect(code).toBe(2);
      expect(said).toContain('--help');
    },
  );

  it('explains itself', async () => {
    const { code, said } = await check({}, ['--help']);
    expect(code).toBe(0);
    expect(said).toContain('--create-approval');
  });

  it('a faulty configuration is listed line by line', async () => {
    const { code, said } = await check({ DINGTALK_APP_KEY: 'key', PORT: 'x' });
    expect(code).toBe(1);
    expect(said.match(/✘ 配置/g)?.length).toBeGreaterThan(1);
  });
});
