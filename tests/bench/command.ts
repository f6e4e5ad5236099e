import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, openDatabase } from '../../db/open.ts';
import { type Write, writesOf } from './baseline-writes.ts';
import { type ChildServer, startChild } from './child-server.ts';
import { type Load, sendAll } from './http-load.ts';
import type { Brought } from './petitions.ts';
import { acceptOne, acceptPost, type PreparedOffice, prepareOffice } from './prepared-office.ts';
import type { Run } from './run.ts';
import { interleaved, ratioOf, spreadOf } from './spread.ts';
import type { Line, Section } from './table.ts';

/** Accepting a petition over HTTP: our whole server against the barest one that writes the same rows as durably. */
export async function measureCommand(run: Run): Promise<Section> {
  const plan = run.quick ? QUICK : FULL;
  const total = plan.warmUp + plan.repetitions * plan.loads.reduce((sum, { requests }) => sum + requests, 0);
  const prepared = join(run.folder, 'prepared');
  mkdirSync(prepared);
  run.say(`接件 accept：经命令通道准备 ${total} 件待接信访件`);
  const office = await prepareOffice(prepared, total + 1);
  const [sample, ...petitions] = office.petitions;
  if (!sample) throw new Error('nothing was prepared');
  const writes = await sampleWrites(prepared, sample);
  const contestants = await startContestants(run, prepared, writes, { ...office, petitions });
  rmSync(prepared, { recursive: true });
  try {
    const { ours, each, grouped } = contestants;
    for (const contestant of [ours, each, grouped]) {
      run.say(`接件 accept：预热 ${contestant.name}`);
      await contestant.send(50, plan.warmUp);
    }
    const lines: Line[] = [];
    for (const { connections, requests } of plan.loads) {
      const measured = await interleaved(
        plan.repetitions,
        {
          ours: () => ours.send(connections, requests),
          each: () => each.send(connections, requests),
          grouped: () => grouped.send(connections, requests),
        },
        (repetition) =>
          run.say(`接件 accept：${connections} 个连接，第 ${repetition}/${plan.repetitions} 轮`),
      );
      lines.push(...linesOf(connections, measured));
    }
    lines.push(memoryLine(contestants));
    return {
      title: '二、接件命令 accept command over HTTP',
      lines,
      notes: [writesText(writes), '对照 B：只有 Koa、@koa/router、better-sqlite3，逐请求提交，synchronous=FULL，没有会话、权限、规则、加密链和文字。'],
    };
  } finally {
    await Promise.all(Object.values(contestants).map(({ stop }) => stop()));
    for (const { name, path, sent } of Object.values(contestants)) expectAccepted(name, path, sent());
  }
}

interface Plan {
  readonly repetitions: number;
  readonly warmUp: number;
  readonly loads: readonly { readonly connections: number; readonly requests: number }[];
}

const FULL: Plan = {
  repetitions: 5,
  warmUp: 1500,
  loads: [
    { connections: 50, requests: 2500 },
    { connections: 1, requests: 600 },
  ],
};
const QUICK: Plan = {
  repetitions: 3,
  warmUp: 400,
  loads: [
    { connections: 50, requests: 700 },
    { connections: 1, requests: 150 },
  ],
};

interface Contestant {
  readonly name: string;
  readonly path: string;
  readonly send: (connections: number, requests: number) => Promise<Sent>;
  readonly sent: () => number;
  readonly residentMb: () => number;
  readonly stop: () => Promise<void>;
}

interface Sent extends Load {
  /** Of the server, per request, in microseconds. */
  readonly processorUs: number;
}

async function sampleWrites(folder: string, sample: Brought): Promise<readonly Write[]> {
  const command = 'sample';
  return await writesOf(join(folder, 'office.db'), sample.id, command, () =>
    acceptOne(folder, sample, command),
  );
}

/** Each with its own copy of the same prepared office. */
async function startContestants({ folder }: Run, prepared: string, writes: readonly Write[], office: PreparedOffice) {
  const writesFile = join(folder, 'writes.json');
  writeFileSync(writesFile, JSON.stringify(writes));
  const copy = (name: string) => {
    const own = join(folder, name);
    cpSync(prepared, own, { recursive: true });
    return own;
  };
  const contestant = async (name: string, own: string, start: (path: string) => Promise<ChildServer>) => {
    const path = join(own, 'office.db');
    return contestantOf(name, path, await start(path), office);
  };
  const own = copy('ours');
  return {
    ours: await contestant('本系统 ours', own, () => startChild(folder, 'command-server', [own])),
    each: await contestant('对照 B bare Koa', copy('each'), (path) =>
      startChild(folder, 'baseline-server', [path, writesFile, 'each']),
    ),
    grouped: await contestant('对照 B 合并提交 grouped', copy('grouped'), (path) =>
      startChild(folder, 'baseline-server', [path, writesFile, 'grouped']),
    ),
  };
}

function contestantOf(name: string, path: string, server: ChildServer, office: PreparedOffice): Contestant {
  let sent = 0;
  return {
    name,
    path,
    async send(connections, requests) {
      const posts = office.petitions.slice(sent, sent + requests).map((each) => acceptPost(each, office));
      sent += requests;
      const before = server.processorMs();
      const load = await sendAll(server.url, connections, posts);
      return { ...load, processorUs: ((server.processorMs() - before) / requests) * 1000 };
    },
    sent: () => sent,
    residentMb: server.residentMb,
    stop: server.stop,
  };
}

type Measured = Readonly<Record<'ours' | 'each' | 'grouped', readonly Sent[]>>;

function linesOf(connections: number, { ours, each, grouped }: Measured): readonly Line[] {
  const of = (sent: readonly Sent[], figure: keyof Sent) => sent.map((one) => one[figure]);
  const line = (
    label: string,
    figure: keyof Sent,
    reference: readonly Sent[],
    rest: Pick<Line, 'unit' | 'meaning'> & Partial<Pick<Line, 'target'>>,
  ): Line => ({
    label: `${connections} 个连接 ${label}`,
    ours: spreadOf(of(ours, figure)),
    reference: spreadOf(of(reference, figure)),
    ratio: ratioOf(of(ours, figure), of(reference, figure)),
    ...rest,
  });
  const at50 = connections === 50;
  return [
    line('每秒件数 vs B', 'perSecond', each, {
      unit: '次/秒 req/s',
      meaning: `${connections} 人同时接件时，完整的本系统每秒办多少件，与最简单的同等落盘程序相比。`,
      ...(at50 ? { target: { atLeast: 1.3 } } : {}),
    }),
    line('每秒件数 vs 合并提交 grouped', 'perSecond', grouped, {
      unit: '次/秒 req/s',
      meaning: '与同样合并提交、但没有任何业务规则的程序相比。',
      ...(at50 ? { target: { atLeast: 0.7 } } : {}),
    }),
    line('中位延迟 p50', 'p50', each, {
      unit: '毫秒 ms',
      meaning: '一半的接件在这个时间内得到答复（已经落盘）。',
    }),
    line('p99', 'p99', each, { unit: '毫秒 ms', meaning: '百分之九十九的接件在这个时间内得到答复。' }),
    line('处理器 CPU', 'processorUs', each, {
      unit: '微秒/件 µs',
      meaning: '服务进程每件用去的处理器时间，不受机器上其他程序影响。',
    }),
  ];
}

function memoryLine({ ours, each }: Readonly<Record<'ours' | 'each', Contestant>>): Line {
  const [mine, theirs] = [[ours.residentMb()], [each.residentMb()]];
  return {
    label: '负载后内存 RSS after load',
    ours: spreadOf(mine),
    reference: spreadOf(theirs),
    ratio: ratioOf(mine, theirs),
    unit: 'MB',
    meaning: '全部接件办完之后服务进程占用的内存，与对照 B 相比。',
  };
}

function writesText(writes: readonly Write[]): string {
  const counts = new Map<string, number>();
  for (const { sql } of writes) {
    const [, verb = '', table = ''] = /^(INSERT|UPDATE|DELETE)(?: INTO| FROM)? (\w+)/.exec(sql) ?? [];
    const name = `${verb} ${table}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const list = [...counts].map(([name, count]) => (count > 1 ? `${name}×${count}` : name));
  return `每次接件写 ${writes.length} 行：${list.join('、')}。`;
}

/** What was answered must be on disk: neither side may have saved itself the work. */
function expectAccepted(name: string, path: string, sent: number): void {
  const database: Database = openDatabase(path);
  const accepted = database
    .prepare(`SELECT count(*) FROM petitions WHERE stage = 'handling'`)
    .pluck()
    .get();
  database.close();
  // The sample was accepted before the copies were made.
  if (accepted !== sent + 1) throw new Error(`${name}: ${sent} answered, ${accepted} on disk`);
}
