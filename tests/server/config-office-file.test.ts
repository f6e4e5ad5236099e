import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { openBooks } from '../../server/office-books.ts';
import { runOffice } from '../../server/office-command.ts';
import { clerk } from '../support/people.ts';
import { at } from '../support/time.ts';

const NOW = at('2026-03-16 09:00');
const demo = JSON.parse(readFileSync('db/seed/offices/jinghu2020.json', 'utf8'));

/** A folder in which the real office, with credentials, keeps its data. */
function settings(dataFolder = mkdtempSync(join(tmpdir(), 'office-file-'))) {
  onTestFinished(() => rmSync(dataFolder, { recursive: true, force: true }));
  return readConfig({
    DATA_DIR: dataFolder,
    DINGTALK_APP_KEY: 'key',
    DINGTALK_APP_SECRET: 'secret',
    DINGTALK_AGENT_ID: '1',
    DINGTALK_CORP_ID: 'corp',
    PUBLIC_URL: 'https://office.example',
  });
}

async function run(file: unknown, reading = settings(), ...more: string[]) {
  const said: string[] = [];
  const code = await runOffice(['--input', 'office.json', ...more], {
    print: (line) => said.push(line),
    complain: (line) => said.push(line),
    readFile: () => (typeof file === 'string' ? file : JSON.stringify(file)),
    reading,
    clock: () => NOW,
  });
  return { code, said: said.join('\n') };
}

async function directoryOf(reading: ReturnType<typeof settings>) {
  if (!reading.ok) throw new Error(reading.problems.join());
  const { store } = await openBooks(reading.config, { clock: () => NOW });
  const directory = await store.directory();
  await store.close();
  return directory;
}

describe('the office’s people from a file', () => {
  it('are put in force, and what changes is listed', async () => {
    const reading = settings();
    const { code, said } = await run(demo, reading);
    expect(code).toBe(0);
    expect(said).toContain('新增部室：征迁部（联络员A角');
    expect(said).toContain('已写入');
    expect((await directoryOf(reading)).staff.size).toBe(demo.staff.length);
  });

  it('change nothing the second time', async () => {
    const reading = settings();
    await run(demo, reading);
    expect((await run(demo, reading)).said).toContain('没有变动');
  });

  it('show one person’s change as one sentence', async () => {
    const reading = settings();
    await run(demo, reading);
    const staff = demo.staff.map((person: { id: string }) =>
      person.id === clerk ? { ...person, title: '信访办副主任' } : person,
    );
    const { said } = await run({ ...demo, staff }, reading);
    expect(said).toContain('共1处变动');
    expect(said).toMatch(/修改人员：.* → .*信访办副主任/);
  });

  it('are only compared with --check', async () => {
    const reading = settings();
    const { code, said } = await run(demo, reading, '--check');
    expect([code, said]).toEqual([0, expect.stringContaining('没有写入')]);
    expect((await directoryOf(reading)).staff.size).toBe(0);
  });
});

describe('a file is refused with every problem in it', () => {
  it('that is not JSON', async () => {
    expect(await run('{"title":')).toEqual({
      code: 65,
      said: expect.stringContaining('不是有效的 JSON'),
    });
  });

  it('with roles that the regulation does not know', async () => {
    const staff = demo.staff.map((person: object, index: number) =>
      index < 2 ? { ...person, roles: ['emperor'] } : person,
    );
    const { code, said } = await run({ ...demo, staff });
    expect(code).toBe(65);
    expect(said).toContain('文件有2处问题');
    expect(said).toContain('petitionClerk（信访办办理人员）');
  });

  it('with a unit that has one liaison', async () => {
    const units = demo.units.map((unit: { posts: { liaisonA: string } }, index: number) =>
      index === 0 ? { ...unit, posts: { ...unit.posts, liaisonB: unit.posts.liaisonA } } : unit,
    );
    expect((await run({ ...demo, units })).said).toContain('须有2名不同的在岗联络员');
  });

  it('and nothing is written', async () => {
    const reading = settings();
    await run({ ...demo, staff: [] }, reading);
    expect((await directoryOf(reading)).staff.size).toBe(0);
  });
});

describe('it also refuses', () => {
  it('to write while the server has the database', { timeout: 20_000 }, async () => {
    const reading = settings();
    if (!reading.ok) throw new Error(reading.problems.join());
    const { store } = await openBooks(reading.config, { clock: () => NOW });
    onTestFinished(() => store.close());
    const { code, said } = await run(demo, reading);
    expect(code).toBe(78);
    expect(said).toContain('没有写入。数据库正被另一个服务进程使用');
  });

  it('to guess what is meant', async () => {
    const said: string[] = [];
    const terminal = {
      print: (line: string) => said.push(line),
      complain: (line: string) => said.push(line),
      readFile: () => null,
      reading: settings(),
      clock: () => NOW,
    };
    expect(await runOffice([], terminal)).toBe(2);
    expect(await runOffice(['--what'], terminal)).toBe(2);
    expect(await runOffice(['--help'], terminal)).toBe(0);
    expect(await runOffice(['--input', 'missing.json'], terminal)).toBe(65);
    expect(said.join()).toContain('无法读取文件 missing.json');
  });
});

describe('the people of a file that holds together', () => {
  it('are warned of posts that nobody holds', async () => {
    const staff = demo.staff.map((person: { roles: string[] }) => ({
      ...person,
      roles: person.roles.filter((role) => role !== 'principalLeader'),
    }));
    const { code, said } = await run({ ...demo, staff });
    expect(code).toBe(0);
    expect(said).toContain('没有人担任“主职领导”');
  });
});
