import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrations } from '../../db/migrations/list.ts';
import { openDatabase } from '../../db/open.ts';
import type { PetitionFacts } from '../../server/domain/petition.ts';
import { DAY, instant } from '../../server/domain/time.ts';
import { LEDGER_EDITION } from '../../server/store/ledger-entry.ts';
import { createSealing } from '../../server/store/sealing.ts';
import { forBulk, writeCopies } from './archive.ts';
import { archivedCopy, type Copy, openCopy, type Template, templatesIn } from './archive-copies.ts';
import { dice } from './dice.ts';
import { KEYS, openBooksAt, regimes } from './office.ts';
import { MONDAY } from './petitions.ts';
import type { Run } from './run.ts';

export interface LedgerData {
  readonly path: string;
  readonly petitions: number;
}

/**
 * An office of a million petitions with wording, of which one in a hundred is open. It is made once, like the archive,
 * filled by the store itself, and stays in the system's folder for temporary files.
 */
export async function buildLedgerData(run: Run): Promise<LedgerData> {
  const petitions = run.quick ? 20_000 : 1_000_000;
  const kind = `green-channel-bench-ledger-${petitions}-`;
  const folder = join(tmpdir(), kind + keyOf(petitions));
  const data = { path: join(folder, 'office.db'), petitions };
  if (existsSync(folder)) return data;
  run.say(`清单 ledger：生成 ${petitions} 件及其文字（只在第一次）`);
  const fresh = join(run.folder, 'ledger');
  mkdirSync(fresh);
  const path = join(fresh, 'office.db');
  await writePetitions(path, petitions, run);
  await writeWording(path, run);
  await fill(path, run);
  for (const outdated of readdirSync(tmpdir()).filter((name) => name.startsWith(kind))) {
    rmSync(join(tmpdir(), outdated), { recursive: true, force: true });
  }
  renameSync(fresh, folder);
  return data;
}

/** In bytes, of everything the office keeps. */
export function sizeOf({ path }: LedgerData): number {
  return statSync(path).size;
}

async function writePetitions(path: string, petitions: number, run: Run): Promise<void> {
  const templates = await templatesIn(run);
  const throws = dice(2_000_000);
  const open = varied(templates.open, throws);
  const archived = varied(templates.archived, throws);
  await writeCopies(path, run, function* (): Generator<Copy> {
    for (let index = 0; index < petitions / 100; index++) {
      yield openCopy(open, index, throws);
      for (let each = 1; each <= 99; each++) yield archivedCopy(archived, index, each);
    }
  });
}

/** Each of many kinds, ways and days, as they come to an office. */
function varied(templates: readonly Template[], throws: () => number): readonly Template[] {
  const pick = <Value>(values: readonly Value[]) =>
    values[Math.floor(throws() ** 2 * values.length)] as Value;
  return Array.from({ length: VARIANTS }, (_, index) => {
    const template = templates[index % templates.length] as Template;
    const facts: PetitionFacts = {
      ...template.petition.facts,
      category: pick(CATEGORIES),
      channel: pick(['online', 'letter', 'visit', 'call']),
      appealType: pick(['appeal', 'suggestion', 'inquiry']),
      peopleCount: throws() < 0.05 ? 12 : 1,
      repeated: throws() < 0.1,
      receivedAt: instant(MONDAY - Math.floor(throws() * 3000) * DAY),
    };
    return { ...template, petition: { ...template.petition, facts } };
  });
}

async function writeWording(path: string, run: Run): Promise<void> {
  const database = openDatabase(path);
  try {
    forBulk(database);
    const sealing = createSealing(KEYS);
    const insert = database.prepare('INSERT INTO particulars VALUES (?, ?, ?, NULL, NULL, NULL)');
    const throws = dice(3_000_000);
    const petitions = database
      .prepare<[], { id: string; version: number }>('SELECT id, version FROM petitions ORDER BY id')
      .all();
    database.exec('BEGIN');
    for (const [index, { id, version }] of petitions.entries()) {
      const content = JSON.stringify(wording(throws));
      insert.run(id, version, sealing.seal(content, `particulars|content|${id}@${version}`));
      if (index % 100_000 === 0) run.say(`清单 ledger：已写入 ${index} 件的文字`);
      if (index % 1000 === 0) await run.breathe();
    }
    database.exec('COMMIT');
    database.exec('UPDATE ledger_edition SET edition = 0, filled_to = NULL');
  } finally {
    database.close();
  }
}

/** Both are the store's own work, as after an upgrade. */
async function fill(path: string, run: Run): Promise<void> {
  const started = performance.now();
  const store = openBooksAt(path);
  try {
    run.say(`清单 ledger：填写清单用时 ${seconds(started)} 秒`);
    const indexing = performance.now();
    for (let behind = await store.prepareLedger(), steps = 0; behind > 0; steps++) {
      if (steps % 50 === 0) run.say(`清单 ledger：建立检索，还有 ${behind} 件`);
      behind = await store.prepareLedger();
    }
    run.say(`清单 ledger：建立检索用时 ${seconds(indexing)} 秒`);
  } finally {
    await store.close();
  }
}

function seconds(from: number): string {
  return ((performance.now() - from) / 1000).toFixed(1);
}

function wording(throws: () => number) {
  const pick = (values: readonly string[]) =>
    values[Math.floor(throws() ** 2 * values.length)] ?? '';
  const place = `${pick(PLACES)}${1 + Math.floor(throws() * 200)}号`;
  const sentences = Array.from(
    { length: 4 },
    () => `${pick(SUBJECTS)}${pick(MATTERS)}，${pick(DEMANDS)}。`,
  );
  return {
    title: `${place}${pick(MATTERS)}`,
    body: `${place}，${sentences.join('')}${anything(throws)}`,
    petitioner: { name: '金丝雀', phone: '', idNumber: '', address: place },
  };
}

/** Some of a few thousand words of two characters, as each writes about something else. */
function anything(throws: () => number): string {
  const words = Array.from({ length: 8 }, () => {
    const word = Math.floor(throws() ** 2 * 3000);
    return String.fromCodePoint(0x4e00 + (word % 997), 0x5200 + ((word * 31) % 1009));
  });
  return words.join('，');
}

const VARIANTS = 600;
const CATEGORIES = [
  '征地拆迁',
  '物业管理',
  '噪声扰民',
  '劳动社保',
  '交通出行',
  '环境卫生',
  '教育卫生',
  '其他',
];
const SUBJECTS = [
  '居民多次反映',
  '业主委员会认为',
  '施工单位至今',
  '有关部门答复后',
  '邻近小区的住户',
  '我们一家',
];
const DEMANDS = [
  '请求依法处理并书面答复',
  '希望尽快现场核查',
  '要求说明原因',
  '请协调有关单位解决',
  '盼予重视',
];
const MATTERS = [
  '物业收费不合理',
  '夜间施工噪声扰民',
  '安置房没有按期交付',
  '道路积水无人处理',
  '拖欠工资',
  '停车场被占用',
  '路灯长期不亮',
  '垃圾清运不及时',
  '下水道堵塞',
  '公交站点取消',
  '养老保险缴费记录有误',
  '违章搭建',
  '绿化带被毁',
  '电梯经常停运',
  '燃气管道改造进度缓慢',
];
/** Two hundred streets, the first ones with most of the people. */
const PLACES = Array.from({ length: 200 }, (_, index) => {
  const characters = '东南西北中山河湖桥园林文昌和平胜利解放人民';
  const first = characters[index % characters.length] ?? '';
  const second = characters[(index * 7 + 3) % characters.length] ?? '';
  return `${first}${second}${index % 2 === 0 ? '路' : '街'}`;
});

function keyOf(petitions: number): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([FORMAT, LEDGER_EDITION, petitions, regimes]));
  for (const { sql } of migrations) hash.update(sql);
  return hash.digest('hex').slice(0, 12);
}

/** To be raised when the data themselves are made differently. */
const FORMAT = 1;
