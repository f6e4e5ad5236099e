import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../db/open.ts';
import type { ActInput } from '../../server/domain/act-input.ts';
import type { Particulars, PetitionId } from '../../server/domain/petition.ts';
import { localDayOf } from '../../server/domain/time.ts';
import type { LedgerQuery } from '../../server/store/ledger-reads.ts';
import { openStore } from '../../server/store/open-store.ts';
import type { Store } from '../../server/store/store.ts';
import { clerk, demolition } from '../support/people.ts';
import {
  acting,
  assigned,
  databasePath,
  MONDAY,
  openTestStore,
  recorded,
  registering,
  storeOptions,
} from '../support/store.ts';

const ALL: LedgerQuery = { scope: 'all', sort: 'registered', descending: false };

describe('the text search', () => {
  it.each([
    ['two characters', '停车', true],
    ['a longer word', '停车场收费', true],
    ['several words, wherever they stand', '公示 停车场', true],
    ['full width for half width', 'Ａ３栋', true],
    ['small letters for capitals', 'a3栋', true],
    ['other punctuation', '标准，公示', true],
    ['part of the number of a document', '建[2026]', true],
    ['the category', '物业管理', true],
    ['characters that stand apart', '停收', false],
    ['pairs that stand apart', '车场标准', false],
    ['pairs that are there but never together', '场收费的', false],
    ['one word that is missing', '停车场 噪声', false],
    ['punctuation alone', '，。', false],
    ['the end of one sentence and the beginning of the next', '公示建', false],
  ])('by %s', async (_, text, found) => {
    const store = openTestStore();
    const id = await brought(store, {
      title: 'A3栋停车场收费不合理',
      body: '要求把收费的标准、公示内容说明清楚。建［2026］15号文件已有规定。',
    });
    expect(await idsFor(store, text)).toEqual(found ? [id] : []);
  });

  it('finds the unit in charge, the reply, and both numbers', async () => {
    const store = openTestStore();
    const { id, number } = await assigned(store);
    expect(await idsFor(store, '征迁')).toEqual([id]);
    expect(await idsFor(store, number)).toEqual([id]);
    expect(await idsFor(store, '已全部交房')).toEqual([]);
    const accept: ActInput = { kind: 'accept', caseworkerId: demolition.caseworker };
    await recorded(store, acting(id, demolition.liaisonA, 'acceptAssignment', accept));
    const reply: ActInput = {
      kind: 'reply',
      findings: '经核查，安置房因管线迁改延期。',
      reply: '截至目前已全部交房，请您知悉。',
      told: { how: 'phone', on: localDayOf(MONDAY) },
      instructionAnswered: true,
      unreasonable: false,
    };
    const signed = { handwriting: 'M0 0 L9 9' };
    await recorded(store, acting(id, demolition.caseworker, 'submitReply', reply, signed));
    expect(await idsFor(store, '已全部交房')).toEqual([id]);
  });

  it('finds a petitioner by the exact name or telephone, for the office and the leaders only', async () => {
    const store = openTestStore();
    const { id } = await assigned(store);
    expect(await idsFor(store, '金丝雀')).toEqual([id]);
    expect(await idsFor(store, '13812345678')).toEqual([id]);
    expect(await idsFor(store, '金丝')).toEqual([]);
    expect(await idsFor(store, '安置房', demolition.liaisonA)).toEqual([id]);
    expect(await idsFor(store, '金丝雀', demolition.liaisonA)).toEqual([]);
  });

  it('goes on where it was when the process ended before the text was taken in', async () => {
    const path = databasePath();
    const before = openStore(storeOptions({ path }));
    const id = await brought(before, { title: '路灯不亮' });
    await before.close();
    const after = openTestStore({ path });
    expect(await after.prepareLedger()).toBe(0);
    expect(await idsFor(after, '路灯')).toEqual([id]);
  });

  it('takes in what changed while it was taking in', async () => {
    const store = openTestStore();
    const id = await brought(store, { title: '路灯不亮' });
    const [, second] = await Promise.all([
      store.prepareLedger(),
      brought(store, { title: '井盖缺失' }),
    ]);
    expect(await idsFor(store, '路灯')).toEqual([id]);
    expect(await idsFor(store, '井盖')).toEqual([second]);
  });

  it('leaves no wording and no accusation in the file', async () => {
    const path = databasePath();
    const store = openStore(storeOptions({ path }));
    await brought(store, { title: '普通件绝密金丝雀词' });
    const facts = { appealType: 'accusation' } as const;
    await recorded(store, registering({ facts, accused: { outside: true } }));
    await store.prepareLedger();
    await store.close();
    const database = openDatabase(path);
    const rows = database.prepare('SELECT count(*) FROM ledger').pluck().get();
    const tokens = database.prepare('SELECT count(*) FROM search_postings').pluck().get();
    database.close();
    expect([rows, Number(tokens) > 10]).toEqual([1, true]);
    expect(readFileSync(path).includes(Buffer.from('金丝雀词'))).toBe(false);
  });
});

describe('similar petitions', () => {
  it('are only those the person may see', async () => {
    const store = openTestStore();
    const { id } = await assigned(store);
    const { petitionId: other } = await recorded(store, registering());
    const to = { petitioner: { phone: '13812345678' }, title: '安置房交付', body: '' };
    const told = async (viewer: string) =>
      (await store.similar(to, viewer)).map(({ petition }) => petition.id).toSorted();
    expect(await told(clerk)).toEqual([id, other].toSorted());
    expect(await told(demolition.liaisonA)).toEqual([id]);
    expect(await told('nobody')).toEqual([]);
  });
});

describe('an office that was there before its ledger', () => {
  it('has every ordinary petition in it once, even when the first filling was cut short', async () => {
    const path = databasePath();
    const before = openStore(storeOptions({ path }));
    const ids: PetitionId[] = [];
    for (let count = 0; count < 5; count++) ids.push(await brought(before, { title: '路灯不亮' }));
    await before.close();
    const database = openDatabase(path);
    database.exec('DELETE FROM search_postings');
    database.prepare('DELETE FROM ledger WHERE petition_id NOT IN (?)').run(ids.toSorted()[0]);
    database.prepare('UPDATE ledger SET searchable_version = 0').run();
    database
      .prepare('UPDATE ledger_edition SET edition = -edition, filled_to = ?')
      .run(ids.toSorted()[0]);
    database.close();
    const told: (readonly [number, number])[] = [];
    const progress = (done: number, of: number) => void told.push([done, of]);
    const after = openTestStore({ path, progress });
    expect(told).toEqual([[4, 5]]);
    expect((await idsFor(after, '路灯')).toSorted()).toEqual(ids.toSorted());
    expect((await after.ledger(ALL, clerk, MONDAY)).total).toBe(5);
  });

  it('is not computed again the next time', async () => {
    const path = databasePath();
    const before = openStore(storeOptions({ path }));
    await brought(before, { title: '路灯不亮' });
    await before.close();
    const progress = () => {
      throw new Error('it was computed again');
    };
    const after = openTestStore({ path, progress });
    expect(await idsFor(after, '路灯')).toHaveLength(1);
  });
});

async function brought(store: Store, content: Partial<Particulars>): Promise<PetitionId> {
  const submission = registering({ facts: { category: '物业管理' } });
  const { command } = submission;
  if (command.type !== 'registerPetition') throw new Error('not a registration');
  const particulars = { ...command.particulars, body: '请求处理。', ...content };
  const { petitionId } = await recorded(store, {
    ...submission,
    command: { ...command, particulars },
  });
  return petitionId;
}

async function idsFor(store: Store, text: string, viewer = clerk) {
  const { read, searchBehind } = await store.ledger({ ...ALL, text }, viewer, MONDAY);
  expect(searchBehind).toBe(0);
  return (await read(0, 100)).map(({ petition }) => petition.id);
}
