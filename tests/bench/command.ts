import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Write, writesOf } from './baseline-writes.ts';
import { memoryLine, plainLines, slowDiskLines } from './command-lines.ts';
import { type Contestant, canDelayFlush, type Grounds, startContestant } from './contestants.ts';
import { acceptOne, databaseIn, prepareOffice } from './prepared-office.ts';
import type { Run } from './run.ts';
import { interleaved } from './spread.ts';
import type { Line, Section } from './table.ts';

/** Accepting a petition over HTTP: our whole server against the barest one that writes the same rows as durably. */
export async function measureCommand(run: Run): Promise<Section> {
  const plan = run.quick ? QUICK : FULL;
  const { grounds, writes } = await prepareGrounds(run, petitionsFor(plan));
  const lines = await usualDisk(run, plan, grounds);
  const slow = canDelayFlush(run.folder);
  if (slow) lines.push(...(await slowDisk(run, plan, grounds)));
  return {
    title: '二、接件命令 accept command over HTTP',
    lines,
    notes: [
      writesText(writes),
      '对照 B：只有 Koa、@koa/router、better-sqlite3，逐请求提交，synchronous=FULL；没有会话、权限、规则、事件链和答复页面。合并提交 grouped：同上，但同一轮到达的请求一起提交。',
      '本系统写好待发消息，但测量期间不实际发送；每件答复完整的信访件页面，对照只答复版本号。',
      ...(slow ? [] : ['没有 C 编译器（cc），慢磁盘的比较略去。']),
    ],
  };
}

interface Plan {
  readonly repetitions: number;
  readonly warmUp: number;
  readonly at50: number;
  readonly at1: number;
  readonly slow: number;
}

const FULL: Plan = { repetitions: 7, warmUp: 2000, at50: 2000, at1: 500, slow: 500 };
const QUICK: Plan = { repetitions: 3, warmUp: 500, at50: 600, at1: 150, slow: 200 };
/** About what an ordinary SSD adds. */
const SLOW_FLUSH_US = 1000;

function petitionsFor({ repetitions, warmUp, at50, at1 }: Plan): number {
  return warmUp + repetitions * (at50 + at1);
}

async function prepareGrounds({ folder, say }: Run, petitions: number) {
  const prepared = join(folder, 'prepared');
  mkdirSync(prepared);
  say(`接件 accept：经命令通道准备 ${petitions} 件待接信访件`);
  const office = await prepareOffice(prepared, petitions + 1);
  const [sample, ...rest] = office.petitions;
  if (!sample) throw new Error('nothing was prepared');
  const writes = await writesOf(databaseIn(prepared), sample.id, 'sample', () =>
    acceptOne(prepared, sample, 'sample'),
  );
  const writesFile = join(folder, 'writes.json');
  writeFileSync(writesFile, JSON.stringify(writes));
  const grounds: Grounds = { folder, prepared, office: { ...office, petitions: rest }, writesFile };
  return { grounds, writes };
}

async function usualDisk(run: Run, plan: Plan, grounds: Grounds): Promise<Line[]> {
  const ours = await startContestant('ours', grounds);
  const each = await startContestant('each', grounds);
  const grouped = await startContestant('grouped', grounds);
  await warmUp(run, plan, [ours, each, grouped]);
  const rounds = (connections: number, requests: number) =>
    interleaved(
      plan.repetitions,
      {
        ours: () => ours.send(connections, requests),
        each: () => each.send(connections, requests),
        grouped: () => grouped.send(connections, requests),
      },
      (repetition) =>
        run.say(`接件 accept：${connections} 个连接，第 ${repetition}/${plan.repetitions} 轮`),
    );
  const at50 = await rounds(50, plan.at50);
  const at1 = await rounds(1, plan.at1);
  const lines = [...plainLines(50, at50), ...plainLines(1, at1), memoryLine(ours, each)];
  for (const contestant of [ours, each, grouped]) await contestant.stop();
  return lines;
}

async function slowDisk(run: Run, plan: Plan, grounds: Grounds): Promise<readonly Line[]> {
  const ours = await startContestant('ours', grounds, SLOW_FLUSH_US);
  const each = await startContestant('each', grounds, SLOW_FLUSH_US);
  await warmUp(run, { ...plan, warmUp: plan.slow }, [ours, each]);
  const measured = await interleaved(
    plan.repetitions,
    { ours: () => ours.send(50, plan.slow), each: () => each.send(50, plan.slow) },
    (repetition) => run.say(`接件 accept：慢磁盘，第 ${repetition}/${plan.repetitions} 轮`),
  );
  for (const contestant of [ours, each]) await contestant.stop();
  return slowDiskLines(measured);
}

async function warmUp(run: Run, plan: Plan, contestants: readonly Contestant[]): Promise<void> {
  for (const contestant of contestants) {
    run.say(`接件 accept：预热 ${contestant.name}`);
    await contestant.send(50, plan.warmUp);
  }
}

function writesText(writes: readonly Write[]): string {
  const counts = new Map<string, number>();
  for (const { sql } of writes) {
    const [, verb = '', table = ''] =
      /^(INSERT|UPDATE|DELETE)(?: INTO| FROM)? (\w+)/.exec(sql) ?? [];
    const name = `${verb} ${table}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const list = [...counts].map(([name, count]) => (count > 1 ? `${name}×${count}` : name));
  return `每次接件写 ${writes.length} 行：${list.join('、')}。对照写同样多、同样大的行。`;
}
