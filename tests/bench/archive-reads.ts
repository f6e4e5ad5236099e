import { isDeepStrictEqual } from 'node:util';
import type { PetitionId, RunningClock } from '../../server/domain/petition.ts';
import { type DigestFacts, digestTexts } from '../../server/jobs/digest.ts';
import type { ListQuery } from '../../server/store/petition-reads.ts';
import type { Store } from '../../server/store/store.ts';
import { director } from '../support/people.ts';
import { type Archives, buildArchives } from './archive.ts';
import { departments } from './departments.ts';
import { calendar, openBooksAt } from './office.ts';
import { MONDAY } from './petitions.ts';
import type { Run } from './run.ts';
import { interleaved, ratioOf, spreadOf } from './spread.ts';
import type { Line, Section } from './table.ts';

/** Whether the years behind us slow down the work of the day: the same reads with and without them. */
export async function measureArchiveReads(run: Run): Promise<Section> {
  const archives = await buildArchives(run);
  const [alone, among] = [openBooksAt(archives.alone), openBooksAt(archives.amongArchived)];
  try {
    const lines: Line[] = [];
    for (const read of reads()) {
      run.say(`档案 archive：${read.label}`);
      lines.push(await compare(read, { alone, among }, run));
    }
    return { title: titleOf(archives), lines, notes: [LEFT_OUT] };
  } finally {
    await Promise.all([alone.close(), among.close()]);
  }
}

interface Read {
  readonly label: string;
  readonly meaning: string;
  /** So many in one repetition, for what takes less than a millisecond. */
  readonly times: number;
  readonly from: (store: Store) => Promise<unknown>;
}

const LEFT_OUT = '为缩短生成时间，已归档件不含事件、消息和当事人信息，这三张表不在上述读取之列。';

function titleOf({ open, archived }: Archives): string {
  return `三、${(open + archived).toLocaleString('en-US')} 件中 ${open.toLocaleString('en-US')} 件在办 reads beside an archive（对照：同样的在办件、没有档案）`;
}

function reads(): readonly Read[] {
  const list = (query: Partial<ListQuery>, viewer: string) => (store: Store) =>
    store.list({ scope: 'open', limit: 20, ...query }, viewer, MONDAY);
  const [unit] = departments;
  if (!unit) throw new Error('no department');
  return [
    {
      label: '每日提醒全文 whole digest',
      meaning: '读出全部在办件及其每个时限，写成当日群提醒文字；档案再大也不应变慢。',
      times: 1,
      from: digest,
    },
    {
      label: '只按最近时限 by the nearest deadline only',
      meaning: '同上，但每件只取最近的一个时限，不逐件读取：只读一个索引。',
      times: 1,
      from: shortDigest,
    },
    {
      label: '在办清单第一页 open list, page 1',
      meaning: '信访办主任打开在办清单（20 件，按到期先后，含总数和权限判断）。',
      times: 20,
      from: list({}, director),
    },
    {
      label: '其中某部室 one department of it',
      meaning: '信访办主任只看一个部室的在办件（20 件，含总数和权限判断）。',
      times: 20,
      from: list({ unitId: unit.id }, director),
    },
    {
      label: '联络员所见 as its liaison sees it',
      meaning: '部室联络员打开在办清单，只列本部室和本人经手的（20 件，含总数和权限判断）。',
      times: 20,
      from: list({}, unit.liaisonA),
    },
  ];
}

/** What the job reads and words, as `daily-reminder.ts` does it. */
async function digest(store: Store): Promise<readonly string[]> {
  const open = await store.openForDigest();
  const clocks = new Map<PetitionId, readonly RunningClock[]>();
  for (const { id } of open) {
    const petition = await store.petition(id);
    clocks.set(id, petition?.clocks.filter(({ stoppedAt }) => stoppedAt === undefined) ?? []);
  }
  return textsOf(open, clocks, store);
}

async function shortDigest(store: Store): Promise<readonly string[]> {
  return textsOf(await store.openForDigest(), new Map(), store);
}

async function textsOf(
  open: DigestFacts['open'],
  clocks: DigestFacts['clocks'],
  store: Store,
): Promise<readonly string[]> {
  const [directory, regimes] = await Promise.all([store.directory(), store.regimes()]);
  return digestTexts({ now: MONDAY, open, directory, regimes, calendar, clocks });
}

async function compare(
  { label, meaning, times, from }: Read,
  { alone, among }: { readonly alone: Store; readonly among: Store },
  run: Run,
): Promise<Line> {
  // Also warms both up.
  const answers = await Promise.all([from(alone), from(among)]);
  if (!isDeepStrictEqual(answers[0], answers[1])) throw new Error(`${label}: not the same answer`);
  // Processor time: the files are in the system's cache, and the other users of the machine do not count.
  const timed = (store: Store) => async () => {
    const before = process.cpuUsage();
    for (let time = 0; time < times; time++) await from(store);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000 / times;
  };
  const measured = await interleaved(
    run.quick ? 5 : 15,
    { alone: timed(alone), among: timed(among) },
    () => undefined,
  );
  return {
    label,
    ours: spreadOf(measured.among),
    reference: spreadOf(measured.alone),
    unit: '毫秒 ms CPU',
    ratio: ratioOf(measured.among, measured.alone),
    target: { atMost: 1.3 },
    meaning,
  };
}
