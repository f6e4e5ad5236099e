import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openLogbook } from '../../server/replay/logbook.ts';
import { fingerprintOf, type Production, produce } from '../../server/replay/run.ts';
import { theatreAt } from '../../server/replay/theatre.ts';
import { replayPetitions } from '../support/replay-petitions.ts';

describe('the replay', () => {
  it('is killed in the middle, goes on with the same database, and ends with every invariant holding', async () => {
    const folder = temporaryFolder();
    const args = ['--input', petitionsIn(folder), '--database', join(folder, 'office.db')];
    const killed = demo([...args, '--seed', '4']);
    await killed.said(/演练到2026年3月/);
    killed.child.kill('SIGKILL');
    expect(await killed.ended).toMatchObject({ signal: 'SIGKILL' });
    expect(killed.output()).toBe('');

    const resumed = demo(args);
    expect(await resumed.ended).toEqual({ code: 0, signal: null });
    expect(resumed.output()).toContain('演练完毕：信访件6件');
    expect(resumed.output()).toContain('种子4');
    expect(resumed.output()).toMatch(/结论：20项全部成立。\n$/);
    expect(resumed.output()).not.toContain('✘');
    // The first two months were not played again.
    expect(resumed.errors()).not.toContain('演练到2026年2月');

    const looked = demo(args);
    expect(await looked.ended).toEqual({ code: 0, signal: null });
    expect(looked.errors()).toBe('');
  }, 180_000);

  it('is stopped by Ctrl+C and says how to go on', async () => {
    const folder = temporaryFolder();
    const database = join(folder, 'office.db');
    const stopped = demo(['--input', petitionsIn(folder), '--database', database]);
    await stopped.said(/演练到2026年2月/);
    stopped.child.kill('SIGINT');
    expect(await stopped.ended).toEqual({ code: 130, signal: null });
    expect(stopped.errors()).toContain(`接着演练：npm run demo -- --input ${folder}`);
    expect(stopped.errors()).toContain(`--database ${database}`);
  }, 120_000);

  it('is refused with a file that is not there and with a faulty one', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'faulty.json');
    writeFileSync(path, JSON.stringify([{ ...replayPetitions[0], suggestedDepartment: '保卫部' }]));
    const missing = demo(['--input', join(folder, 'none.json')]);
    const faulty = demo(['--input', path]);
    expect(await missing.ended).toEqual({ code: 2, signal: null });
    expect(missing.errors()).toContain(`找不到文件：${join(folder, 'none.json')}`);
    expect(await faulty.ended).toEqual({ code: 2, signal: null });
    expect(faulty.errors()).toContain(
      '第1条（id 1）的 suggestedDepartment：没有名为“保卫部”的部室',
    );
  }, 60_000);
});

describe('a database that is there already', () => {
  const begun = async (changes: {
    readonly file?: string;
    readonly seed?: number;
    readonly regimeId?: string;
  }) => {
    const theatre = theatreAt(join(temporaryFolder(), 'office.db'));
    writeFileSync(theatre.database, '');
    openLogbook(theatre.logbook).write({
      kind: 'run',
      seed: 7,
      file: fingerprintOf('[1]'),
      regime: 'jinghu2020',
    });
    return await produce(aProduction({ theatre, file: '[1]', ...changes }));
  };

  it('is not gone on with by another file, regulation or seed', async () => {
    expect(await begun({ file: '[2]' })).toMatchObject({
      kind: 'refused',
      problem: expect.stringContaining('该数据库是用另一份信访件文件演练的'),
    });
    expect(await begun({ regimeId: 'cn2022' })).toMatchObject({
      kind: 'refused',
      problem: expect.stringContaining('该数据库是按制度 jinghu2020 演练的，不能换成 cn2022'),
    });
    expect(await begun({ seed: 8 })).toMatchObject({
      kind: 'refused',
      problem: expect.stringContaining('该数据库是以种子 7 演练的，不能换成 8'),
    });
  });

  it('is left alone when it was not made by a replay, and missed when only the records are there', async () => {
    const theatre = theatreAt(join(temporaryFolder(), 'office.db'));
    writeFileSync(theatre.database, 'not ours');
    expect(await produce(aProduction({ theatre }))).toMatchObject({
      problem: expect.stringContaining('该数据库不是演练产生的'),
    });
    rmSync(theatre.database);
    openLogbook(theatre.logbook).write({
      kind: 'run',
      seed: 1,
      file: fingerprintOf('[]'),
      regime: 'jinghu2020',
    });
    openLogbook(theatre.logbook).write({ kind: 'finished' });
    expect(await produce(aProduction({ theatre }))).toMatchObject({
      problem: expect.stringContaining('数据库文件已不在'),
    });
  });
});

function aProduction(changes: Partial<Production> & Pick<Production, 'theatre'>): Production {
  return {
    petitions: [],
    regimeId: 'jinghu2020',
    file: '[]',
    log: pino({ level: 'silent' }),
    progress: { at() {}, end() {} },
    stopped: () => false,
    ...changes,
  };
}

/** `npm run demo` without the building before it. */
function demo(args: readonly string[]) {
  const command = ['--import', 'tsx', 'server/replay/demo.ts', ...args];
  const child: ChildProcess = spawn(process.execPath, command, {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts = { output: '', errors: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    texts.output += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    texts.errors += text;
  });
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal }));
  onTestFinished(() => void child.kill('SIGKILL'));
  return {
    child,
    ended,
    output: () => texts.output,
    errors: () => texts.errors,
    async said(words: RegExp) {
      while (!words.test(texts.errors)) {
        const more = child.stderr ? once(child.stderr, 'data').then(() => true) : false;
        const goesOn = await Promise.race([more, ended.then(() => false)]);
        if (!goesOn && !words.test(texts.errors))
          throw new Error(`never said ${words}: ${texts.errors}`);
      }
    },
  };
}

function petitionsIn(folder: string, count = replayPetitions.length): string {
  const path = join(folder, `petitions-${count}.json`);
  writeFileSync(path, JSON.stringify(replayPetitions.slice(0, count)));
  return path;
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'replay-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}
