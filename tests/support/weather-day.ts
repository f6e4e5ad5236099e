import { expect } from 'vitest';
import type { PetitionId } from '../../server/domain/petition.ts';
import type { Weather } from '../../server/sandbox/sandbox.ts';
import { clerk } from './people.ts';
import type { WeatherOffice } from './weather-office.ts';

/** One of the calls the product makes, and the part of the day in which that call alone meets the fault. */
interface Spell {
  readonly call: string;
  /** Part of its address. */
  readonly api: string;
  readonly from: string;
  readonly until: string;
  /** What happens as the weather sets in and makes the call due. */
  readonly brings?: (day: Day) => Promise<unknown>;
}

interface Day {
  readonly office: WeatherOffice;
  /** Assigns a new petition under this name. */
  assign(name: string): Promise<void>;
  accept(name: string): Promise<void>;
}

/** In order of time. Nobody looks at the petition 催办, so that all ways of urging are gone through. */
const SPELLS: readonly Spell[] = [
  { call: '群内每日提醒', api: 'groupMessages/send', from: '08:40', until: '09:00' },
  {
    call: '查人',
    api: '/topapi/v2/user/get',
    from: '09:05',
    until: '09:10',
    brings: ({ assign }) => assign('查人'),
  },
  {
    call: '卡片投放',
    api: 'createAndDeliver',
    from: '09:35',
    until: '09:40',
    brings: ({ assign }) => assign('卡片'),
  },
  {
    call: '待办新建',
    api: '/todo/users',
    from: '10:05',
    until: '10:10',
    brings: ({ assign }) => assign('待办'),
  },
  {
    call: '访问凭证',
    api: 'oauth2/accessToken',
    from: '10:35',
    until: '10:40',
    async brings({ assign, office: { sandbox } }) {
      sandbox.revokeTokens();
      await assign('催办');
    },
  },
  {
    call: '卡片更新',
    api: '/card/instances',
    from: '10:55',
    until: '11:04',
    brings: ({ accept }) => accept('待办'),
  },
  { call: '待办更新', api: '/todo/users', from: '11:30', until: '11:45' },
  { call: 'DING', api: '/ding/send', from: '14:00', until: '14:20' },
  { call: '群内@', api: '/robot/send', from: '14:30', until: '14:50' },
  { call: '工作通知', api: 'asyncsend_v2', from: '15:00', until: '15:20' },
  {
    call: '机器人回话',
    api: 'sendBySession',
    from: '16:00',
    until: '16:01',
    brings: ({ office }) => ask(office),
  },
];

/** Answered here or by the other way; during a ban not at all, and that is said in the log. */
async function ask({ sandbox, log }: WeatherOffice): Promise<void> {
  const answers = () => sandbox.chat(clerk).filter(({ from }) => from === 'robot').length;
  const failures = () => log.filter((line) => line.includes('botAnswerNotSent')).length;
  const before = answers() + failures();
  sandbox.say({ by: clerk, conversationId: null, text: '帮助' });
  await expect.poll(() => answers() + failures(), { timeout: 5000 }).toBeGreaterThan(before);
}

export interface LivedDay {
  readonly petitions: ReadonlyMap<string, PetitionId>;
  /** By call: what the log said while the weather lasted. */
  readonly told: ReadonlyMap<string, readonly string[]>;
  /** What held the work up at the end of the first day. */
  readonly evening: readonly string[];
}

/** A working day and the next, in Beijing. */
export type TwoDays = readonly [today: string, tomorrow: string];

/** A working day on which every call meets the fault in its turn, and the following morning, when all is clear. */
export async function liveThrough(
  fault: Weather,
  office: WeatherOffice,
  [today, tomorrow]: TwoDays,
): Promise<LivedDay> {
  const { sandbox, unit } = office;
  const petitions = new Map<string, PetitionId>();
  const told = new Map<string, readonly string[]>();
  const known = (name: string) => petitions.get(name) ?? '';
  const day: Day = {
    office,
    async assign(name) {
      const [id = ''] = await office.assign(1);
      petitions.set(name, id);
    },
    accept: (name) =>
      office.act(unit.liaisonA, known(name), 'acceptAssignment', { kind: 'accept' }),
  };
  for (const { call, api, from, until, brings } of SPELLS) {
    await office.setTime(`${today} ${from}`);
    const lines = office.log.length;
    sandbox.setWeather(fault, { api });
    await brings?.(day);
    await office.settled();
    await office.setTime(`${today} ${until}`);
    sandbox.setWeather(null);
    told.set(call, office.log.slice(lines));
    if (call === '待办新建') {
      await day.accept('查人');
      await day.accept('卡片');
    }
  }
  await office.setTime(`${today} 18:00`);
  const evening = office.troubles();
  await office.setTime(`${tomorrow} 12:00`);
  return { petitions, told, evening };
}
