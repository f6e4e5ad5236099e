import { readFileSync } from 'node:fs';
import SqliteDatabase from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../server/store/canonical-json.ts';
import { createSealing, inTheClear } from '../../server/store/sealing.ts';
import { clerk } from '../support/people.ts';
import {
  acting,
  assigned,
  databasePath,
  keys,
  openTestStore,
  recorded,
  registering,
} from '../support/store.ts';

const PHONE = '13812345678';
const place = 'particulars|content|p@1';

describe('a sealed value', () => {
  const sealing = createSealing(keys);

  it('is 30 bytes longer than its text, never twice the same, and opens in its place', () => {
    const [first, second] = [sealing.seal(PHONE, place), sealing.seal(PHONE, place)];
    expect(first).toHaveLength(PHONE.length + 30);
    expect(first.equals(second)).toBe(false);
    expect(sealing.open(first, place)).toBe(PHONE);
    expect(first.includes(PHONE)).toBe(false);
  });

  it.each([
    ['moved to another row', (blob: Buffer) => [blob, 'particulars|content|p@2']],
    ['with a changed text', (blob: Buffer) => [changed(blob, 20), place]],
    ['with a changed tag', (blob: Buffer) => [changed(blob, blob.length - 1), place]],
    ['with a tag cut to four bytes', (blob: Buffer) => [blob.subarray(0, -12), place]],
    ['cut to nothing', (blob: Buffer) => [blob.subarray(0, 1), place]],
    ['of an unknown kind', (blob: Buffer) => [changed(blob, 0), place]],
    ['naming a key that is not there', (blob: Buffer) => [changed(blob, 1), place]],
    ['put there in the clear', () => [inTheClear(PHONE), place]],
  ] as const)('does not open %s', (_, spoil) => {
    const [blob, where] = spoil(sealing.seal(PHONE, place)) as [Buffer, string];
    expect(() => sealing.openSealed(blob, where)).toThrow('broken seal');
  });

  it('does not open with a key of the same number from another ring', () => {
    const other = createSealing({ active: 1, keys: new Map([[1, Buffer.alloc(32, 8)]]) });
    expect(() => other.open(sealing.seal(PHONE, place), place)).toThrow('broken seal');
  });

  it('still opens, and is still found, after a new key has become the active one', () => {
    const old = sealing.seal(PHONE, place);
    const ring = new Map([...keys.keys, [2, Buffer.alloc(32, 9)] as const]);
    const rotated = createSealing({ active: 2, keys: ring });
    expect(rotated.open(old, place)).toBe(PHONE);
    expect(rotated.seal(PHONE, place)[1]).toBe(2);
    expect(rotated.index('phone', PHONE)).toEqual(sealing.index('phone', PHONE));
  });

  it('is indexed differently in every column', () => {
    expect(sealing.index('phone', PHONE)).toHaveLength(16);
    expect(sealing.index('phone', PHONE)).not.toEqual(sealing.index('name', PHONE));
  });
});

describe('what lies in the file', () => {
  const texts = [
    '金丝雀',
    PHONE,
    '330602199001011234',
    '演示路1号',
    '安置房至今没有交付',
    '关于安置房交付',
  ];

  it('shows nothing of who petitions and what about', async () => {
    const { bytes } = await fileAfter(registering());
    expect(texts.filter((text) => bytes.includes(text))).toEqual([]);
  });

  it('shows of an accusation neither the accused nor the number nor a stage', async () => {
    const path = databasePath();
    const store = openTestStore({ path });
    const { id, number, stage } = await assigned(store, {
      facts: { appealType: 'accusation', category: '特别分类' },
      accused: { unitIds: ['construction'] },
    });
    expect([number, stage]).toEqual(['Z2026-001', 'assigned']);
    expect((await store.messagesOf(id)).map(({ text }) => text).join()).toContain('待办事项');
    await store.close();
    const database = new SqliteDatabase(path);
    const rows = [
      'petitions',
      'events',
      'particulars',
      'exclusions',
      'assigned_units',
      'messages',
    ].flatMap((table) => database.prepare(`SELECT * FROM ${table}`).raw().all() as unknown[][]);
    database.close();
    const stored = Buffer.concat(
      rows.flat().map((cell) => (Buffer.isBuffer(cell) ? cell : Buffer.from(String(cell)))),
    );
    expect(stored.includes(id)).toBe(true);
    const secrets = [
      ...texts,
      number,
      '特别分类',
      '请征迁部办理',
      '待办事项',
      'construction',
      'demolition',
      'accusation',
    ];
    expect(secrets.filter((text) => stored.includes(text))).toEqual([]);
  });

  it('would show an ordinary petition’s stage, so that the check above can fail', async () => {
    const { bytes } = await fileAfter(registering());
    expect(bytes.includes('"stage":"registered"')).toBe(true);
  });
});

describe('people are found again by exactly what they gave', () => {
  it.each([
    ['telephone', { phone: '+86 138-1234-5678' }],
    ['identity number', { idNumber: '330602199001011234' }],
    ['full name', { name: ' 金 丝雀 ' }],
  ])('%s', async (_, asked) => {
    const store = openTestStore();
    const { petitionId } = await recorded(store, registering());
    await recorded(store, registering({ petitioner: { phone: '', idNumber: '', name: '白鹭' } }));
    expect(await store.broughtBy(asked)).toEqual([petitionId]);
  });

  it('an identity number of fifteen digits and its form of eighteen are the same', async () => {
    const store = openTestStore();
    const { petitionId } = await recorded(
      store,
      registering({ petitioner: { idNumber: '11010519491231002x' } }),
    );
    expect(await store.broughtBy({ idNumber: '110105491231002' })).toEqual([petitionId]);
  });

  it('but nobody by nothing, by a part, or through an accusation', async () => {
    const store = openTestStore();
    await recorded(store, registering({ petitioner: { phone: '' } }));
    await recorded(
      store,
      registering({
        facts: { appealType: 'accusation' },
        accused: { outside: true },
        petitioner: { phone: PHONE, name: '举报人', idNumber: '' },
      }),
    );
    expect(await store.broughtBy({ phone: '', name: '', idNumber: '' })).toEqual([]);
    expect(await store.broughtBy({ phone: '1381234' })).toEqual([]);
    expect(await store.broughtBy({ phone: PHONE })).toEqual([]);
    expect(await store.broughtBy({ name: '举报人' })).toEqual([]);
  });

  it('and by what they gave before a correction as well as after it', async () => {
    const store = openTestStore();
    const registration = registering();
    const { petitionId } = await recorded(store, registration);
    await recorded(store, amending(petitionId, registration, { phone: '13900000000' }));
    expect(await store.broughtBy({ phone: PHONE })).toEqual([petitionId]);
    expect(await store.broughtBy({ phone: '13900000000' })).toEqual([petitionId]);
    expect((await store.particulars(petitionId))?.petitioner.phone).toBe('13900000000');
  });
});

it('the same value always has the same canonical text', () => {
  const value = { b: [1, { d: null, c: '是' }], a: undefined, e: true };
  expect(canonicalJson(value)).toBe('{"b":[1,{"c":"是","d":null}],"e":true}');
  expect(canonicalJson({ e: true, b: [1, { c: '是', d: null }] })).toBe(canonicalJson(value));
  expect(canonicalJson({ ...value, b: [{ c: '是', d: null }, 1] })).not.toBe(canonicalJson(value));
});

function amending(
  petitionId: string,
  registration: ReturnType<typeof registering>,
  petitioner: { phone?: string },
) {
  const { command } = registration;
  if (command.type !== 'registerPetition') throw new Error('not a registration');
  const amended = acting(petitionId, clerk, 'amend', {
    kind: 'amend',
    reason: '登记信息有误，予以补正',
  });
  return {
    ...amended,
    command: {
      ...amended.command,
      amendment: {
        facts: command.facts,
        accused: command.accused,
        particulars: {
          ...command.particulars,
          petitioner: { ...command.particulars.petitioner, ...petitioner },
        },
      },
    } as typeof amended.command,
  };
}

async function fileAfter(submission: ReturnType<typeof registering>) {
  const path = databasePath();
  const store = openTestStore({ path });
  await recorded(store, submission);
  const log = readFileSync(`${path}-wal`);
  await store.close();
  return { bytes: Buffer.concat([log, readFileSync(path)]) };
}

function changed(blob: Buffer, at: number): Buffer {
  const copy = Buffer.from(blob);
  copy[at] = (copy[at] ?? 0) ^ 4;
  return copy;
}
