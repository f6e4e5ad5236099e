import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { createMetrics } from '../../server/http/metrics.ts';
import { allRoutes } from '../../server/http/routes.ts';
import { type Api, type Got, openApi, type Phone } from '../support/api.ts';
import { openBot } from '../support/bot.ts';
import { clerk, demolition, director, petitionLeader } from '../support/people.ts';
import { countedBytes, organ, twoOffices } from '../support/two-offices.ts';

/** One of the two offices: who receives petitions there, how, and everybody else who looks. */
interface Side {
  readonly receiver: string;
  readonly flow: string;
  readonly onlookers: readonly string[];
  /** Somebody who can be asked about as a person. */
  readonly member: string;
}

const main: Side = {
  receiver: clerk,
  flow: 'platform',
  onlookers: [clerk, director, petitionLeader, demolition.liaisonA],
  member: demolition.liaisonA,
};
const second: Side = {
  receiver: organ.receiver,
  flow: 'main',
  onlookers: [organ.receiver, organ.head, organ.caseworker, organ.plain],
  member: organ.caseworker,
};

const SAME_WORDS = { title: '关于安置房交付的诉求', body: '安置房至今没有交付，请求答复。' };

interface World {
  readonly api: Api;
  readonly own: string;
  /** Ids of the other office's petitions; empty where there are none. */
  readonly foreign: readonly string[];
}

/** The same morning in both worlds; in one of them the other office has petitions as well. */
async function morning(ours: Side, theirs: Side, busy: boolean): Promise<World> {
  const api = await openApi({
    at: '2026-03-16 09:00',
    people: twoOffices(),
    randomBytes: countedBytes(),
  });
  const phone = await api.as(ours.receiver);
  const { id: own } = await phone.register({ flow: ours.flow, platformNumber: 'P-2026-1' });
  api.office.skipTo('2026-03-17 09:30');
  await api.office.jobs.tick();
  const neighbour = await api.as(theirs.receiver);
  const foreign: string[] = [];
  if (busy) {
    const more = { flow: theirs.flow, ...SAME_WORDS };
    const brought = [
      more,
      { ...more, platformNumber: 'P-2026-2', urgency: undefined },
      { ...more, appealType: 'accusation', accused: { staffIds: [], unitIds: [], outside: true } },
    ];
    for (const each of brought) foreign.push((await neighbour.register(each)).id);
  }
  return { api, own, foreign };
}

/** Every address that can be read, for the ids and periods there are. */
function addresses(ids: readonly string[], ours: Side, theirs: Side): readonly string[] {
  const values: Readonly<Record<string, readonly string[]>> = {
    id: ids,
    period: ['2026-03', '2026', '2026-03-16'],
    form: ['handlingSheet', 'registrationForm'],
    attachment: ['AAAAAAAAAAAAAAAA'],
  };
  const filled = allRoutes(createMetrics())
    .filter(({ method, access }) => method === 'GET' && access !== 'everyone')
    .flatMap(({ path }) =>
      path.includes('/staff/:id')
        ? [ours.member, theirs.member, theirs.receiver].map((id) => path.replace(':id', id))
        : [...path.matchAll(/:(\w+)/g)].reduce<readonly string[]>(
            (paths, [whole, name = '']) =>
              paths.flatMap((each) =>
                (values[name] ?? ['1']).map((value) => each.replace(whole, value)),
              ),
            [path],
          ),
    );
  return [
    ...filled,
    '/api/petitions?scope=all',
    '/api/petitions?scope=all&number=2026',
    '/api/petitions?scope=all&number=P-2026',
    '/api/ledger?scope=all',
    '/api/ledger?scope=all&limit=1',
    `/api/ledger?scope=all&text=${encodeURIComponent('安置房')}`,
    `/api/ledger?scope=all&text=${encodeURIComponent('刘金丝')}`,
    `/api/ledger?scope=all&text=13800001111`,
    '/api/ledger?scope=all&number=P-2026',
    '/api/ledger.xlsx?scope=all',
    '/api/imports',
  ];
}

function bytes({ status, headers, text }: Got): string {
  const { 'x-request-id': requestId = '', date: _, ...rest } = headers;
  return JSON.stringify({ status, rest, text }).replaceAll(String(requestId), '(number)');
}

/** A workbook is compared by its sheets: the envelope says at which second of this machine it was packed. */
async function readingOf(path: string, phone: Phone, { url }: Api): Promise<string> {
  if (!path.includes('.xlsx')) return bytes(await phone.get(path));
  const got = await fetch(`${url}${path}`, { headers: { cookie: phone.cookie } });
  if (got.status !== 200) return String(got.status);
  const parts = unzipSync(new Uint8Array(await got.arrayBuffer()));
  return Object.entries(parts)
    .filter(([name]) => name.startsWith('xl/'))
    .map(([name, content]) => `${name}: ${strFromU8(content)}`)
    .join('\n');
}

async function readings(
  { api, own }: World,
  foreign: readonly string[],
  [ours, theirs]: readonly [Side, Side],
): Promise<ReadonlyMap<string, string>> {
  const read = new Map<string, string>();
  for (const who of ours.onlookers) {
    const phone = await api.as(who);
    for (const path of addresses([own, ...foreign], ours, theirs)) {
      read.set(`${who} ${path}`, await readingOf(path, phone, api));
    }
    const similar = await phone.post('/api/petitions/similar', { ...SAME_WORDS });
    read.set(`${who} similar`, bytes(similar));
  }
  return read;
}

const QUESTIONS = [
  '待办',
  '我的',
  '月报',
  '今日',
  '超期',
  '查 2026',
  '2026-0001',
  '信〔2026〕0001号',
];

async function said({ api }: World, ours: Side): Promise<readonly string[]> {
  const bot = openBot(api.office);
  const answers: string[] = [];
  for (const who of ours.onlookers) {
    for (const question of QUESTIONS) answers.push(...(await bot.ask(who, question)));
    for (const line of await bot.askInGroup(who, '今日')) answers.push(line.markdown);
  }
  return answers;
}

const directions = [
  ['the second office is nothing to the main one', main, second],
  ['the main office is nothing to the second one', second, main],
] as const;

describe.each(directions)('what %s', (_, ours, theirs) => {
  it('shows at no address: the bytes are those of a world without it', async () => {
    const busy = await morning(ours, theirs, true);
    const quiet = await morning(ours, theirs, false);
    expect(busy.own).toBe(quiet.own);
    expect(busy.foreign).toHaveLength(3);
    const [there, nothing] = [
      await readings(busy, busy.foreign, [ours, theirs]),
      await readings(quiet, busy.foreign, [ours, theirs]),
    ];
    const telling = [...there].filter(([address, answer]) => answer !== nothing.get(address));
    expect(telling.map(([address]) => address)).toEqual([]);
    expect(there.size).toBeGreaterThan(200);
    const broken = [...there].filter(([, answer]) => answer.startsWith('{"status":5'));
    expect(broken.map(([address]) => address)).toEqual([]);
  });

  it('says to nobody who asks the robot', async () => {
    const [busy, quiet] = [await morning(ours, theirs, true), await morning(ours, theirs, false)];
    expect(await said(busy, ours)).toEqual(await said(quiet, ours));
  });
});
